/** How collected logs lie: what tools that collect them call their folders and archives, as rows. A new tool is a row here. */

/** A tool, or a habit, of collecting logs. */
export interface CollectionLayout {
	/** For people. */
	readonly name: string;
	/** Where the form is described. */
	readonly source: string;
	/** Paths of a collection of the PC `PC-0142`; what stands behind an archive is in it. Each is a test. */
	readonly examples: readonly string[];
	/**
	 * The folder or archive of one collection, by its name without the extension of an archive. Its group `machine` names the
	 * machine; without that group, what stands around it does.
	 */
	readonly root: RegExp | null;
	/**
	 * What lies in the root of a collection, by its path from there: the folder or archive above is the root, whatever its
	 * name. Names from here on are of folders of the PC or of the tool, and of no machine.
	 */
	readonly inside: RegExp | null;
	/** Files in the root that name the machine, in lower case. */
	readonly identity: readonly string[];
	/** Where in the root settings of the PC lie, by their path from there. `null`: only beside the log. */
	readonly settings: RegExp | null;
}

/** A time of a collection, as tools write it into names. */
const STAMP = String.raw`\d{4}-?\d\d-?\d\d[T_. -]?\d\d[-_:.h]?\d\d(?:[-_:.m]?\d\d)?(?:Z|[-_+]\d\d[_:]?\d\d)?`;

/** The one with two digits for the year. */
const SHORT_STAMP = String.raw`(?:20)?\d{6}[-_T]?\d{4,6}`;

