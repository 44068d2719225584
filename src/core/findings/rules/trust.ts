/** Rules about scans that failed because a certificate or a signature was refused, or a secure connection did not come about. */
import {POLICY_KEY} from '../../device-settings/policy-paths.js';
import type {Condition, Rule} from '../rule.js';
import {CERT_NO, CERT_YES, EMPTY, failedCall, HEALTHY, MANDATORY, scanLog} from './examples.js';
import {MICROSOFT} from './services.js';
import {
	CHECK_CLOCK,
	change,
	check,
	ERRORS_DOC,
	PIN_CERTIFICATE,
	PIN_CERTIFICATE_ON_MANY,
	POLICY_CSP,
	SCAN_CHANGES,
	SECURITY_DOC,
	SHOW_POLICY,
	SHOW_SERVER_CERTIFICATE,
	SHOW_STORE,
	SHOW_SYSTEM_PROXY,
	STOP_PINNING,
	THIRD_PARTY_DOC,
} from './steps.js';

const TRUST_REFUSED = ['0x803D000A', '0x80240437', '0x8024B304', '0x800B0001'] as const;
/** The log, or the settings collected with it, rule out certificate pinning as the cause. */
const NOT_PINNED: readonly Condition[] = [
	{facts: {inWsusStore: 'yes'}},
	{facts: {storeEmpty: true}},
	{facts: {pinningMandatory: false}},
	{facts: {'policy.pinning': 1}},
	{facts: {'context.storeEmpty': true}},
];

const TLS_CODES = [
	'0x80072F8F',
	'0x80072F7D',
	'0x80072F0C',
	'0x800B0101',
	'0x800B0109',
	'0x800B010F',
	'0x800B010A',
	'0x800B010C',
	'0x803D000A',
	'0x80240437',
	'0x80072F05',
	'0x80072F06',
	'0x80072F0D',
	'0x80072F17',
	'0x80072F19',
	'0x80072F8A',
	'0x80092012',
	'0x80092013',
	'0x800B010E',
] as const;

/** A file signature check that fails and then succeeds, outside of a scan or within one. */
const SIGNATURE_NOISE = 'Misc *FAILED* [800B0109] CertVerifyCertificateChainPolicy failed, Flags = 0.\nMisc  Microsoft signed: Yes';

