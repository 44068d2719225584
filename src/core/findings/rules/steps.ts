/** Steps shared by several rules. Of a log, commands contain only what command-target.ts lists. */
import {INTRANET_POLICY, POLICY_KEY, UPDATE_CSP} from '../../device-settings/policy-paths.js';
import type {Step} from '../../types.js';
import type {RuleStep} from '../rule.js';

export function check(text: string, command: string | null = null): Step {
	return {text, command, changes: false};
}

export function change(text: string, command: string | null = null): Step {
	return {text, command, changes: true};
}

export const SHOW_SYSTEM_PROXY: Step = check('See which proxy the system account uses.', 'netsh winhttp show proxy');
export const SHOW_POLICY: Step = check('See the Windows Update policies on the PC.', `reg query "${POLICY_KEY}" /s`);
export const TEST_PORT: RuleStep = {
	...check('From the PC, test whether {server} answers on its port. If a proxy is set, test its port in the same way.'),
	command: 'powershell Test-NetConnection {host} -Port {port}',
	onOldWindows: {
		text:
			'From the PC, test whether {server} answers on its port; no output means that it does. If a proxy is ' +
			'set, test its port in the same way.',
		command: `powershell "(New-Object Net.Sockets.TcpClient).Connect('{host}', {port})"`,
	},
	onlyWithCommand: true,
};
export const RESOLVE_NAME: RuleStep = {
	...check('On the PC, run a DNS lookup for {host}. If a proxy is set, look up its name in the same way.', 'nslookup {host}'),
	onlyWithCommand: true,
};
/** A log that holds the end of a scan. */
export const CREATE_LOG_AGAIN: RuleStep = {
	...check('Wait a few minutes, create the log again, and look for the result of the scan.', 'powershell Get-WindowsUpdateLog'),
	onOldWindows: {
		text: 'Wait a few minutes, copy C:\\Windows\\WindowsUpdate.log again, and look for the result of the scan.',
		command: null,
	},
};
/** The update service keeps its database and downloads there. */
export const RENEW_DATABASE: readonly RuleStep[] = [
	change(
		'As administrator, stop the update service and rename its folder, so that Windows creates a new database. The update ' +
			'history in Settings is lost; installed updates are not.',
		'net stop wuauserv & net stop bits & ren C:\\Windows\\SoftwareDistribution SoftwareDistribution.old',
	),
	change('Start the services and scan again. The first scan takes longer.', 'net start bits & net start wuauserv'),
];
export const SHOW_STORE: Step = check(
	'List the certificates pinned on the PC and note their thumbprints.',
	'certutil -store WindowsServerUpdateServices',
);
export const SHOW_SERVER_CERTIFICATE: Step = check(
	'Compare with the certificate that WSUS presents: open the WSUS URL (here: ' +
		'{server}/ClientWebService/client.asmx) in a browser and check the thumbprint of its certificate. ' +
		'If a proxy inspects TLS, you see the proxy certificate instead.',
);
export const CHECK_CLOCK: Step = check('Check whether the PC clock is correct.', 'w32tm /query /status');

export const FIX_SYSTEM_PROXY: Step = change(
	'As administrator, set a working proxy for the system account, and a bypass for servers on your ' +
		'own network such as WSUS. Replace PROXY:PORT and YOURDOMAIN with your values; type <local> ' +
		'literally. To do this on many PCs, use Group Policy Preferences or a script.',
	'netsh winhttp set proxy PROXY:PORT bypass-list="<local>;*.YOURDOMAIN"',
);
export const RESET_SYSTEM_PROXY: Step = change(
	'As administrator, remove the proxy of the system account if it no longer exists.',
	'netsh winhttp reset proxy',
);

export const ALLOW_USER_PROXY: Step = change(
	`Only as a temporary workaround, allow falling back to the user's proxy. This makes scans less ` +
		`secure and does not help while no one is signed in. Group Policy: ${INTRANET_POLICY} > Select ` +
		'the proxy behavior for Windows Update client for detecting updates: "Allow user proxy to be used ' +
		'as a fallback if detection using system proxy fails". CSP: ' +
		`${UPDATE_CSP}/SetProxyBehaviorForUpdateDetection = 1. Configuration Manager: client settings > ` +
		'Software Updates > Allow User Proxy for software update scans = Yes. The command sets the same ' +
		'value on one PC (as administrator) until domain policy overwrites it.',
	`reg add "${POLICY_KEY}" /v SetProxyBehaviorForUpdateDetection /t REG_DWORD /d 1 /f`,
);
export const DISALLOW_USER_PROXY: Step = change(
	'When the system proxy works, disable the fallback again: set SetProxyBehaviorForUpdateDetection ' +
		'to 0 (Group Policy: Specify intranet Microsoft update service location > Only use system proxy ' +
		`for detecting updates (default); CSP: ${UPDATE_CSP}/SetProxyBehaviorForUpdateDetection; ` +
		'Configuration Manager: Allow User Proxy for software update scans = No).',
);

