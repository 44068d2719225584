/** Rules about certificates: pinning, the WSUS store, TLS. */
import type {Condition, Rule} from '../rule.js';
import {failedCall, HEALTHY, OFFLINE, scanLog} from './examples.js';
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
} from './steps.js';

const TRUST_REFUSED = ['0x803D000A', '0x80240437', '0x8024B304', '0x800B0001'] as const;
/** The log, or what was collected beside it, rules out that a pinned certificate was the cause. */
const NOT_PINNED: readonly Condition[] = [
	{facts: {inWsusStore: 'yes'}},
	{facts: {storeEmpty: true}},
	{facts: {pinningMandatory: false}},
	{facts: {'policy.pinning': 1}},
	{facts: {'context.storeEmpty': true}},
];

const MICROSOFT = ['Windows Update', 'Microsoft Update', 'Microsoft Store', 'DCat Flighting'] as const;

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

const CERT_NO = 'Misc Cert in WSUS store: No';
const CERT_YES = 'Misc Cert in WSUS store: Yes';
const MANDATORY = 'WebServices WSUS TLS cert-pinning mandatory: Yes';
const EMPTY = ['ProtocolTalker WSUS certificate store is empty', 'WebServices WSUS TLS cert-pinning mandatory: No'] as const;

/** A file signature check that failed first and then succeeded, outside of the scan and within. */
const SIGNATURE_NOISE = 'Misc *FAILED* [800B0109] CertVerifyCertificateChainPolicy failed, Flags = 0.\nMisc  Microsoft signed: Yes';

