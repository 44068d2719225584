/** Which of the rule-changing updates a device has, judged by the logged versions or the log's date. */
import type {LogFacts} from '../types.js';

/** Oldest first. `before-2021-01`: has the September 2020 update, but not the January 2021 update. */
export const KNOWN_UPDATES_LEVELS = ['before-2020-09', 'before-2021-01', 'since-2021-01'] as const;
export type KnownUpdatesLevel = (typeof KNOWN_UPDATES_LEVELS)[number];

export const UPDATES_LEVELS: readonly [...typeof KNOWN_UPDATES_LEVELS, 'unknown'] = [...KNOWN_UPDATES_LEVELS, 'unknown'];
export type UpdatesLevel = (typeof UPDATES_LEVELS)[number];

export interface BuildRow {
	readonly build: number;
	readonly windows: string;
	/** First revision with the September 2020 change and with the January 2021 change; `null`: not documented. */
	readonly september: number | null;
	readonly january: number | null;
	readonly source: string;
}

/** Lists the update that introduced each of the two policies in each version of Windows. */
const POLICY_CSP = 'Microsoft, Policy CSP - Update, "Applicable OS" of the two policies';
const NEWER = 'first released after January 2021';

/**
 * The revision at the end of a version identifies the cumulative update. This also applies to the client file version,
 * because both updates replaced that file.
 */
export const BUILDS: readonly BuildRow[] = [
	{build: 10240, windows: 'Windows 10 1507', september: 18_696, january: 18_818, source: `${POLICY_CSP}: KB4577049, KB4598231`},
	{
		build: 14393,
		windows: 'Windows 10 1607, Windows Server 2016',
		september: 3930,
		january: 4169,
		source: `${POLICY_CSP}: KB4577015, KB4598243`,
	},
	{build: 15063, windows: 'Windows 10 1703', september: 2500, january: null, source: `${POLICY_CSP}; out of service in January 2021`},
	{
		build: 16299,
		windows: 'Windows 10 1709',
		september: 2107,
		january: null,
		source: `${POLICY_CSP}: KB4577041; out of service in January 2021`,
	},
	{build: 17134, windows: 'Windows 10 1803', september: 1726, january: 1967, source: `${POLICY_CSP}: KB4577032, KB4598245`},
	{
		build: 17763,
		windows: 'Windows 10 1809, Windows Server 2019',
		september: 1457,
		january: 1697,
		source: `${POLICY_CSP}: KB4570333, KB4598230`,
	},
	{build: 18362, windows: 'Windows 10 1903', september: 1082, january: 1316, source: `${POLICY_CSP}: KB4574727, KB4598229`},
	{build: 18363, windows: 'Windows 10 1909', september: 1082, january: 1316, source: `${POLICY_CSP}: KB4574727, KB4598229`},
	{build: 19041, windows: 'Windows 10 2004', september: 508, january: 746, source: `${POLICY_CSP}: KB4571756, KB4598242`},
	{
		build: 19042,
		windows: 'Windows 10 20H2',
		september: 508,
		january: 746,
		source: `${POLICY_CSP}: KB4571756 (same files as 2004), KB4598242`,
	},
	{build: 19043, windows: 'Windows 10 21H1', september: 0, january: 0, source: NEWER},
	{build: 19044, windows: 'Windows 10 21H2', september: 0, january: 0, source: NEWER},
	{build: 19045, windows: 'Windows 10 22H2', september: 0, january: 0, source: NEWER},
];

/** Windows Server 2022. It, Windows 11 (22000), and all later versions were released after January 2021. */
const FIRST_NEW_BUILD = 20_348;

/** Release dates of the two updates. */
const SEPTEMBER_DAY = '2020-09-08';
const JANUARY_DAY = '2021-01-12';

/** Earlier years belong to another calendar, or the clock was never set. */
const FIRST_DAY = '2000-01-01';

const rows: ReadonlyMap<number, BuildRow> = new Map(BUILDS.map((row) => [row.build, row]));

/** Separately updated clients (UUS), introduced with Windows 11: '923.330.111.0', '1215.2401.19022.0'. */
const UUS_VERSION = /^\d{3,4}(?:\.\d{1,6}){3}$/;

/** From a trace header. */
const BUILD_WITHOUT_REVISION = /^10\.0\.(\d{5})$/;

const BUILD_VERSION = /^(?:10\.0\.)?(\d{5})\.(\d{1,6})$/;

/**
 * @param version client version or Windows build: '10.0.19041.1682', '19041.1682', '1215.2401.19022.0'
 * @returns `unknown` for Windows 8.1 and earlier clients (7.x), whose updates are only partly documented
 */
export function updatesLevelOfVersion(version: string): UpdatesLevel {
	if (UUS_VERSION.test(version)) return 'since-2021-01';
	if (Number(BUILD_WITHOUT_REVISION.exec(version)?.[1] ?? 0) >= FIRST_NEW_BUILD) return 'since-2021-01';
	const [, buildText, revisionText] = BUILD_VERSION.exec(version) ?? [];
	if (buildText === undefined || revisionText === undefined) return 'unknown';
	const build = Number(buildText);
	const revision = Number(revisionText);
	if (build >= FIRST_NEW_BUILD) return 'since-2021-01';
	const row = rows.get(build);
	if (row === undefined) return 'unknown';
	if (row.january !== null && revision >= row.january) return 'since-2021-01';
	if (row.september !== null && revision < row.september) return 'before-2020-09';
	return row.january === null ? 'unknown' : 'before-2021-01';
}

/** Whether `updatesLevelOfVersion` can parse a text, even if it does not know the version. */
export function isVersion(text: string): boolean {
	return UUS_VERSION.test(text) || BUILD_VERSION.test(text) || /^\d{1,2}(?:\.\d{1,5}){3}$/.test(text);
}

/**
 * The level of a device that is fully updated as of a date.
 *
 * @param day '2020-12-01'
 */
export function updatesLevelOfDay(day: string): UpdatesLevel {
	if (day < SEPTEMBER_DAY) return 'before-2020-09';
	return day < JANUARY_DAY ? 'before-2021-01' : 'since-2021-01';
}

/**
 * The level that a log proves. A device can miss updates for years, so a late date proves nothing, but an early one
 * does. Conflicting versions, as in a log that spans an upgrade, prove nothing either.
 */
export function updatesLevel({
	clientVersions,
	windowsBuilds,
	lastTime,
	dialect,
}: Pick<LogFacts, 'clientVersions' | 'windowsBuilds' | 'lastTime' | 'dialect'>): UpdatesLevel {
	if (lastTime !== null && lastTime >= FIRST_DAY && lastTime.slice(0, SEPTEMBER_DAY.length) < SEPTEMBER_DAY) return 'before-2020-09';
	if (dialect === 'legacy') return 'unknown';
	const levels = new Set([...clientVersions, ...windowsBuilds].map(updatesLevelOfVersion));
	levels.delete('unknown');
	const [level = 'unknown'] = levels;
	return levels.size === 1 ? level : 'unknown';
}
