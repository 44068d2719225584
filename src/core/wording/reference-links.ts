/** Addresses of the documents that rules refer to by name. Offline and on paper the names are what helps to find them. */

const LEARN = 'https://learn.microsoft.com';
const TROUBLESHOOT = `${LEARN}/troubleshoot`;
const BLOG = 'https://techcommunity.microsoft.com/t5/windows-it-pro-blog';
const UPDATE = `${LEARN}/windows/deployment/update`;

/** By the name as rules have it. A document that is several has the address of the first. */
const LINKS: ReadonlyMap<string, string> = new Map([
	[
		'Microsoft, Windows IT Pro Blog: Scan changes and certificates add security for Windows devices using WSUS for updates (January 2021)',
		`${BLOG}/scan-changes-and-certificates-add-security-for-windows-devices/ba-p/2053668`,
	],
	[
		'Microsoft, Windows IT Pro Blog: Changes to improve security for Windows devices scanning WSUS (September 2020)',
		`${BLOG}/changes-to-improve-security-for-windows-devices-scanning-wsus/ba-p/1645547`,
	],
	['Microsoft Learn: Policy CSP - Update', `${LEARN}/windows/client-management/mdm/policy-csp-update`],
	[
		'Microsoft Learn: How the Windows Update client determines which proxy server to use',
		`${TROUBLESHOOT}/windows-server/installing-updates-features-roles/windows-update-client-determines-proxy-server-connect`,
	],
	[
		'Microsoft Learn: Windows Update common errors and mitigation',
		`${TROUBLESHOOT}/windows-client/installing-updates-features-roles/common-windows-update-errors`,
	],
	[
		'Microsoft Learn: Troubleshoot software update scan failures (Configuration Manager)',
		`${TROUBLESHOOT}/mem/configmgr/update-management/troubleshoot-software-update-scan-failures`,
	],
	[
		'Microsoft Learn: Troubleshoot Windows Update issues (endpoints that must be reachable)',
		`${TROUBLESHOOT}/windows-client/installing-updates-features-roles/windows-update-issues-troubleshooting`,
	],
	['Microsoft Learn: Use Windows Update client policies and WSUS together', `${UPDATE}/wufb-wsus`],
	[
		'Microsoft Learn: Windows Server Update Services best practices; WSUS automatic maintenance',
		`${TROUBLESHOOT}/mem/configmgr/update-management/windows-server-update-services-best-practices`,
	],
	[
		'Microsoft Learn: Extensible Storage Engine error codes',
		`${LEARN}/windows/win32/extensible-storage-engine/extensible-storage-engine-error-codes`,
	],
	['Microsoft Learn: Windows Update security', `${UPDATE}/windows-update-security`],
	['Microsoft Learn: Windows Update log files; Get-WindowsUpdateLog', `${UPDATE}/windows-update-logs`],
]);

/** `null`: the name is of no document that is known, such as those of rules that users write. */
export function documentLink(name: string): string | null {
	return LINKS.get(name) ?? null;
}
