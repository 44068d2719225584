/** The words of a triage for what the summary says in codes; shared by the terminal and the page. */
import {codeWords, counted} from '../wording/labels.js';
import type {Step} from '../types.js';
import {type FilterSummary, type GroupedSummary, type GroupRow, type Level, LEVELS, type PinningState, type Summary} from './summary.js';

export const PINNING_WORDS: Readonly<Record<PinningState, string>> = {
	pinned: 'pinned',
	'not-in-store': 'not in the store',
	'policy-off': 'off by policy',
	'store-empty': 'store is empty',
	'not-applicable': 'WSUS over HTTP',
	unknown: 'not known',
};

/** What each state of pinning means, in a sentence. */
export const PINNING_MEANINGS: Readonly<Record<PinningState, string>> = {
	pinned: 'The certificate of WSUS is in the store of the machine, or the log says that it must be.',
	'not-in-store': 'The certificate that WSUS showed is not in the store of the machine.',
	'policy-off': 'Certificates are in the store, but a policy says not to enforce them.',
	'store-empty': 'Nothing is pinned: any certificate that Windows trusts is accepted.',
	'not-applicable': 'WSUS is asked without encryption, so that there is no certificate.',
	unknown: 'The logs do not say; a verbose log would.',
};

/** `1,284`: the program speaks English everywhere. */
export function formatCount(count: number): string {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 machine`, `1,284 machines` */
export function countOf(count: number, noun: string, plural?: string): string {
	return counted(count, noun, plural).replace(/^\d+/, formatCount(count));
}

/** `39 %`; a share that is not zero is never written as zero. */
export function percent(part: number, whole: number): string {
	if (whole === 0 || part === 0) return '0 %';
	const share = Math.round((part / whole) * 100);
	return share === 0 ? '<1 %' : share === 100 && part < whole ? '>99 %' : `${share} %`;
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
export function headline({totals}: Pick<Summary, 'totals'>): string {
	const {machines, verdicts} = totals;
	if (machines === 0)
		return totals.machinesWithoutLog > 0
			? `No log could be read of ${countOf(totals.machinesWithoutLog, 'machine')}.`
			: 'No log of a machine was read.';
	const {error, warning} = verdicts;
	if (error > 0)
		return `${error === machines ? (machines === 1 ? 'The only machine' : `All ${countOf(machines, 'machine')}`) : `${formatCount(error)} of ${countOf(machines, 'machine')}`} ${error === 1 ? 'has an error' : 'have errors'}${warning > 0 ? `; ${formatCount(warning)} more ${warning === 1 ? 'has a warning' : 'have warnings'}` : ''}.`;
	if (warning > 0)
		return `No machine of ${formatCount(machines)} has an error; ${formatCount(warning)} ${warning === 1 ? 'has a warning' : 'have warnings'}.`;
	return machines === 1
		? 'The machine has neither errors nor warnings.'
		: `None of ${countOf(machines, 'machine')} has an error or a warning.`;
}

/** How bad the fleet is. */
export function fleetLevel({totals}: Pick<Summary, 'totals'>): Level {
	const {verdicts} = totals;
	return verdicts.error > 0 ? 'error' : verdicts.warning > 0 ? 'warning' : verdicts.good + verdicts.info > 0 ? 'good' : 'none';
}

/** `312 with errors, 45 with warnings, 900 good, 27 with nothing to judge` */
export function verdictCounts({totals: {verdicts}}: Pick<Summary, 'totals'>): string {
	const words: Readonly<Record<Level, string>> = {
		error: 'with errors',
		warning: 'with warnings',
		info: 'with notes',
		good: 'good',
		none: 'with nothing to judge',
	};
	return LEVELS.filter((level) => verdicts[level] > 0)
		.map((level) => `${formatCount(verdicts[level])} ${words[level]}`)
		.join(', ');
}

/** `3,122 failed, 40 cancelled, 45,001 succeeded, 49 without an end` */
export function outcomeCounts({totals}: Pick<Summary, 'totals'>): string {
	const parts = [
		[totals.failed, 'failed'],
		[totals.cancelled, 'cancelled'],
		[totals.succeeded, 'succeeded'],
		[totals.unknown, 'without an end'],
	] as const;
	return parts
		.filter(([count]) => count > 0)
		.map(([count, word]) => `${formatCount(count)} ${word}`)
		.join(', ');
}

/** The group by name; a code with its words. */
export function groupName({name}: GroupRow, {groups, codes}: Pick<Summary, 'groups' | 'codes'>): string {
	return groups?.by === 'code' ? codeWords(name, codes.find(({code}) => code === name)?.name ?? null) : name;
}

/** That no scan is in a group: rules may be about all of a log. */
export function noScanText(by: GroupedSummary['by']): string {
	return by === 'rule' ? 'about whole logs' : 'no scan';
}

/** What goes with a group: by machines, or for one machine by scans, unless it is about the whole log. */
export function companionText({name, machines, scans}: GroupRow['with'][number], by: GroupedSummary['by']): string {
	if (by !== 'machine') return `${name} (${countOf(machines, 'machine')})`;
	return scans === 0 ? name : `${name} (${countOf(scans, 'scan')})`;
}

/** What was asked for; empty where everything was. */
export function filterText({since, until, where, leftOut}: FilterSummary): string {
	if (since === null && until === null && where.length === 0) return '';
	const times =
		since === null
			? until === null
				? []
				: [`scans up to ${until.replace('T', ' ')}`]
			: [`scans from ${since.replace('T', ' ')}${until === null ? ' on' : ` to ${until.replace('T', ' ')}`}`];
	const left = [leftOut.machines > 0 ? countOf(leftOut.machines, 'machine') : '', leftOut.scans > 0 ? countOf(leftOut.scans, 'scan') : '']
		.filter((part) => part !== '')
		.join(' and ');
	const without =
		leftOut.scansWithoutTime > 0
			? `; ${countOf(leftOut.scansWithoutTime, 'scan')} among them ${leftOut.scansWithoutTime === 1 ? 'has' : 'have'} no time`
			: '';
	return `Only ${[...times, ...where].join(', ')}.${left === '' ? '' : ` Left out: ${left}${without}.`}`;
}

/** The step as it is said to somebody who wants to know what to do, not yet how in full. */
export function firstSentence(text: string): string {
	return /^.{20,}?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** What to look at first, and what to change. */
export function mainSteps(steps: readonly Step[]): {readonly check: Step | null; readonly change: Step | null} {
	return {check: steps.find(({changes}) => !changes) ?? null, change: steps.find(({changes}) => changes) ?? null};
}