export const TRUST_CAUSES: readonly Rule[] = [
	{
		id: 'wsus-certificate-not-in-store',
		severity: 'error',
		role: 'cause',
		title: 'The certificate presented by WSUS is likely not pinned on this PC ({server}, {exitCode} {exitName})',
		when: {
			facts: {outcome: 'failed', service: 'WSUS', scheme: ['https', null]},
			all: [
				{any: [{facts: {rootCause: [...TRUST_REFUSED]}}, {facts: {exitCode: [...TRUST_REFUSED]}}]},
				{
					any: [
						{facts: {inWsusStore: 'no'}},
						{facts: {pinningMandatory: true}},
						{facts: {storeEmpty: false}},
						{facts: {'context.storeEmpty': false}},
					],
				},
			],
			not: {any: NOT_PINNED},
		},
		explanation:
			'If certificates are pinned (added to the WindowsServerUpdateServices store on the PC), the ' +
			'update client accepts only those from WSUS. WSUS presented a different one, and the connection ' +
			'was rejected. This happens when the server certificate was renewed, when one of several servers ' +
			'has its own certificate, when the certificate of a cloud management gateway is missing, or when ' +
			'a proxy substitutes its own certificate. Pinning is the likely cause, but this is not certain: ' +
			'the log does not record the reason.',
		variants: [
			{
				when: {facts: {inWsusStore: 'no', pinningMandatory: null, 'context.storeEmpty': null}},
				explanation:
					'The scan failed on a trust check, and the log shows that the WSUS certificate is not in the ' +
					'WindowsServerUpdateServices store. Either other certificates are pinned there and the client ' +
					'accepts only those, or the store is empty and the cause is something else. This line does not ' +
					'show which; the first step does.',
			},
		],
		steps: [SHOW_STORE, SHOW_SERVER_CERTIFICATE, SHOW_POLICY, PIN_CERTIFICATE, PIN_CERTIFICATE_ON_MANY, STOP_PINNING],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['certificate', 'root-cause', 'failures', 'end'],
		examples: {
			match: [
				scanLog({behavior: 1, lines: [MANDATORY, CERT_NO, ...failedCall('80240437')], exit: '0x8024B304'}),
				scanLog({behavior: 1, lines: [CERT_NO, ...failedCall('803D000A')], exit: '0x80240437'}),
			],
			noMatch: [
				scanLog({behavior: 1, lines: [CERT_NO]}),
				scanLog({behavior: 1, lines: [MANDATORY, CERT_YES, ...failedCall('80240437')], exit: '0x80240437'}),
				scanLog({behavior: 1, lines: [CERT_NO, ...failedCall('80240438')], exit: '0x80240438'}),
				scanLog({behavior: 1, lines: [...EMPTY, CERT_NO, ...failedCall('803D000A')], exit: '0x80240437'}),
				scanLog({
					behavior: 1,
					lines: ['WebServices WSUS TLS cert-pinning mandatory: No', CERT_NO, ...failedCall('803D000A')],
					exit: '0x80240437',
				}),
			],
		},
	},
	{
		id: 'trust-provider-unknown',
		severity: 'error',
		role: 'cause',
		title: 'A trust check failed ({rootCause} {rootCauseName})',
		when: {
			facts: {outcome: 'failed'},
			any: [{facts: {rootCause: ['0x8024B304', '0x800B0001']}}, {facts: {exitCode: ['0x8024B304', '0x800B0001']}}],
		},
		variants: [
			{
				when: {any: NOT_PINNED},
				explanation:
					'The client could not establish trust and ended the scan. WU_E_TRUST_PROVIDER_UNKNOWN ' +
					'(0x8024B304) is a code of the update client, and TRUST_E_PROVIDER_UNKNOWN (0x800B0001) is a code ' +
					'of Windows; they are two different codes. Certificate pinning is not the cause: it is not in ' +
					'effect here, or the certificate was found in the store. Likely causes: a damaged or replaced ' +
					'cryptographic provider (third-party crypto software), or a very old client.',
			},
		],
		explanation:
			'The client could not establish trust and ended the scan. WU_E_TRUST_PROVIDER_UNKNOWN ' +
			'(0x8024B304) is a code of the update client, and TRUST_E_PROVIDER_UNKNOWN (0x800B0001) is a code ' +
			'of Windows; they are two different codes. With WSUS over HTTPS, the likely cause is a server ' +
			'certificate that is not in the WindowsServerUpdateServices store; otherwise, a damaged or ' +
			'replaced cryptographic provider (third-party crypto software) or a very old client. This log ' +
			'does not show which.',
		steps: [
			SHOW_STORE,
			SHOW_SERVER_CERTIFICATE,
			check('Check whether Cryptographic Services is running and the system files are intact.', 'sc query cryptsvc'),
			check('Check for third-party cryptography software on the PC, and for a proxy that inspects TLS.'),
			PIN_CERTIFICATE,
			change('If the check above finds a problem, repair the system files.', 'sfc /scannow'),
		],
		references: [SCAN_CHANGES, 'Windows SDK: wuerror.h, winerror.h'],
		evidence: ['root-cause', 'failures', 'certificate', 'end'],
		examples: {
			match: [
				scanLog({service: 'windows-update', lines: failedCall('8024B304'), exit: '0x8024B304'}),
				scanLog({lines: ['Agent Scan ended with WU_E_TRUST_PROVIDER_UNKNOWN'], exit: '0x80240022'}),
				scanLog({lines: ['Agent Sync failed, result = -2145078524'], exit: '0x80240022'}),
			],
			noMatch: [
				HEALTHY,
				scanLog({lines: [SIGNATURE_NOISE]}),
				scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
				scanLog({lines: ['Misc *FAILED* [8024B304] Verify trust of file', ...failedCall('80244022')], exit: '0x80244022'}),
			],
		},
	},
	{
		id: 'third-party-signature-not-trusted',
		severity: 'error',
		role: 'cause',
		title: "The PC does not trust an update's signature, likely a third party's ({rootCause} {rootCauseName})",
		when: {
			facts: {rootCause: ['0x800B0109', '0x800B0004', '0x8024B303'], rootCategory: null, service: ['WSUS', null]},
			not: {facts: {category: 'trust'}},
		},
		explanation:
			'The code is about the signature of a file, not about the connection to the server. Updates of other ' +
			'publishers come from WSUS with a signature of your own: the PC accepts them only if a policy allows it and the ' +
			'signing certificate is in both Trusted Root Certification Authorities and Trusted Publishers of the computer.',
		steps: [
			check('Check whether the signing certificate of WSUS is a trusted publisher.', 'certutil -store TrustedPublisher'),
			check('Check whether it, or its issuer, is a trusted root.', 'certutil -store Root'),
			check(
				'Check whether signed updates from your own server are allowed (1).',
				`reg query "${POLICY_KEY}" /v AcceptTrustedPublisherCerts`,
			),
			change(
				'Deploy the signing certificate to both stores with a Group Policy (Public Key Policies), or in Configuration Manager ' +
					'set Enable third party software updates = Yes in the client settings.',
			),
			change(
				'Enable the policy "Allow signed updates from an intranet Microsoft update service location" ' +
					'(AcceptTrustedPublisherCerts = 1).',
			),
		],
		references: [THIRD_PARTY_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [
				scanLog({lines: ['Handler *FAILED* [800B0109] Verify the trust of a package'], exit: '0x800B0109'}),
				scanLog({lines: ['Handler *FAILED* [800B0004] Verify the trust of a package'], exit: '0x800B0004'}),
			],
			noMatch: [
				HEALTHY,
				scanLog({lines: [SIGNATURE_NOISE]}),
				scanLog({lines: failedCall('800B0109'), exit: '0x800B0109'}),
				scanLog({service: 'windows-update', lines: failedCall('800B0109'), exit: '0x800B0109'}),
			],
		},
	},
	{
		id: 'tls-verification-failed',
		severity: 'error',
		role: 'cause',
		title: 'A secure connection to the server could not be established ({server}, {rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', rootCause: [...TLS_CODES]}},
		explanation: 'The PC did not accept the server certificate, or could not negotiate a secure connection with the server.',
		variants: [
			{
				when: {facts: {rootCause: ['0x800B0101', '0x80072F05']}},
				title: 'The server certificate has expired, or the PC clock is wrong ({server}, {rootCause} {rootCauseName})',
				explanation:
					'The certificate is outside its validity period. Either the server still uses an old certificate, ' +
					'or the date on the PC is wrong.',
				steps: [CHECK_CLOCK, SHOW_SERVER_CERTIFICATE, change('Renew the server certificate, or correct the PC clock.')],
			},
			{
				when: {
					facts: {rootCause: ['0x800B0109', '0x800B010A', '0x80072F0D', '0x80072F17', '0x803D000A', '0x80240437'], service: [...MICROSOFT]},
				},
				title: "Microsoft's server was not recognized: TLS is likely being inspected ({server}, {rootCause} {rootCauseName})",
				explanation:
					"Connections to Microsoft's update service must use Microsoft's own certificate. A proxy or " +
					'firewall that decrypts TLS replaces it, and the client rejects the connection by design. ' +
					'Deploying the proxy certificate does not help.',
				steps: [
					check('Find out whether a proxy or firewall inspects TLS for this PC.'),
					SHOW_SYSTEM_PROXY,
					change("Exempt Microsoft's update hosts from TLS inspection."),
				],
			},
			{
				when: {facts: {rootCause: ['0x800B0109', '0x800B010A', '0x80072F0D', '0x80072F17']}},
				title: 'The PC does not trust the issuer of the server certificate ({server}, {rootCause} {rootCauseName})',
				explanation:
					'The certificate chain ends at a certification authority that the PC does not trust: your own ' +
					'root certificate is missing on the PC, an intermediate certificate is missing on the server, or ' +
					'a proxy inspects TLS.',
				steps: [
					check(
						'See which certification authority issued the certificate and whether it is in the certificate store of the PC.',
						'certutil -store Root',
					),
					SHOW_SERVER_CERTIFICATE,
					change(
						'Deploy your root certificate to the PCs (Group Policy: Trusted Root Certification Authorities), ' +
							'or exempt the server from TLS inspection.',
					),
				],
			},
			{
				when: {facts: {rootCause: ['0x800B010F', '0x80072F06']}},
				title: 'The server certificate was issued for a different name ({server}, {rootCause} {rootCauseName})',
				explanation:
					'The URL in the policy does not match the name in the certificate. For example, the policy uses a ' +
					'short name or an IP address, and the certificate has the full name.',
				steps: [
					SHOW_POLICY,
					SHOW_SERVER_CERTIFICATE,
					change(
						'Use the name from the certificate in the WUServer policy, or install a certificate on the server with the name that is used.',
					),
				],
			},
			{
				when: {facts: {rootCause: ['0x800B010C', '0x80072F8A']}},
				title: 'The server certificate was revoked ({server}, {rootCause} {rootCauseName})',
				explanation: 'The issuer has revoked the certificate.',
				steps: [SHOW_SERVER_CERTIFICATE, change('Install a new certificate on the server.')],
			},
			{
				when: {facts: {rootCause: ['0x80072F19', '0x80092012', '0x80092013', '0x800B010E']}},
				title: 'The revocation status of the server certificate is unknown ({server}, {rootCause} {rootCauseName})',
				explanation: 'The certificate specifies a URL for its revocation list, and the system account of the PC cannot reach it.',
				steps: [
					check(
						'Check the chain of the certificate, saved as server.cer. The output shows the URLs that fail.',
						'certutil -verify -urlfetch server.cer',
					),
					SHOW_SYSTEM_PROXY,
					change('Allow the PC to reach the revocation list URLs, directly or through the system proxy.'),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F7D'}},
				title: 'The PC and the server have no TLS version in common ({server}, {rootCause} {rootCauseName})',
				explanation: 'Usually, an old client without TLS 1.2 connects to a server or proxy that requires it, or the other way around.',
				steps: [
					check('Check which TLS versions the server and the proxy allow.'),
					change('On Windows 7, Server 2008 R2, and Server 2012, install KB3140245 and enable TLS 1.2 for WinHTTP.'),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F0C'}},
				title: 'The server requests a client certificate ({server}, {rootCause} {rootCauseName})',
				explanation:
					'The update client has no client certificate. With WSUS, the website in IIS is set to require (or ' +
					'accept) client certificates. With a Microsoft server, a gateway in between requests one.',
				steps: [
					check('On the WSUS server, look at Client certificates in the SSL Settings of the WSUS website in IIS.'),
					SHOW_SYSTEM_PROXY,
					change('On the WSUS server, in the SSL Settings of the WSUS website in IIS, set Client certificates to Ignore.'),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F8F', service: [...MICROSOFT]}},
				title: 'The secure connection failed: clock, TLS version, or TLS inspection ({server}, 0x80072F8F)',
				explanation:
					'This code has several possible causes: the PC clock is wrong, TLS 1.2 is not enabled on an old ' +
					"client, or a proxy or firewall decrypts TLS, which Microsoft's update service does not allow.",
				steps: [
					CHECK_CLOCK,
					check('Find out whether a proxy or firewall inspects TLS for this PC.'),
					change(
						"Correct the clock, exempt Microsoft's update hosts from TLS inspection, or enable TLS 1.2 " +
							'(KB3140245 on Windows 7, Server 2008 R2, and Server 2012).',
					),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F8F'}},
				title: 'The secure connection failed: clock, certificate, or TLS version ({server}, 0x80072F8F)',
				explanation:
					'This code has several possible causes: the PC clock is wrong, the certificate issuer is not ' +
					'trusted, the revocation list cannot be reached, the name does not match, or TLS 1.2 is not ' +
					'enabled on an old client.',
				steps: [
					CHECK_CLOCK,
					SHOW_SERVER_CERTIFICATE,
					check(
						'Check the chain of the certificate, saved as server.cer, including its revocation list.',
						'certutil -verify -urlfetch server.cer',
					),
					change(
						'Correct the clock, deploy the missing root certificate, or enable TLS 1.2 (KB3140245 on Windows ' +
							'7, Server 2008 R2, and Server 2012).',
					),
				],
			},
			{
				when: {any: NOT_PINNED},
				title: 'The server certificate was not accepted; pinning is not the cause ({server}, {rootCause} {rootCauseName})',
				explanation:
					'The server certificate was rejected. Pinning is not the cause: it is not in effect here, or the ' +
					'certificate was found in the store. Likely causes: the PC does not trust the certificate issuer, ' +
					'the name or date does not match, or a proxy inspects TLS.',
				steps: [
					SHOW_SERVER_CERTIFICATE,
					check('Check the chain of the certificate, saved as server.cer.', 'certutil -verify -urlfetch server.cer'),
					CHECK_CLOCK,
					change('Deploy the missing root certificate, or install a matching certificate on the server.'),
				],
			},
			{
				when: {facts: {rootCause: ['0x803D000A', '0x80240437']}},
				title: 'The PC did not accept the server certificate ({server}, {rootCause} {rootCauseName})',
				explanation:
					'Either the PC does not trust the certificate (issuer, name, date, or a proxy that inspects TLS), ' +
					'or certificates are pinned in its WindowsServerUpdateServices store and this one is not among ' +
					'them. This log does not show which; a verbose log would.',
				steps: [SHOW_STORE, SHOW_SERVER_CERTIFICATE, CHECK_CLOCK, PIN_CERTIFICATE],
			},
		],
		steps: [],
		references: [ERRORS_DOC, SECURITY_DOC],
		evidence: ['root-cause', 'certificate', 'failures', 'end'],
		examples: {
			match: [
				scanLog({lines: failedCall('80072F8F'), exit: '0x80072F8F'}),
				scanLog({lines: failedCall('800B0109'), exit: '0x800B0109'}),
				scanLog({lines: failedCall('800B0101'), exit: '0x800B0101'}),
				scanLog({service: 'windows-update', lines: failedCall('80240437'), exit: '0x80240437'}),
				scanLog({behavior: 1, lines: failedCall('80240437'), exit: '0x80240437'}),
				scanLog({behavior: 1, lines: [...EMPTY, ...failedCall('80240437')], exit: '0x80240437'}),
				...['80072F05', '80072F06', '80072F0D', '80072F19', '80092013', '800B010E'].map((code) =>
					scanLog({behavior: 1, lines: failedCall(code), exit: `0x${code}`}),
				),
			],
			noMatch: [
				HEALTHY,
				scanLog({lines: [SIGNATURE_NOISE]}),
				scanLog({lines: [SIGNATURE_NOISE, ...failedCall('80072EE2')], exit: '0x80072EE2'}),
			],
		},
	},
];
