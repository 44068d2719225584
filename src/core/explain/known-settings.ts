/** Explains settings and stores whose names appear in reports and registry exports. */
import type {ExplainedSetting} from './explained-setting.js';
import {MORE_SETTINGS} from './known-policies.js';
import {INTRANET_POLICY, POLICY_KEY, UPDATE_CSP} from '../device-settings/policy-paths.js';

const SHOW_POLICY_KEY = `reg query "${POLICY_KEY}" /s`;
const CLIENT_SETTINGS = 'Client settings > Software Updates';
const ADMX = 'Microsoft, WindowsUpdate.admx, Specify intranet Microsoft update service location';
const POLICY_CSP = 'Microsoft, Policy CSP - Update';
const JANUARY_2021 = 'Microsoft, Scan changes and certificates add security for Windows devices using WSUS, January 2021';
const CONFIGMGR = 'Microsoft, Configuration Manager, About client settings';

export const KNOWN_SETTINGS: readonly ExplainedSetting[] = [
	{
		name: 'SetProxyBehaviorForUpdateDetection',
		aliases: ['Select the proxy behavior for Windows Update client for detecting updates', 'Allow User Proxy for software update scans'],
		text: 'A policy. It controls whether a scan against a WSUS server can fall back to the user proxy if the system proxy fails.',
		values: [
			{value: '0', text: 'system proxy only (default)'},
			{value: '1', text: 'the system proxy first, then the user proxy'},
		],
		groupPolicy: `${INTRANET_POLICY} > Select the proxy behavior for Windows Update client for detecting updates`,
		csp: `${UPDATE_CSP}/SetProxyBehaviorForUpdateDetection`,
		configMgr: `${CLIENT_SETTINGS} > Allow User Proxy for software update scans (since 2010): Yes is 1, No is 0`,
		registry: `${POLICY_KEY}, DWORD SetProxyBehaviorForUpdateDetection`,
		command: SHOW_POLICY_KEY,
		caution:
			'The number after "Proxy Behavior" in a log is a different enumeration: 2 is the system proxy, ' +
			'then the user proxy; 3 is the reverse; 1 is likely the system proxy only. So 1 in a log is not 1 ' +
			'in this policy. The policy is not logged.',
		source: `${POLICY_CSP}; ${CONFIGMGR}; ${JANUARY_2021}`,
	},
	{
		name: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection',
		aliases: [
			'Do not enforce TLS certificate pinning for Windows Update client for detecting updates',
			'Enforce TLS certificate pinning for Windows Update client for detecting updates',
		],
		text: 'A policy. It turns off certificate pinning for scans against a WSUS server over HTTPS.',
		values: [
			{
				value: '0',
				text: 'pinning is enforced as soon as the WindowsServerUpdateServices store contains a certificate (default)',
			},
			{value: '1', text: 'pinning is not enforced, regardless of the store contents'},
		],
		groupPolicy: `${INTRANET_POLICY} > Do not enforce TLS certificate pinning for Windows Update client for detecting updates`,
		csp: `${UPDATE_CSP}/DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection`,
		configMgr:
			`${CLIENT_SETTINGS} > Enforce TLS certificate pinning for Windows Update client for detecting ` +
			'updates (since 2103): inverted, Yes is 0, No is 1',
		registry: `${POLICY_KEY}, DWORD DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection`,
		command: SHOW_POLICY_KEY,
		caution:
			'With 0 and an empty store, nothing is pinned, and the log says "WSUS TLS cert-pinning mandatory: No". This is not a contradiction.',
		source: `${POLICY_CSP}; ${CONFIGMGR}; ${JANUARY_2021}`,
	},
	{
		name: 'WindowsServerUpdateServices',
		aliases: ['WSUS certificate store', 'WSUS store'],
		text:
			'A certificate store of the computer. An administrator adds the certificates of the WSUS servers ' +
			'to it. Scans against a WSUS server over HTTPS then accept no other certificate.',
		values: [
			{value: 'empty', text: 'no certificate is pinned; the standard TLS checks still apply'},
			{
				value: 'filled',
				text: 'the server certificate must be in it or the scan fails, unless DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection is 1',
			},
		],
		groupPolicy: null,
		csp: null,
		configMgr: null,
		registry: 'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\WindowsServerUpdateServices',
		command: 'certutil -store WindowsServerUpdateServices',
		caution:
			'The line "Cert in WSUS store: No" by itself is not an error: it is likely also logged if the ' +
			'store does not exist, and for Microsoft servers.',
		source: `${JANUARY_2021}; Microsoft, Configuration Manager, Software update point with TLS/SSL`,
	},
	{
		name: 'WUServer',
		aliases: ['UpdateServiceUrl', 'Set the intranet update service for detecting updates'],
		text: 'A policy: the URL of the WSUS server used to detect updates. It applies only if UseWUServer is 1.',
		values: [
			{value: 'a URL', text: 'with scheme and port, such as https://wsus.example:8531'},
			{value: 'not set', text: "Microsoft's services are used"},
		],
		groupPolicy: `${INTRANET_POLICY} > Set the intranet update service for detecting updates`,
		csp: `${UPDATE_CSP}/UpdateServiceUrl`,
		configMgr:
			'No separate setting: the client writes the URL of its software update point as local policy. A ' +
			'domain Group Policy takes precedence.',
		registry: `${POLICY_KEY}, text WUServer`,
		command: SHOW_POLICY_KEY,
		caution: '',
		source: `${ADMX}; ${POLICY_CSP}; Microsoft, Troubleshoot software update scan failures`,
	},
	{
		name: 'WUStatusServer',
		aliases: ['Set the intranet statistics server'],
		text: 'A policy: the URL that results are reported to. It is normally the same as WUServer.',
		values: [{value: 'a URL', text: 'with scheme and port, such as https://wsus.example:8531'}],
		groupPolicy: `${INTRANET_POLICY} > Set the intranet statistics server`,
		csp: null,
		configMgr: 'No separate setting: the client writes it together with WUServer.',
		registry: `${POLICY_KEY}, text WUStatusServer`,
		command: SHOW_POLICY_KEY,
		caution: 'Scans do not use it; they use WUServer.',
		source: ADMX,
	},
	{
		name: 'UpdateServiceUrlAlternate',
		aliases: ['Alternate Download Server', 'Set the alternate download server'],
		text: 'A policy: the URL of a server from which updates are downloaded instead of from WUServer.',
		values: [
			{value: 'a URL', text: 'with scheme and port, such as https://wsus.example:8531'},
			{value: 'not set', text: 'no alternate download server'},
		],
		groupPolicy: `${INTRANET_POLICY} > Set the alternate download server`,
		csp: `${UPDATE_CSP}/UpdateServiceUrlAlternate`,
		configMgr: null,
		registry: `${POLICY_KEY}, text UpdateServiceUrlAlternate`,
		command: SHOW_POLICY_KEY,
		caution: '',
		source: `${ADMX}; ${POLICY_CSP}`,
	},
	{
		name: 'UseWUServer',
		aliases: [],
		text: 'A policy: whether the URL in WUServer applies. The intranet update service policy sets it together with the URL.',
		values: [
			{value: '0', text: "WUServer is ignored and Microsoft's services are used (default)"},
			{value: '1', text: 'the server in WUServer is used'},
		],
		groupPolicy: `${INTRANET_POLICY}: enabled sets 1`,
		csp: null,
		configMgr: 'No separate setting: the client writes it together with WUServer.',
		registry: `${POLICY_KEY}\\AU, DWORD UseWUServer (a subkey of the one with WUServer)`,
		command: SHOW_POLICY_KEY,
		caution: '',
		source: `${ADMX}; Microsoft, Troubleshoot issues with WSUS client agents`,
	},
];

/** Those of certificate pinning and proxies first. */
export const ALL_SETTINGS: readonly ExplainedSetting[] = [...KNOWN_SETTINGS, ...MORE_SETTINGS];

const names: readonly {readonly words: string; readonly setting: ExplainedSetting}[] = ALL_SETTINGS.flatMap((setting) =>
	[setting.name, ...setting.aliases].map((name) => ({words: asWords(name), setting})),
);

/** The first setting named in a line of a report or registry export, or in a registry path. */
export function findSettingInLine(line: string): ExplainedSetting | null {
	const text = asWords(line);
	let found: ExplainedSetting | null = null;
	let first = Infinity;
	for (const {words, setting} of names) {
		const at = text.indexOf(words);
		if (at === -1 || at >= first) continue;
		found = setting;
		first = at;
	}
	return found;
}

/** `_WSUS_CERTIFICATE_STORE_`, so that only whole words match. */
function asWords(text: string): string {
	return `_${text.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_`.replace(/_{2,}/g, '_');
}
