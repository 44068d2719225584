/** The output of tools, and any other text with error codes: each line stands for itself. */
import {leadingTime} from './entry-times.js';
import {actionOf, failuresIn, type NeighborReader} from './neighbor-fact.js';

interface ToolRow {
	/** Noun phrase. */
	readonly what: string;
	readonly source: string;
	readonly match: RegExp;
	readonly example: string;
}

/** The first row that matches any line names the tool. */
export const TOOLS: readonly ToolRow[] = [
	{
		what: 'CBS.log, the servicing stack log',
		source: 'date, comma, level, and CBS, CSI, DPX, SPI, or PSFX',
		match: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s{1,40}(?:CBS|CSI|DPX|SPI|PSFX)\b/,
		example: '2024-03-12 10:00:00, Error                 CBS    Failed to resolve package [HRESULT = 0x800f081f]',
	},
	{
		what: 'DISM.log',
		source: 'date, comma, level, and DISM',
		match: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s{1,40}DISM\b/,
		example: '2024-03-12 10:00:00, Error                 DISM   DISM Package Manager: PID=1 TID=2 Failed - (hr:0x800f0954)',
	},
	{
		what: 'a Windows Setup log (setupact.log or setuperr.log)',
		source: 'date, comma, and level',
		match: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s/,
		example: '2024-03-12 10:00:00, Error                 SP     Operation failed: Install. Error: 0xC1900101[gle=0x00000000]',
	},
	{
		what: 'the output of Ansible (win_updates)',
		source: 'ansible.windows',
		match: /\bwin_updates\b|\bFAILED! => \{|^\s{0,8}fatal: \[/,
		example: 'fatal: [pc01.contoso.example]: FAILED! => {"msg": "Failed to search for updates"}',
	},
	{
		what: 'the output of Packer (Windows Update provisioner)',
		source: 'packer-plugin-windows-update',
		match: /^\s{0,8}==> [\w.-]{1,80}: /,
		example: '==> hyperv-iso.server: Searching for Windows updates...',
	},
	{
		what: 'the output of PSWindowsUpdate',
		source: 'names of its commands',
		match: /\b(?:PSWindowsUpdate|Get-WindowsUpdate|Install-WindowsUpdate|Get-WUList|Get-WUInstall|Invoke-WUJob)\b(?!Log)/i,
		example: 'Get-WindowsUpdate : Exception from HRESULT: 0x8024402C',
	},
	{
		what: 'the output of UsoClient',
		source: 'usoclient.exe',
		match: /\busoclient(?:\.exe)?\b/i,
		example: 'C:\\> UsoClient StartScan',
	},
	{what: 'the output of wuauclt', source: 'wuauclt.exe', match: /\bwuauclt(?:\.exe)?\b/i, example: 'wuauclt /detectnow'},
	{
		what: 'the output of DISM',
		source: 'dism.exe',
		match: /Deployment Image Servicing and Management tool|\bDISM(?:\.exe)?\s{1,4}\/|\bDISM failed\b/i,
		example: 'Deployment Image Servicing and Management tool',
	},
	{
		what: 'the output of wusa, the standalone installer',
		source: 'wusa.exe',
		match: /\bwusa(?:\.exe)?\b|Windows Update Standalone Installer/i,
		example: 'wusa.exe windows10.msu /quiet',
	},
	{
		what: 'a message of Windows Update in Settings',
		source: 'texts of Settings, English',
		match: /couldn.t connect to the update service|problems? (?:downloading|installing) (?:some )?updates/i,
		example: 'There were some problems installing updates, but we’ll try again later. (0x80070643)',
	},
	{
		what: 'a message of Windows Update in Settings',
		source: 'lists of updates in Settings, English',
		match: /(?:Download|Install|Last failed install attempt).{0,40}\berror\b.{0,4} ?-? ?0x/i,
		example: 'Install error - 0x80070643',
	},
	{
		what: 'the output of a script that uses the Windows Update Agent',
		source: 'COM exceptions of PowerShell and of .NET',
		match: /Exception from HRESULT|COMException|Microsoft\.Update\.Session/i,
		example: 'Exception calling "Search" with "1" argument(s): "Exception from HRESULT: 0x80240438"',
	},
];

/** Names of Azure's extensions that install updates, and their folders. Source: paths below C:\WindowsAzure\Logs\Plugins. */
const AZURE = new RegExp(
	String.raw`\b(?:WindowsPatchExtension|Microsoft\.CPlat\.Core|Microsoft\.SoftwareUpdateManagement|WindowsOsUpdateExtension|` +
		String.raw`PatchAssessment|InstallPatches|AssessPatches|WindowsAzure\\Logs)\b`,
	'i',
);

/** Logs of the servicing stack and of setup, which are about installing. */
const SERVICING_LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (Info|Warning|Error)\s/;

export function createToolReader(): NeighborReader {
	let isAzure = false;
	return {
		read(text) {
			isAzure ||= AZURE.test(text);
			const [, level] = SERVICING_LINE.exec(text) ?? [];
			// What goes on is no failure, whatever codes it names.
			if (level !== undefined && level !== 'Error') return null;
			const facts = failuresIn(
				text,
				isAzure ? 'azure-extension' : 'tool-output',
				leadingTime(text),
				level === undefined ? actionOf(text) : 'install',
			);
			return facts.length === 0 ? null : facts;
		},
		end: () => [],
	};
}

/** The tool that wrote a line; `null` if it does not show that. */
export function toolOf(text: string): ToolRow | null {
	return TOOLS.find(({match}) => match.test(text)) ?? null;
}

export function isAzureText(text: string): boolean {
	return AZURE.test(text);
}