export const TRUST_CAUSES: readonly Rule[] = [
	{
		id: 'wsus-certificate-not-in-store',
		severity: 'error',
		role: 'cause',
		title: 'The certificate that WSUS showed is likely not among those pinned on this PC ({server}, {exitCode} {exitName})',
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
			"Where certificates are pinned (put into the WindowsServerUpdateServices store of the PC), they are the only ones the update client accepts from WSUS. WSUS showed another one, and the scan was refused. That happens when the server's certificate was renewed, when one of several servers has its own, when the certificate of a cloud management gateway is missing, or when a proxy puts its own certificate in between. That pinning is the cause is likely, not certain: the log does not print the reason.",
		variants: [
			{
				when: {facts: {inWsusStore: 'no', pinningMandatory: null, 'context.storeEmpty': null}},
				explanation:
					'The scan failed on trust, and the log says that the certificate of WSUS is not in the WindowsServerUpdateServices store. Either other certificates are pinned there, which are then the only ones the client accepts, or the store is empty and the cause is another one: this line cannot tell which. The first step does.',
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
		title: 'A trust check failed: {rootCause} {rootCauseName}',
		when: {
			facts: {outcome: 'failed'},
			any: [{facts: {rootCause: ['0x8024B304', '0x800B0001']}}, {facts: {exitCode: ['0x8024B304', '0x800B0001']}}],
		},
		variants: [
			{
				when: {any: NOT_PINNED},
				explanation:
					'The client could not establish trust and ended the scan. WU_E_TRUST_PROVIDER_UNKNOWN (0x8024B304) is the code of the update client, TRUST_E_PROVIDER_UNKNOWN (0x800B0001) that of Windows; they are two codes, not one. Certificate pinning is not the cause: it is not in force here, or the certificate was found in the store. Likely a cryptographic provider is damaged or replaced (third-party crypto software), or the client is very old.',
			},
		],
		explanation:
			'The client could not establish trust and ended the scan. WU_E_TRUST_PROVIDER_UNKNOWN (0x8024B304) is the code of the update client, TRUST_E_PROVIDER_UNKNOWN (0x800B0001) that of Windows; they are two codes, not one. With an HTTPS WSUS the likely cause is a server certificate that is not in the WindowsServerUpdateServices store; otherwise a damaged or replaced cryptographic provider (third-party crypto software), or a very old client. This log does not say which.',
		steps: [
			SHOW_STORE,
			SHOW_SERVER_CERTIFICATE,
			check('See whether the cryptographic service runs and the system files are whole.', 'sc query cryptsvc'),
			check('Look for third-party cryptography software on the PC, and for a proxy that inspects TLS.'),
			PIN_CERTIFICATE,
			change('Repair the system files if the check above says so.', 'sfc /scannow'),
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
		id: 'tls-verification-failed',
		severity: 'error',
		role: 'cause',
		title: 'The secure connection to {server} was refused ({rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', rootCause: [...TLS_CODES]}},
		explanation: 'The PC did not accept the certificate of the server, or could not agree with it on a secure connection.',
		variants: [
			{
				when: {facts: {rootCause: ['0x800B0101', '0x80072F05']}},
				title: 'The certificate of {server} has expired, or the clock of the PC is wrong',
				explanation:
					'The certificate is outside of its period of validity. Either the server still has an old certificate or the date of the PC is wrong.',
				steps: [CHECK_CLOCK, SHOW_SERVER_CERTIFICATE, change('Renew the certificate of the server, or set the clock of the PC.')],
			},
			{
				when: {
					facts: {rootCause: ['0x800B0109', '0x800B010A', '0x80072F0D', '0x80072F17', '0x803D000A', '0x80240437'], service: [...MICROSOFT]},
				},
				title: "Microsoft's server was not recognised: likely a proxy inspects TLS",
				explanation:
					"Connections to Microsoft's update service must end at Microsoft's own certificate. A proxy or firewall that decrypts TLS puts another one in its place, and the client refuses by design; deploying the certificate of the proxy does not help.",
				steps: [
					check('Ask whether a proxy or firewall inspects TLS for this PC.'),
					SHOW_SYSTEM_PROXY,
					change("Exempt Microsoft's update hosts from TLS inspection."),
				],
			},
			{
				when: {facts: {rootCause: ['0x800B0109', '0x800B010A', '0x80072F0D', '0x80072F17']}},
				title: 'The PC does not trust the issuer of the certificate of {server}',
				explanation:
					'The chain of the certificate ends at an authority that the PC does not know: the root of your own authority is missing on the PC, an intermediate certificate is missing on the server, or a proxy inspects TLS.',
				steps: [
					check('See which authority issued the certificate and whether it is in the store of the PC.', 'certutil -store Root'),
					SHOW_SERVER_CERTIFICATE,
					change(
						'Deploy the root certificate of your authority to the computers (Group Policy: Trusted Root Certification Authorities), or exempt the server from TLS inspection.',
					),
				],
			},
			{
				when: {facts: {rootCause: ['0x800B010F', '0x80072F06']}},
				title: 'The certificate of {server} is for another name',
				explanation:
					'The address in the policy and the name in the certificate differ, for example a short name or an IP address where the certificate has the full name.',
				steps: [
					SHOW_POLICY,
					SHOW_SERVER_CERTIFICATE,
					change('Use the name of the certificate in the WUServer policy, or give the server a certificate with the name that is used.'),
				],
			},
			{
				when: {facts: {rootCause: ['0x800B010C', '0x80072F8A']}},
				title: 'The certificate of {server} was revoked',
				explanation: 'The issuer has called the certificate back.',
				steps: [SHOW_SERVER_CERTIFICATE, change('Give the server a new certificate.')],
			},
			{
				when: {facts: {rootCause: ['0x80072F19', '0x80092012', '0x80092013', '0x800B010E']}},
				title: 'Whether the certificate of {server} was revoked could not be checked',
				explanation:
					'The certificate names an address for its list of revoked certificates, and the system account of the PC does not reach it.',
				steps: [
					check(
						'Check the chain of the saved certificate; the output names the addresses that fail.',
						'certutil -verify -urlfetch <server.cer>',
					),
					SHOW_SYSTEM_PROXY,
					change('Let the PC reach the addresses of the revocation list, directly or through the system proxy.'),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F7D'}},
				title: 'The PC and {server} found no common TLS protocol',
				explanation: 'Mostly an old client without TLS 1.2 meets a server, or a proxy, that asks for it; or the other way round.',
				steps: [
					check('See which TLS versions server and proxy allow.'),
					change('Windows 7, Server 2008 R2 and 2012: install KB3140245 and enable TLS 1.2 for WinHTTP.'),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F0C'}},
				title: '{server} asks for a client certificate',
				explanation:
					'The update client has none to show. With WSUS the web site in IIS is set to require (or accept) client certificates; with a Microsoft server a gateway on the way asks for one.',
				steps: [
					SHOW_SYSTEM_PROXY,
					change('On the WSUS server, in IIS under SSL Settings of the WSUS web site, set Client certificates to Ignore.'),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F8F', service: [...MICROSOFT]}},
				title: 'The secure connection to {server} failed (0x80072F8F): clock, TLS version, or a proxy that inspects TLS',
				explanation:
					"This code stands for several causes: the clock of the PC is wrong, TLS 1.2 is not enabled on an old client, or a proxy or firewall decrypts TLS, which Microsoft's update service does not allow.",
				steps: [
					CHECK_CLOCK,
					check('Ask whether a proxy or firewall inspects TLS for this PC.'),
					change(
						"Set the clock, exempt Microsoft's update hosts from TLS inspection, or enable TLS 1.2 (KB3140245 on Windows 7, Server 2008 R2 and 2012).",
					),
				],
			},
			{
				when: {facts: {rootCause: '0x80072F8F'}},
				title: 'The secure connection to {server} failed (0x80072F8F): clock, certificate or TLS version',
				explanation:
					'This code stands for several causes: the clock of the PC is wrong, the issuer of the certificate is not trusted, its revocation list cannot be reached, its name is another one, or TLS 1.2 is not enabled on an old client.',
				steps: [
					CHECK_CLOCK,
					SHOW_SERVER_CERTIFICATE,
					check('Check the chain of the saved certificate, with its revocation list.', 'certutil -verify -urlfetch <server.cer>'),
					change(
						'Set the clock, deploy the missing root certificate, or enable TLS 1.2 (KB3140245 on Windows 7, Server 2008 R2 and 2012).',
					),
				],
			},
			{
				when: {any: NOT_PINNED},
				title: 'The PC did not accept the certificate of {server}; pinning is not the cause ({rootCause} {rootCauseName})',
				explanation:
					'The certificate of the server was refused. Pinning is not the reason: it is not in force here, or the certificate was found in the store. Likely the PC does not trust the issuer of the certificate, its name or date does not fit, or a proxy inspects TLS.',
				steps: [
					SHOW_SERVER_CERTIFICATE,
					check('Check the chain of the saved certificate.', 'certutil -verify -urlfetch <server.cer>'),
					CHECK_CLOCK,
					change('Deploy the missing root certificate, or give the server a certificate that fits.'),
				],
			},
			{
				when: {facts: {rootCause: ['0x803D000A', '0x80240437']}},
				title: 'The PC did not accept the certificate of {server} ({rootCause} {rootCauseName})',
				explanation:
					'Either the PC does not trust the certificate (issuer, name, date, or a proxy that inspects TLS), or certificates are pinned in its WindowsServerUpdateServices store and this one is not among them. This log does not say which; a verbose log would.',
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

export const TRUST_CONTEXT: readonly Rule[] = [
	{
		id: 'wsus-certificate-pinned',
		severity: 'info',
		role: 'context',
		title: 'The certificate of WSUS is pinned and was recognised ({count})',
		when: {
			facts: {outcome: 'succeeded', service: 'WSUS', online: [true, null]},
			any: [{facts: {inWsusStore: 'yes'}}, {facts: {pinningMandatory: true}, not: {facts: {inWsusStore: 'no'}}}],
		},
		explanation: 'The PC insists on a known certificate of WSUS, and WSUS showed it. That is how it should be.',
		steps: [
			check(
				'Nothing is to be done. Before the certificate of WSUS is renewed, put the new one into the WindowsServerUpdateServices store of the PCs.',
			),
		],
		references: [SCAN_CHANGES],
		evidence: ['certificate'],
		examples: {
			match: [
				scanLog({behavior: 1, lines: [MANDATORY, CERT_YES, 'WebServices Auto proxy settings for this web service call.']}),
				scanLog({lines: [MANDATORY]}),
			],
			noMatch: [HEALTHY, scanLog({lines: [...EMPTY]}), scanLog({lines: [CERT_NO]}), OFFLINE],
		},
	},
	{
		id: 'wsus-certificate-not-in-store',
		severity: 'info',
		role: 'context',
		title: 'The certificate of WSUS is not pinned ({count}); the scan was not harmed',
		when: {facts: {outcome: 'succeeded', service: 'WSUS', inWsusStore: 'no'}},
		explanation:
			'The line "Cert in WSUS store: No" is written after the certificate was accepted. It cannot tell an empty store from another certificate in it, and is no fault where the scan succeeds.',
		steps: [check('Nothing needs to be done. To harden the connection, pin the certificate of WSUS.'), SHOW_STORE, PIN_CERTIFICATE],
		references: [SCAN_CHANGES],
		evidence: ['certificate'],
		examples: {
			match: [scanLog({lines: [CERT_NO]})],
			noMatch: [HEALTHY, scanLog({lines: [CERT_YES]}), scanLog({lines: [CERT_NO, ...failedCall('80240437')], exit: '0x80240437'})],
		},
	},
	{
		id: 'wsus-certificate-store-empty',
		severity: 'info',
		role: 'context',
		title: 'Certificate pinning for WSUS is not set up: the store is empty ({count})',
		when: {facts: {storeEmpty: true, online: [true, null]}},
		explanation:
			'WSUS is reached over HTTPS, which is good. No certificate is in the WindowsServerUpdateServices store, so the client accepts any certificate that the PC trusts. Scans are not harmed.',
		steps: [check('Nothing needs to be done for scans to work.'), PIN_CERTIFICATE, PIN_CERTIFICATE_ON_MANY],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['certificate'],
		examples: {match: [scanLog({lines: [...EMPTY]})], noMatch: [HEALTHY, scanLog({lines: [MANDATORY]}), OFFLINE]},
	},
	{
		id: 'pinning-not-enforced-by-policy',
		severity: 'warning',
		role: 'context',
		title: 'Certificate pinning for WSUS is switched off although the store holds a certificate ({count})',
		when: {
			facts: {service: 'WSUS', scheme: 'https', online: [true, null]},
			all: [
				{any: [{facts: {pinningMandatory: false}}, {facts: {'policy.pinning': 1}}]},
				{any: [{facts: {storeEmpty: false}}, {facts: {'context.storeEmpty': false}, not: {facts: {storeEmpty: true}}}]},
			],
		},
		explanation:
			'The PC has a certificate in the WindowsServerUpdateServices store, but the log says that pinning is not mandatory: most likely DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection is 1.',
		variants: [
			{
				when: {facts: {'policy.pinning': 1}},
				explanation:
					'The PC has a certificate in the WindowsServerUpdateServices store, but its policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection is 1, so any certificate that the PC trusts is accepted from WSUS.',
			},
		],
		steps: [
			SHOW_POLICY,
			SHOW_STORE,
			change(
				'If that was meant as a stop gap, take the policy away (Group Policy: Specify intranet Microsoft update service location > Do not enforce TLS certificate pinning; CSP: Update/DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection = 0; Configuration Manager: Enforce TLS certificate pinning = Yes).',
			),
		],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['certificate', 'endpoint', 'start'],
		examples: {
			match: [scanLog({lines: ['WebServices WSUS TLS cert-pinning mandatory: No', CERT_YES]})],
			noMatch: [HEALTHY, scanLog({lines: [...EMPTY]}), scanLog({lines: [MANDATORY, CERT_YES]})],
		},
	},
];
