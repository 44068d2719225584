/** Labels and phrases for what the summary says in codes; shared by the terminal and the page. */
import {codeWords, counted} from '../wording/labels.js';
import type {Step} from '../types.js';
import {
	type BaselineChanges,
	type FilterSummary,
	type GroupBy,
	type GroupedSummary,
	type GroupKind,
	type GroupRow,
	type InventorySummary,
	type Level,
	LEVELS,
	type PinningState,
	type ProblemSummary,
	type Summary,
} from './summary.js';

export const PINNING_WORDS: Readonly<Record<PinningState, string>> = {
	pinned: 'pinned',
	'not-in-store': 'not in the store',
	'policy-off': 'turned off by policy',
	'store-empty': 'store is empty',
	'not-applicable': 'WSUS over HTTP',
	unknown: 'unknown',
};

/** What each state of pinning means, in a sentence. */
export const PINNING_MEANINGS: Readonly<Record<PinningState, string>> = {
	pinned: 'The WSUS certificate is in the certificate store of the machine, or the log says that it must be.',
	'not-in-store': 'The certificate that WSUS presented is not in the certificate store of the machine.',
	'policy-off': 'The store contains certificates, but policy turns pinning off.',
	'store-empty': 'No certificate is pinned: any certificate that Windows trusts is accepted.',
	'not-applicable': 'WSUS is set to HTTP, so there is no certificate.',
	unknown: 'The logs do not say; a verbose log would.',
};