/** In the order in which they are asked. */
export const LAYOUTS: readonly CollectionLayout[] = [
	{
		name: 'Intune, Collect diagnostics',
		source: 'https://learn.microsoft.com/mem/intune/remote-actions/collect-diagnostics',
		examples: [
			'DiagLogs-PC-0142-20260312T101112Z.zip/(70) FoldersFiles windir_Logs_WindowsUpdate_etl/WindowsUpdate.20260312.083000.123.1.etl',
			'DiagLogs-PC-0142-20260312T101112Z/(61) FoldersFiles windir_ccm_logs_log/WindowsUpdate.log',
			'PC-0142/(70) FoldersFiles windir_Logs_WindowsUpdate_etl/WindowsUpdate.20260312.083000.123.1.etl',
			'DiagLogs-PC-0142-20260312T101112Z.zip/47/WindowsUpdate.20260312.083000.123.1.etl',
		],
		root: /^DiagLogs-(?<machine>.{1,64}?)-\d{8}T\d{6}Z?(?:[ _-].{0,64})?$/i,
		inside: /^\(\d{1,4}\) (?:FoldersFiles|FolderFiles|FileEntry|RegistryKey|Registry|Commands?|Events?|OutputFileFormat)(?:[ _/]|$)/i,
		identity: ['results.xml'],
		settings: /^(?:\(\d{1,4}\) (?:Registry|Command)|\d{1,4}\/)[^/]*(?:\/[^/]*)?\.(?:reg|log|txt)$/i,
	},
	{
		name: 'FIDD, the collector for Intune devices',
		source: 'https://github.com/markstan/FIDD',
		examples: ['PC-0142/IntuneDeviceData/WindowsUpdate.log', 'PC-0142.zip/IntuneDeviceData/Logs/WindowsUpdate.log'],
		root: null,
		inside: /^IntuneDeviceData(?:\/|$)/i,
		identity: [],
		settings: /^IntuneDeviceData\/(?:[^/]*\/){0,3}[^/]*(?:reg|polic|proxy|certutil)[^/]*$/i,
	},
	{
		name: 'Velociraptor, offline collector',
		source: 'https://docs.velociraptor.app/docs/deployment/offline_collections/',
		examples: [
			'Collection-PC-0142-2026-03-12T10_11_12Z.zip/uploads/auto/C%3A/Windows/Logs/WindowsUpdate/WindowsUpdate.20260312.083000.123.1.etl',
			'Collection-PC-0142_corp_example_com-2026-03-12T10_11_12Z/uploads/auto/C%3A/Windows/WindowsUpdate.log',
		],
		// Dots of a DNS name are underscores there.
		root: new RegExp(String.raw`^Collection-(?<machine>.{1,64}?)(?:_(?<domain>(?:[a-z\d-]{1,63}_){1,8}[a-z]{2,63}))?-${STAMP}$`, 'i'),
		inside: /^uploads\/(?:auto|file|ntfs|lazy_ntfs|mft|vfs|sparse|raw_file|ntfs_vss|registry|data)(?:\/|$)/i,
		identity: ['client_info.json'],
		settings: /^uploads\/.*\.(?:reg|txt)$/i,
	},
	{
		name: 'Velociraptor, export of the server and its data store',
		source: 'https://docs.velociraptor.app/docs/file_collection/',
		examples: ['PC-0142-C.1a2b3c4d5e6f7a8b-F.CABCDEFGHIJKL.zip/uploads/ntfs/%5C%5C.%5CC%3A/Windows/WindowsUpdate.log'],
		// In the data store the machine has the number of its client, unless client_info.json names it: clients/C.…/collections/F.…/uploads/…
		root: /^(?<machine>.{1,255}?)-C\.[\da-f]{8,32}-F\.[\dA-Z.]{6,40}$/i,
		inside: /^collections\/F\.[\dA-Z.]{6,40}(?:\/|$)/i,
		identity: ['client_info.json', 'client_info.json.db'],
		settings: /^uploads\/.*\.(?:reg|txt)$/i,
	},
	{
		name: 'TSS, TroubleShootingScript of Microsoft support',
		source: 'https://learn.microsoft.com/troubleshoot/windows-client/windows-tss/introduction-to-troubleshootingscript-toolset-tss',
		examples: [
			'TSS_PC-0142_260312-101112_DND_SETUP.zip/WU_Logs_260312-101112/WU/WindowsUpdate.20260312.083000.123.1.etl',
			'TSS_PC-0142_260312-101112_DND_SETUP.zip/PC-0142_WindowsUpdateETL_Converted.log',
			'TSS_PC-0142_2026-03-12_101112/WU_Logs_260312-101112/PC-0142_WindowsUpdateETL_Converted.log',
		],
		root: new RegExp(String.raw`^TSS(?:v2)?_(?<machine>.{1,64}?)_(?:${SHORT_STAMP}|${STAMP}|\d{4}-\d\d-\d\d|\d{6,8})(?:_.{0,255})?$`, 'i'),
		inside: /^WU_Logs(?:_[^/]*)?(?:\/|$)/i,
		identity: [],
		settings: /^(?:[^/]*\/){0,2}[^/]*(?:_reg_|winhttp|proxy|certutil|polic)[^/]*$/i,
	},
	{
		name: 'SDP, diagnostics of Microsoft support',
		source: 'https://learn.microsoft.com/troubleshoot/windows-client/windows-tss/collect-data-analyze-troubleshoot-windows-setup-scenarios',
		examples: ['_psSDP_Setup_PC-0142_260312-101112.zip/PC-0142_WindowsUpdate.log'],
		root: new RegExp(
			String.raw`^_?(?:ps)?SDP_(?:[^_]{1,64}_){0,4}(?<machine>[^_]{1,64})_(?:${SHORT_STAMP}|${STAMP}|\d{6,8})(?:_.{0,64})?$`,
			'i',
		),
		inside: null,
		identity: [],
		settings: /^(?:[^/]*\/){0,2}[^/]*(?:_reg_|winhttp|proxy|certutil|polic)[^/]*$/i,
	},
	{
		name: 'MDM diagnostic report of Windows',
		source: 'https://learn.microsoft.com/windows/client-management/mdm-collect-logs',
		examples: ['PC-0142/MDMDiagReport.zip/WindowsUpdate.log', 'MDMDiagReport_PC-0142_20260312101112.zip/WindowsUpdate.log'],
		root: new RegExp(String.raw`^MDMDiagReport(?:[-_](?<machine>.{1,64}?)(?:[-_](?:${STAMP}|\d{8}|\d{14}))?)?$`, 'i'),
		inside: null,
		identity: [],
		settings: null,
	},
	{
		name: 'Splunk Universal Forwarder',
		source: 'https://docs.splunk.com/Documentation/AddOns/released/Windows/About',
		examples: [
			'PC-0142/Splunk_TA_windows/WindowsUpdate.log',
			'PC-0142/Program Files/SplunkUniversalForwarder/etc/apps/Splunk_TA_windows/WindowsUpdate.log',
			'PC-0142/SplunkUniversalForwarder/etc/apps/Splunk_TA_windows/local/WindowsUpdate.log',
		],
		root: null,
		inside: /^(?:Program Files(?: \(x86\))?|Splunk(?:UniversalForwarder|Forwarder|_TA_windows)?|etc\/apps)(?:\/|$)/i,
		identity: [],
		settings: null,
	},
	{
		name: 'The folder of a user',
		source: 'https://learn.microsoft.com/windows/win32/shell/knownfolderid',
		examples: ['PC-0142/Users/j.doe/Desktop/WindowsUpdate.log', 'PC-0142/Documents and Settings/j.doe/Desktop/WindowsUpdate.log'],
		root: null,
		inside: /^(?:Users|Documents and Settings)\/[^/]+(?:\/|$)/i,
		identity: [],
		settings: null,
	},
	{
		name: 'A disk, as KAPE and administrative shares have it',
		source: 'https://ericzimmerman.github.io/KapeDocs/',
		examples: [
			'PC-0142/C/Windows/Logs/WindowsUpdate/WindowsUpdate.20260312.083000.123.1.etl',
			'PC-0142/2026-03-12T101112/C/Windows/WindowsUpdate.log',
			'2026-03-12T101112_PC-0142.zip/C/Windows/WindowsUpdate.log',
			'PC-0142/c$/Windows/WindowsUpdate.log',
			'PC-0142/C%3A/Windows/WindowsUpdate.log',
		],
		root: null,
		inside: new RegExp(
			String.raw`^(?:(?:%5C|\\|%2E|\.|%3F|\?){0,12})?[a-z](?:\$|:|%3A)?/` +
				String.raw`(?:Windows|ProgramData|Program Files(?: \(x86\))?|Users|Documents and Settings|\$)(?:/|$)`,
			'i',
		),
		identity: [],
		settings: null,
	},
	{
		name: 'CollectAllLogs, the script for Configuration Manager',
		source: 'https://github.com/russrimm/CollectAllLogs',
		examples: [
			'PC-0142-20260312101112.zip/logs/WindowsUpdate/WindowsUpdate.20260312.083000.123.1.etl',
			'PC-0142-20260312101112/logs/CCM/WindowsUpdate.log',
		],
		root: /^(?<machine>.{1,64}?)[-_](?:19|20)\d{12}$/,
		inside: null,
		identity: [],
		settings: /^(?:logs\/)?(?:[^/]*\/){0,2}[^/]*(?:\.reg|polic|registry|proxy|certutil)[^/]*$/i,
	},
];

