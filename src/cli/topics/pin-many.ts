/** `wulens help pin-many` */
import {page} from './page.js';

export function pinMany(): string {
	return page('How to pin the WSUS certificate on many PCs', [
		{
			text:
				'Pinning needs the certificate of each WSUS server in the store WindowsServerUpdateServices of each PC. Group Policy ' +
				'distributes certificates only to stores such as Trusted Root Certification Authorities and Trusted Publishers. It has ' +
				'no setting for this store, so a script, Configuration Manager, or Intune has to fill it.',
		},
		{
			text:
				'The policy about pinning (DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection) only turns pinning off. It does not ' +
				'distribute certificates.',
		},
		{heading: 'Before you begin'},
		{
			item: '1.',
			text:
				'Export the certificate that each WSUS server presents, without its private key, as wsus.cer. That is the certificate ' +
				'of the website, not the one of the CA. PCs that also use a cloud management gateway need its certificate, too.',
		},
		{item: '2.', text: 'Try it on one PC first: from then on, scans of that PC accept no other certificate.'},
		{heading: 'The command, as administrator or SYSTEM'},
		{command: 'certutil -addstore WindowsServerUpdateServices wsus.cer'},
		{text: 'Or in PowerShell, if the store exists already; certutil creates it if not:'},
		{command: 'powershell Import-Certificate -FilePath wsus.cer -CertStoreLocation Cert:\\LocalMachine\\WindowsServerUpdateServices'},
		{heading: 'Ways to run it everywhere'},
		{
			item: 'Startup script (Group Policy)',
			text: 'Computer Configuration > Windows Settings > Scripts > Startup, with the certificate in a share that computers can read.',
		},
		{
			item: 'Configuration Manager',
			text: 'Run Scripts, or a package or application whose program is the command; a configuration item can check the store.',
		},
		{item: 'Intune', text: 'A platform script or a Win32 app, in the system context, in 64-bit PowerShell.'},
		{item: 'Image', text: 'Add the certificate to the reference PC before it is captured.'},
		{heading: 'When the certificate is renewed'},
		{
			text:
				'Add the new certificate everywhere first, then change it on the server, then remove the old one. In the other order, scans ' +
				'fail with 0x80240437 until the new certificate arrives.',
		},
		{command: 'certutil -delstore WindowsServerUpdateServices THUMBPRINT'},
		{heading: 'To check'},
		{command: 'certutil -store WindowsServerUpdateServices'},
		{text: '"wulens help pinning" tells how a log shows that it works.'},
		{
			text:
				'Source: Microsoft, Scan changes and certificates add security for Windows devices using WSUS, January 2021; Microsoft, ' +
				'Configuration Manager, Software update point with TLS/SSL.',
		},
	]);
}