/** `1,284`, whatever the locale. */
export function formatCount(count: number): string {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 machine`, `1,284 machines` */
export function countOf(count: number, noun: string, plural?: string): string {
	return counted(count, noun, plural).replace(/^\d+/, formatCount(count));
}

/** `39%`; a share is never rounded to nothing or to everything. */
export function percent(part: number, whole: number): string {
	if (whole === 0 || part === 0) return '0%';
	const share = Math.round((part / whole) * 100);
	return share === 0 ? '<1%' : share === 100 && part < whole ? '>99%' : `${share}%`;
}

/** `2024-03-12 19:47` */
export function minuteText(time: string | null): string {
	return time === null ? 'time unknown' : time.slice(0, 16).replace('T', ' ');
}

/** `2024-03-01 to 2024-03-12`, or one day; empty where no time is known. */
export function daysText(firstTime: string | null, lastTime: string | null): string {
	const [from, to] = [firstTime?.slice(0, 10), lastTime?.slice(0, 10)];
	if (from === undefined || to === undefined) return from ?? to ?? '';
	return from === to ? from : `${from} to ${to}`;
}

/** The answer in one sentence. */
export function headline({totals, filter}: Pick<Summary, 'totals' | 'filter'>): string {
	const {machines, verdicts, machinesWithoutLog} = totals;
	if (machines === 0 && filter.leftOut.machines > 0)
		return `No scan matches ${filterWords(filter).join(', ')} in ${countOf(filter.leftOut.machines, 'machine')}.`;
	if (machines === 0)
		return machinesWithoutLog > 0
			? `No log could be read for ${countOf(machinesWithoutLog, 'machine')}.`
			: 'No Windows Update logs were read.';
	const {error, warning} = verdicts;
	if (error > 0) {
		const more = warning > 0 ? `; ${formatCount(warning)} more ${warning === 1 ? 'has a warning' : 'have warnings'}` : '';
		return `${shareOfMachines(error, machines)} ${error === 1 ? 'has an error' : 'have errors'}${more}.`;
	}
	if (warning > 0)
		return (
			`${shareOfMachines(warning, machines)} ${warning === 1 ? 'has a warning' : 'have warnings'}; ` +
			`${warning === machines ? 'there are no errors' : 'none has an error'}.`
		);
	return `No errors or warnings on ${countOf(machines, 'machine')}.`;
}

/** The subject of a sentence: `The only machine`, `Both machines`, `All 3 machines`, `2 of 3 machines`. */
function shareOfMachines(part: number, whole: number): string {
	if (part < whole) return `${formatCount(part)} of ${countOf(whole, 'machine')}`;
	if (whole === 1) return 'The only machine';
	return whole === 2 ? 'Both machines' : `All ${countOf(whole, 'machine')}`;
}

/** `3 failures outside scans`; empty where there are none. */
export function outsideCount(count: number): string {
	return count === 0 ? '' : `${countOf(count, 'failure')} outside scans`;
}

/** How bad the fleet is: as bad as its worst machine. */
export function fleetLevel({totals}: Pick<Summary, 'totals'>): Level {
	return LEVELS.find((level) => totals.verdicts[level] > 0) ?? 'none';
}

/** What follows a number of machines. */
export const VERDICT_COUNT_WORDS: Readonly<Record<Level, string>> = {
	error: 'with errors',
	warning: 'with warnings',
	info: 'with notes',
	good: 'without problems',
	none: 'without a complete scan',
};

/** `312 with errors, 45 with warnings, 900 without problems, 27 without a complete scan` */
export function verdictCounts({totals: {verdicts}}: Pick<Summary, 'totals'>): string {
	return LEVELS.filter((level) => verdicts[level] > 0)
		.map((level) => `${formatCount(verdicts[level])} ${VERDICT_COUNT_WORDS[level]}`)
		.join(', ');
}

/** `3,122 failed, 40 canceled, 45,001 succeeded, 49 without a result` */
export function outcomeCounts({totals}: Pick<Summary, 'totals'>): string {
	const parts = [
		[totals.failed, 'failed'],
		[totals.cancelled, 'canceled'],
		[totals.succeeded, 'succeeded'],
		[totals.unknown, 'without a result'],
	] as const;
	return parts
		.filter(([count]) => count > 0)
		.map(([count, word]) => `${formatCount(count)} ${word}`)
		.join(', ');
}

/** What each group is made of, and what is listed with it. */
const GROUP_WORDS: Readonly<Record<GroupBy, {readonly title: string; readonly noun: string; readonly with: string}>> = {
	rule: {title: 'By rule', noun: 'rule', with: 'Servers'},
	server: {title: 'By server', noun: 'server', with: 'Rules'},
	version: {title: 'By Windows Update client version', noun: 'version', with: 'Rules'},
	machine: {title: 'By machine', noun: 'machine', with: 'Rules'},
	code: {title: 'By error code of failed scans', noun: 'code', with: 'Rules'},
};

/** The same for the groups of a summary; those of an inventory are called as its column. */
export function groupWords({by, column}: GroupedSummary): {readonly title: string; readonly noun: string; readonly with: string} {
	return by === 'inventory' ? {title: `By ${column ?? ''}`, noun: column ?? '', with: 'Rules'} : GROUP_WORDS[by];
}

/** `failures on 2 machines; no log of 5 of 12 machines in the inventory`; empty: nothing to say. */
export function groupMachinesText({machines, machinesWithFailedScans, listed}: GroupRow, by: GroupKind): string {
	if (by === 'machine') return '';
	const missing = listed === null ? 0 : listed - machines;
	return [
		machinesWithFailedScans === 0 ? '' : `failures on ${countOf(machinesWithFailedScans, 'machine')}`,
		missing > 0 ? `no log of ${formatCount(missing)} of ${countOf(listed ?? 0, 'machine')} in the inventory` : '',
	]
		.filter((part) => part !== '')
		.join('; ');
}

/** `18 of 20 machines in the inventory have a log; 3 machines with a log are not in it` */
export function inventoryCounts({machines, withLog, notListed}: InventorySummary): string {
	const others =
		notListed.length === 0 ? '' : `; ${countOf(notListed.length, 'machine')} with a log ${notListed.length === 1 ? 'is' : 'are'} not in it`;
	return `${formatCount(withLog)} of ${countOf(machines, 'machine')} in the inventory ${machines === 1 ? 'has' : 'have'} a log${others}`;
}

/** `PC-0142 (Berlin, Finance)` */
export function listedMachine({name, inventory}: InventorySummary['withoutLog'][number]): string {
	const values = Object.values(inventory).filter((value) => value !== null);
	return values.length === 0 ? name : `${name} (${values.join(', ')})`;
}

/** The name of a group; of a code with its symbolic name. */
export function groupName({name}: GroupRow, {groups, codes}: Pick<Summary, 'groups' | 'codes'>): string {
	return groups?.by === 'code' ? codeWords(name, codes.find(({code}) => code === name)?.name ?? null) : name;
}

/** Says that a group has no scans: a rule may be about the log as a whole. */
export function noScanText(by: GroupKind): string {
	return by === 'rule' ? 'about the log as a whole' : 'no scans';
}

/** A rule or server found in a group, with its number of machines; in the group of one machine, with its scans if it is about scans. */
export function companionText({name, machines, scans}: GroupRow['with'][number], by: GroupKind): string {
	if (by !== 'machine') return `${name} (${countOf(machines, 'machine')})`;
	return scans === 0 ? name : `${name} (${countOf(scans, 'scan')})`;
}

/** `since 2024-03-12`, `server=wsus01*`: each limit of the answer. */
function filterWords({since, until, where}: FilterSummary): readonly string[] {
	const from = since?.replace('T', ' ') ?? null;
	const to = until?.replace('T', ' ') ?? null;
	if (from === null) return to === null ? where : [`until ${to}`, ...where];
	return [to === null ? `since ${from}` : `from ${from} to ${to}`, ...where];
}

/** What the answer is limited to; empty where it is not. */
export function filterText(filter: FilterSummary): string {
	const {since, until, leftOut, scansOfOtherCalendar} = filter;
	const words = filterWords(filter);
	if (words.length === 0) return '';
	const left = [leftOut.machines > 0 ? countOf(leftOut.machines, 'machine') : '', leftOut.scans > 0 ? countOf(leftOut.scans, 'scan') : '']
		.filter((part) => part !== '')
		.join(' and ');
	const without = leftOut.scansWithoutTime > 0 ? ` (${formatCount(leftOut.scansWithoutTime)} without a time)` : '';
	const kept = scansOfOtherCalendar > 0 ? ` ${countOf(scansOfOtherCalendar, 'scan')} with years of another calendar kept.` : '';
	const scans = since === null && until === null ? '' : 'scans ';
	return `Only ${scans}${words.join(', ')}.${left === '' ? '' : ` Excluded: ${left}${without}.`}${kept}`;
}

/** What to look at first, and what to change. */
export function mainSteps(steps: readonly Step[]): {readonly check: Step | null; readonly change: Step | null} {
	return {check: steps.find(({changes}) => !changes) ?? null, change: steps.find(({changes}) => changes) ?? null};
}

/** `On 12 machines in both runs: 3 new problems, 1 gone, 40 unchanged` */
export function baselineCounts(baseline: Pick<BaselineChanges, 'machines' | 'new' | 'gone' | 'unchanged'>): string {
	return (
		`On ${countOf(baseline.machines, 'machine')} in both runs: ${countOf(baseline.new.length, 'new problem')}, ` +
		`${formatCount(baseline.gone.length)} gone, ${formatCount(baseline.unchanged)} unchanged`
	);
}

export const OTHER_FILTER =
	'The earlier run used a different filter, so some problems may seem new or gone only because they were filtered out.';

/** What tells one problem of a fleet from another. */
export type ProblemName = Pick<ProblemSummary, 'rule' | 'severity' | 'code' | 'server'>;

export function isSameProblem(a: ProblemName, b: ProblemName): boolean {
	return a.rule === b.rule && a.severity === b.severity && a.code === b.code && a.server === b.server;
}