/** A collection around a log. */
export interface Collection {
	readonly layout: CollectionLayout;
	/** So many parts of the path lead to its root, with the root itself; 0: what lies in it was read from its root. */
	readonly depth: number;
	/** So many parts from there on are known names of the layout. */
	readonly known: number;
	/** What the name of the root says, as it is written; `null`: nothing. */
	readonly machine: string | null;
}

const ARCHIVE_EXTENSION = /(?:\.(?:zip|cab|7z|tar|tgz|gz)){1,3}$/i;

/** No pattern needs more of a path. */
const MAX_MATCHED = 1024;

/**
 * The collections that a file lies in, the innermost first.
 *
 * @param parts names of folders and archives on the way to the file, and its own
 */
export function collectionsOf(parts: readonly string[]): readonly Collection[] {
	const found: Collection[] = [];
	let rest = '';
	for (let at = parts.length - 1; at >= 0; at--) {
		const part = parts[at] ?? '';
		rest = rest === '' ? part : `${part}/${rest}`.slice(0, MAX_MATCHED);
		const bare = part.replace(ARCHIVE_EXTENSION, '').slice(0, MAX_MATCHED);
		for (const layout of LAYOUTS) {
			// The file itself may be the archive of a collection, but no folder in one.
			const inside = at === parts.length - 1 ? null : (layout.inside?.exec(rest) ?? null);
			if (inside !== null) found.push({layout, depth: at, known: partsOfPath(inside[0]).length, machine: null});
			const root = layout.root?.exec(bare) ?? null;
			if (root !== null) found.push({layout, depth: at + 1, known: 0, machine: machineOfRoot(root.groups ?? {})});
		}
	}
	return found;
}

function machineOfRoot({machine, domain}: Readonly<Record<string, string | undefined>>): string | null {
	if (machine === undefined) return null;
	return domain === undefined ? machine : `${machine}.${domain.replaceAll('_', '.')}`;
}

/** Names between slashes of either kind, without those that name no folder. */
export function partsOfPath(path: string): readonly string[] {
	return path.split(/[\\/]/).filter((part) => part !== '');
}

/** Where settings of the PC lie and its name is told: the root of the innermost collection that has such places. */
export function settingsRootOf(parts: readonly string[]): Collection | null {
	return collectionsOf(parts).find(({layout}) => layout.settings !== null) ?? null;
}

/** Whether settings of the PC may lie there. @param path from the root of the collection on, with `/` */
export function mayHoldSettings({layout}: Collection, path: string): boolean {
	return layout.settings?.test(path.slice(0, MAX_MATCHED)) === true;
}
