/** What another log tells, in sentences. Nothing of the file itself is quoted but codes and times. */
import {explanationOf} from '../codes/explanations.js';
import {parseCode} from '../codes/index.js';
import type {NeighborAction, NeighborFailure, NeighborLog} from '../types.js';
import {NEIGHBOR_ROWS} from './neighbor-kinds.js';

const SUBJECTS: Readonly<Record<NeighborAction, {readonly one: string; readonly many: string; readonly short: string}>> = {
	scan: {one: 'its last scan', many: 'scans', short: 'Scan failed'},
	download: {one: 'its last download', many: 'downloads', short: 'Download failed'},
	install: {one: 'its last installation', many: 'installations', short: 'Installation failed'},
	other: {one: 'the last action in it', many: 'actions', short: 'Failed'},
};

/** Failures that are quoted as evidence: the last ones. */
const MAX_QUOTES = 12;

export interface ReasonOptions {
	/** The same for every file with the same result, so that files can be counted. @default true */
	readonly hasTimes?: boolean;
}

/** What the file is, how its last scan ended, what the code means, and what a WindowsUpdate.log would add. */
export function neighborReason(neighbor: NeighborLog, {hasTimes = true}: ReasonOptions = {}): string {
	const {what, kind} = neighbor;
	const last = neighbor.failures.at(-1);
	return [`This is ${what}${resultText(neighbor, hasTimes)}`, ...(last === undefined ? [] : meaningOf(last)), NEIGHBOR_ROWS[kind].adds].join(' ');
}

/** The failure that the file ends with. `null`: a scan succeeded after it, or the code is usually no problem. */
export function lastingFailure({failures, lastSuccess}: NeighborLog): NeighborFailure | null {
	const last = failures.at(-1);
	if (last === undefined || (lastSuccess !== null && lastSuccess.line > last.line)) return null;
	return explained(last.code)?.causeClass === 'not-an-error' ? null : last;
}

/** The last failures, each as a sentence with its line. If a code occurs several times, only its last meaning is written out. */
export function neighborQuotes({failures}: NeighborLog): readonly {readonly line: number; readonly text: string}[] {
	const explainedCodes = new Set<string | null>();
	return failures
		.slice(-MAX_QUOTES)
		.toReversed()
		.map((failure) => {
			const isNew = !explainedCodes.has(failure.code);
			explainedCodes.add(failure.code);
			const head = `${SUBJECTS[failure.action].short}${atText(failure.time)}${withText(failure)}.`;
			return {line: failure.line, text: [head, ...(isNew ? meaningOf(failure) : [])].join(' ')};
		})
		.toReversed();
}

/** Each code that is named, the last one first. */
export function neighborCodes({failures}: NeighborLog): readonly string[] {
	return [...new Set(failures.toReversed().flatMap(({code}) => (code === null ? [] : [code])))];
}

function resultText({kind, failures, failureCount, lastSuccess}: NeighborLog, hasTimes: boolean): string {
	const last = failures.at(-1);
	const at = (time: string | null): string => (hasTimes ? atText(time) : '');
	if (last === undefined) return lastSuccess === null ? '. It shows no result of a scan.' : `: its last scan${at(lastSuccess.time)} succeeded.`;
	if (lastSuccess !== null && lastSuccess.line > last.line) {
		const count = !hasTimes ? 'Others' : failureCount === 1 ? 'One' : String(failureCount);
		return `: its last scan${at(lastSuccess.time)} succeeded. ${count} failed before that, the last one${at(last.time)}${withText(last)}.`;
	}
	if (kind === 'tool-output' && last.code !== null) return `: it reports ${codeText(last)}.`;
	return `: ${SUBJECTS[last.action].one} failed${at(last.time)}${withText(last)}.`;
}

function atText(time: string | null): string {
	return time === null ? '' : ` on ${time.slice(0, 10)} at ${time.slice(11, 19)}`;
}

function withText(failure: NeighborFailure): string {
	return failure.code === null ? '' : ` with ${codeText(failure)}`;
}

function codeText({code, name}: NeighborFailure): string {
	return name === null ? `${code}` : `${code} (${name})`;
}

function meaningOf({code}: NeighborFailure): readonly string[] {
	const explanation = explained(code);
	return explanation === null ? [] : [explanation.meaning, explanation.nextCheck];
}

function explained(code: string | null): ReturnType<typeof explanationOf> {
	const parsed = code === null ? null : parseCode(code);
	return parsed === null ? null : explanationOf(parsed.code);
}