export const PIN_CERTIFICATE: Step = change(
	'As administrator, add the current certificate of the WSUS server, saved as wsus.cer, to the store on the PC.',
	'certutil -addstore WindowsServerUpdateServices wsus.cer',
);
export const PIN_CERTIFICATE_ON_MANY: Step = change(
	'To do this on many PCs, use a startup script or a Configuration Manager or Intune script; Group ' +
		'Policy has no setting for this store. If you use a cloud management gateway, its certificate ' +
		'must be in the store too. When renewing a certificate, deploy the new one first, and then remove ' +
		'the old one.',
	'powershell Import-Certificate -FilePath wsus.cer -CertStoreLocation Cert:\\LocalMachine\\WindowsServerUpdateServices',
);
export const STOP_PINNING: Step = change(
	`Only as a temporary workaround, turn off pinning. Group Policy: ${INTRANET_POLICY} > Do not ` +
		'enforce TLS certificate pinning for Windows Update client for detecting updates. CSP: ' +
		`${UPDATE_CSP}/DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection = 1. Configuration Manager: ` +
		'client settings > Software Updates > Enforce TLS certificate pinning for Windows Update client ' +
		'for detecting updates = No. The command sets the same value on one PC (as administrator) until ' +
		'domain policy overwrites it.',
	`reg add "${POLICY_KEY}" /v DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection /t REG_DWORD /d 1 /f`,
);

const TRACE_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Trace';

/** Run in order in a Command Prompt (as administrator). Source: Microsoft's wulog.ps1. */
export const VERBOSE_LOGGING: readonly Step[] = [
	change(
		'To record a verbose log, open Command Prompt (cmd) as administrator and run this command and the ' +
			'following ones in order. Turn off the default trace.',
		`reg add "${TRACE_KEY}" /v WPPLogDisabled /t REG_DWORD /d 1 /f`,
	),
	change('Restart the update service, so that the default trace stops.', 'net stop wuauserv & net start wuauserv'),
	change(
		'Start your own trace at level 5.',
		'logman create trace wulens -ets -p "{0b7a6f19-47c4-454e-8c5c-e868d637e4d8}" 0xffffffff 5 -o C:\\Windows\\Temp\\wu-verbose.etl',
	),
	change(
		'Scan again (Settings > Windows Update > Check for updates, or from the program that failed), and then stop the trace.',
		'logman stop wulens -ets',
	),
	change('Turn the default trace back on.', `reg delete "${TRACE_KEY}" /v WPPLogDisabled /f`),
	change('Restart the update service again.', 'net stop wuauserv & net start wuauserv'),
	change(
		'On the same PC, convert the trace to text, and then analyze it.',
		'powershell Get-WindowsUpdateLog -ETLPath C:\\Windows\\Temp\\wu-verbose.etl -LogPath C:\\Windows\\Temp\\wu-verbose.log',
	),
];

/** Windows 7 to 8.1: more detail in C:\Windows\WindowsUpdate.log itself. */
export const VERBOSE_LOGGING_LEGACY: readonly Step[] = [
	change(
		'To turn on verbose logging, open Command Prompt (cmd) as administrator and run this command and the following ones in order.',
		`reg add "${TRACE_KEY}" /v Flags /t REG_DWORD /d 7 /f`,
	),
	change('Set the logging level.', `reg add "${TRACE_KEY}" /v Level /t REG_DWORD /d 4 /f`),
	change(
		'Restart the update service and scan again. The lines are written to C:\\Windows\\WindowsUpdate.log.',
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
export const HOSTS_DOC = 'Microsoft Learn: Troubleshoot Windows Update issues (endpoints that must be reachable)';
export const SCAN_SOURCE_DOC = 'Microsoft Learn: Use Windows Update client policies and WSUS together';
export const WSUS_DOC = 'Microsoft Learn: Windows Server Update Services best practices; WSUS automatic maintenance';
export const ESENT_DOC = 'Microsoft Learn: Extensible Storage Engine error codes';
export const THIRD_PARTY_DOC =
	'Microsoft Learn: Enable third-party updates (Configuration Manager); policy Allow signed updates from an intranet location';
export const SECURITY_DOC = 'Microsoft Learn: Windows Update security';
export const LOGS_DOC = 'Microsoft Learn: Windows Update log files; Get-WindowsUpdateLog';
