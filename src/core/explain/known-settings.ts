/** What settings and stores are whose names stand in reports and registry exports. */
import {INTRANET_POLICY, POLICY_KEY, UPDATE_CSP} from '../device-settings/policy-paths.js';

/** A setting of Windows Update, or the store of certificates that one is about. */
export interface ExplainedSetting {
	readonly name: string;
	/** What consoles and reports call it. */
	readonly aliases: readonly string[];
	readonly text: string;
	readonly values: readonly SettingValue[];
	/** Path and name in the Group Policy editor. */
	readonly groupPolicy: string | null;
	/** For Intune and other device management. */
	readonly csp: string | null;
	/** Setting of Configuration Manager that leads to it. */
	readonly configMgr: string | null;
	readonly registry: string;
	/** Shows it on a PC, and changes nothing. */
	readonly command: string;
	/** What it must not be taken for; empty where no mistake is known. */
	readonly caution: string;
	readonly source: string;
}

interface SettingValue {
	readonly value: string;
	readonly text: string;
}

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
		text: 'A policy. It says whether a scan that asks a WSUS server may use the proxy of the user where the system proxy fails.',
		values: [
			{value: '0', text: 'only the system proxy; also where it is not set'},
			{value: '1', text: 'the system proxy first, then the proxy of the user'},
		],
		groupPolicy: `${INTRANET_POLICY} > Select the proxy behavior for Windows Update client for detecting updates`,
		csp: `${UPDATE_CSP}/SetProxyBehaviorForUpdateDetection`,
		configMgr: `${CLIENT_SETTINGS} > Allow User Proxy for software update scans (since 2010): Yes is 1, No is 0`,
		registry: `${POLICY_KEY}, DWORD SetProxyBehaviorForUpdateDetection`,
		command: SHOW_POLICY_KEY,
		caution:
			'The number after "Proxy Behavior" in a log is another enumeration: there 2 is the system proxy, then that of the user; 3 is the reverse; 1 is likely the system proxy only. So 1 in a log is not 1 of this policy. Logs do not print the policy.',
		source: `${POLICY_CSP}; ${CONFIGMGR}; ${JANUARY_2021}`,
	},
	{
		name: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection',
		aliases: [
			'Do not enforce TLS certificate pinning for Windows Update client for detecting updates',
			'Enforce TLS certificate pinning for Windows Update client for detecting updates',
		],
		text: 'A policy. It switches off the pinning of certificates for scans that ask a WSUS server over HTTPS.',
		values: [
			{
				value: '0',
				text: 'pinning is enforced once a certificate is in the store WindowsServerUpdateServices, and not before; also where it is not set',
			},
			{value: '1', text: 'pinning is not enforced, whatever is in the store'},
		],
		groupPolicy: `${INTRANET_POLICY} > Do not enforce TLS certificate pinning for Windows Update client for detecting updates`,
		csp: `${UPDATE_CSP}/DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection`,
		configMgr: `${CLIENT_SETTINGS} > Enforce TLS certificate pinning for Windows Update client for detecting updates (since 2103): the other way round, Yes is 0, No is 1`,
		registry: `${POLICY_KEY}, DWORD DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection`,
		command: SHOW_POLICY_KEY,
		caution: 'With 0 and an empty store nothing is pinned, and a log says "WSUS TLS cert-pinning mandatory: No". That is no contradiction.',
		source: `${POLICY_CSP}; ${CONFIGMGR}; ${JANUARY_2021}`,
	},
	{
		name: 'WindowsServerUpdateServices',
		aliases: ['WSUS certificate store', 'WSUS store'],
		text: 'A certificate store of the computer. An administrator puts the certificates of the WSUS servers into it; scans that ask a WSUS server over HTTPS then accept no other certificate.',
		values: [
			{value: 'empty', text: 'no certificate is pinned; the usual checks of TLS remain'},
			{
				value: 'filled',
				text: "the server's own certificate must be in it, or the scan fails, unless DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection is 1",
			},
		],
		groupPolicy: null,
		csp: null,
		configMgr: null,
		registry: 'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\WindowsServerUpdateServices',
		command: 'certutil -store WindowsServerUpdateServices',
		caution:
			'The line "Cert in WSUS store: No" alone is no failure: it is likely printed where the store does not exist and for servers of Microsoft as well.',
		source: `${JANUARY_2021}; Microsoft, Configuration Manager, Software update point with TLS/SSL`,
	},
	{
		name: 'WUServer',
		aliases: ['UpdateServiceUrl', 'Set the intranet update service for detecting updates'],
		text: 'A policy: the address of the WSUS server that is asked for updates. It counts only where UseWUServer is 1.',
		values: [
			{value: 'an address', text: 'with scheme and port, such as https://wsus.example:8531'},
			{value: 'not set', text: "Microsoft's services are asked"},
		],
		groupPolicy: `${INTRANET_POLICY} > Set the intranet update service for detecting updates`,
		csp: `${UPDATE_CSP}/UpdateServiceUrl`,
		configMgr:
			'No setting of its own: the client writes the address of its software update point as local policy. A Group Policy of the domain wins over that.',
		registry: `${POLICY_KEY}, text WUServer`,
		command: SHOW_POLICY_KEY,
		caution: '',
		source: `${ADMX}; ${POLICY_CSP}; Microsoft, Troubleshoot software update scan failures`,
	},
	{
		name: 'WUStatusServer',
		aliases: ['Set the intranet statistics server'],
		text: 'A policy: the address that results are reported to. It is normally the same as WUServer.',
		values: [{value: 'an address', text: 'with scheme and port, such as https://wsus.example:8531'}],
		groupPolicy: `${INTRANET_POLICY} > Set the intranet statistics server`,
		csp: null,
		configMgr: 'No setting of its own: the client writes it together with WUServer.',
		registry: `${POLICY_KEY}, text WUStatusServer`,
		command: SHOW_POLICY_KEY,
		caution: 'Scans do not ask it; they ask WUServer.',
		source: ADMX,
	},
	{
		name: 'UpdateServiceUrlAlternate',
		aliases: ['Alternate Download Server', 'Set the alternate download server'],
		text: 'A policy: the address of a server that updates are downloaded from in place of WUServer.',
		values: [
			{value: 'an address', text: 'with scheme and port, such as https://wsus.example:8531'},
			{value: 'not set', text: 'no other server for downloads'},
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
		text: 'A policy: whether the address in WUServer counts. The policy about the intranet update service sets it together with the address.',
		values: [
			{value: '0', text: "WUServer is ignored and Microsoft's services are asked; also where it is not set"},
			{value: '1', text: 'the server in WUServer is asked'},
		],
		groupPolicy: `${INTRANET_POLICY}: enabled sets 1`,
		csp: null,
		configMgr: 'No setting of its own: the client writes it together with WUServer.',
		registry: `${POLICY_KEY}\\AU, DWORD UseWUServer (one key below WUServer)`,
		command: SHOW_POLICY_KEY,
		caution: '',
		source: `${ADMX}; Microsoft, Troubleshoot issues with WSUS client agents`,
	},
];

const names: readonly {readonly words: string; readonly setting: ExplainedSetting}[] = KNOWN_SETTINGS.flatMap((setting) =>
	[setting.name, ...setting.aliases].map((name) => ({words: asWords(name), setting})),
);

/** The first setting that a line names: of a report, of a registry export, a path of the registry. */
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

/** `_WSUS_CERTIFICATE_STORE_`, so that only whole words are found. */
function asWords(text: string): string {
	return `_${text.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_`.replace(/_{2,}/g, '_');
}
