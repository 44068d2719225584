/** Steps that several rules end in. Commands hold placeholders, never text from a log. */
import {INTRANET_POLICY, POLICY_KEY, UPDATE_CSP} from '../../device-settings/policy-paths.js';
import type {Step} from '../../types.js';

export function check(text: string, command: string | null = null): Step {
	return {text, command, changes: false};
}

export function change(text: string, command: string | null = null): Step {
	return {text, command, changes: true};
}

export const SHOW_SYSTEM_PROXY: Step = check('See which proxy the system account uses.', 'netsh winhttp show proxy');
export const SHOW_POLICY: Step = check('See the Windows Update policies of the PC.', `reg query "${POLICY_KEY}" /s`);
export const TEST_PORT: Step = check(
	'From the PC, test that the server (here: {server}), or the proxy, answers on its port.',
	'powershell Test-NetConnection <server> -Port <port>',
);
export const RESOLVE_NAME: Step = check(
	'From the PC, look the name up: that of the server (here: {host}), and that of the proxy.',
	'nslookup <name>',
);
export const SHOW_STORE: Step = check(
	'List the certificates that are pinned on the PC and note their thumbprints.',
	'certutil -store WindowsServerUpdateServices',
);
export const SHOW_SERVER_CERTIFICATE: Step = check(
	'Compare with the certificate that WSUS shows: open the address of WSUS (here: {server}/ClientWebService/client.asmx) in a browser and look at the thumbprint of its certificate. If a proxy inspects TLS, you see the certificate of the proxy instead.',
);
export const CHECK_CLOCK: Step = check('See whether the clock of the PC is right.', 'w32tm /query /status');

export const FIX_SYSTEM_PROXY: Step = change(
	'Give the system account a proxy that works, and a bypass for servers in your own network such as WSUS; elevated. Put your names in place of PROXY:PORT and YOURDOMAIN, and type <local> as it stands. Group Policy Preferences or a script can do that on many PCs.',
	'netsh winhttp set proxy PROXY:PORT bypass-list="<local>;*.YOURDOMAIN"',
);
export const RESET_SYSTEM_PROXY: Step = change(
	'If a proxy is set that no longer exists, remove it; elevated.',
	'netsh winhttp reset proxy',
);

export const ALLOW_USER_PROXY: Step = change(
	`Only as a stop gap allow the user's proxy as fallback; it weakens the scan and does not help while nobody is signed in. Group Policy: ${INTRANET_POLICY} > Select the proxy behavior for Windows Update client for detecting updates: "Allow user proxy to be used as a fallback if detection using system proxy fails". CSP: ${UPDATE_CSP}/SetProxyBehaviorForUpdateDetection = 1. Configuration Manager: client settings > Software Updates > Allow User Proxy for software update scans = Yes. The command sets the same on one PC (elevated), until a domain policy writes over it.`,
	`reg add "${POLICY_KEY}" /v SetProxyBehaviorForUpdateDetection /t REG_DWORD /d 1 /f`,
);
export const DISALLOW_USER_PROXY: Step = change(
	`When the system proxy works, take the fallback away again: set SetProxyBehaviorForUpdateDetection to 0 (Group Policy: Specify intranet Microsoft update service location > Only use system proxy for detecting updates (default); CSP: ${UPDATE_CSP}/SetProxyBehaviorForUpdateDetection; Configuration Manager: Allow User Proxy for software update scans = No).`,
);

export const PIN_CERTIFICATE: Step = change(
	'Put the current certificate of the WSUS server into the store, elevated on the PC.',
	'certutil -addstore WindowsServerUpdateServices <wsus.cer>',
);
export const PIN_CERTIFICATE_ON_MANY: Step = change(
	'On many PCs do the same by a start-up script or a Configuration Manager or Intune script: Group Policy has no setting that fills this store. With a cloud management gateway its certificate must be in the store, too. Before a certificate is renewed, deploy the new one first, then take the old one away.',
	'powershell Import-Certificate -FilePath <wsus.cer> -CertStoreLocation Cert:\\LocalMachine\\WindowsServerUpdateServices',
);
export const STOP_PINNING: Step = change(
	`Only as a stop gap switch pinning off. Group Policy: ${INTRANET_POLICY} > Do not enforce TLS certificate pinning for Windows Update client for detecting updates. CSP: ${UPDATE_CSP}/DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection = 1. Configuration Manager: client settings > Software Updates > Enforce TLS certificate pinning for Windows Update client for detecting updates = No. The command sets the same on one PC (elevated), until a domain policy writes over it.`,
	`reg add "${POLICY_KEY}" /v DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection /t REG_DWORD /d 1 /f`,
);

const TRACE_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Trace';

/** In an elevated Command Prompt, one after the other. Source: Microsoft's wulog.ps1. */
export const VERBOSE_LOGGING: readonly Step[] = [
	change(
		'To record a verbose log, open a Command Prompt (cmd) as administrator and run this and the next commands one after the other. Switch the default trace off.',
		`reg add "${TRACE_KEY}" /v WPPLogDisabled /t REG_DWORD /d 1 /f`,
	),
	change('Restart the update service.', 'net stop wuauserv & net start wuauserv'),
	change(
		'Start a trace of your own at level 5.',
		'logman create trace wulens -ets -p "{0b7a6f19-47c4-454e-8c5c-e868d637e4d8}" 0xffffffff 5 -o C:\\Windows\\Temp\\wu-verbose.etl',
	),
	change(
		'Scan again (Settings > Windows Update > Check for updates, or the program that failed), then stop the trace.',
		'logman stop wulens -ets',
	),
	change('Switch the default trace on again.', `reg delete "${TRACE_KEY}" /v WPPLogDisabled /f`),
	change('Restart the update service.', 'net stop wuauserv & net start wuauserv'),
	change(
		'Make text of the trace, on the same PC, and analyse it.',
		'powershell Get-WindowsUpdateLog -ETLPath C:\\Windows\\Temp\\wu-verbose.etl -LogPath C:\\Windows\\Temp\\wu-verbose.log',
	),
];

/** Windows 7 to 8.1: more lines in C:\Windows\WindowsUpdate.log itself. */
export const VERBOSE_LOGGING_LEGACY: readonly Step[] = [
	change(
		'To make the log verbose, open a Command Prompt (cmd) as administrator and run this and the next commands one after the other.',
		`reg add "${TRACE_KEY}" /v Flags /t REG_DWORD /d 7 /f`,
	),
	change('Set the level.', `reg add "${TRACE_KEY}" /v Level /t REG_DWORD /d 4 /f`),
	change(
		'Restart the update service and scan again; the lines go into C:\\Windows\\WindowsUpdate.log.',
		'net stop wuauserv & net start wuauserv',
	),
];

export const SCAN_CHANGES =
	'Microsoft, Windows IT Pro Blog: Scan changes and certificates add security for Windows devices using WSUS for updates (January 2021)';
export const SCAN_CHANGES_HTTP =
	'Microsoft, Windows IT Pro Blog: Changes to improve security for Windows devices scanning WSUS (September 2020)';
export const POLICY_CSP = 'Microsoft Learn: Policy CSP - Update';
export const PROXY_DOC = 'Microsoft Learn: How the Windows Update client determines which proxy server to use';
export const ERRORS_DOC = 'Microsoft Learn: Windows Update common errors and mitigation';
export const SCAN_DOC = 'Microsoft Learn: Troubleshoot software update scan failures (Configuration Manager)';
export const SECURITY_DOC = 'Microsoft Learn: Windows Update security';
export const LOGS_DOC = 'Microsoft Learn: Windows Update log files; Get-WindowsUpdateLog';
