/** What another log tells, in sentences. Nothing of the file itself is quoted but codes and times. */
import {explanationOfText} from '../codes/explanations.js';
import type {NeighborAction, NeighborFailure, NeighborLog} from '../types.js';
import {isLater} from './entry-times.js';
import {NEIGHBOR_ROWS} from './neighbor-kinds.js';

const SUBJECTS: Readonly<Record<NeighborAction, {readonly last: string; readonly short: string}>> = {
	scan: {last: 'its last scan', short: 'Scan failed'},
	download: {last: 'its last download', short: 'Download failed'},
	install: {last: 'its last installation', short: 'Installation failed'},
	other: {last: 'the last action in it', short: 'Failed'},
};

/** Failures that are quoted as evidence: the last ones. */
const MAX_QUOTES = 12;

const ADDS_TO_INSTALLATION =
	'What failed within the installation is in C:\\Windows\\Logs\\CBS\\CBS.log of this PC, or in the log of the installer. ' +
	'The WindowsUpdate.log shows scans and downloads.';

export interface ReasonOptions {
	/** The same for every file with the same result, so that files can be counted. @default true */
	readonly hasTimes?: boolean;
}

/** What the file is, how its last scan ended, what the code means, and what a WindowsUpdate.log would add. */
export function neighborReason(neighbor: NeighborLog, {hasTimes = true}: ReasonOptions = {}): string {
	const {what, kind} = neighbor;
	const {adds, addsWithoutFailure} = NEIGHBOR_ROWS[kind];
	const shown = openFailure(neighbor) ?? lastFailure(neighbor);
	const meaning = shown === null ? null : meaningOf(shown);
	return [
		`This is ${what}${resultText(neighbor, hasTimes)}`,
		...(meaning === null ? [] : [meaning]),
		shown === null ? addsWithoutFailure : shown.action === 'install' ? ADDS_TO_INSTALLATION : adds,
	].join(' ');
}

/** The failure that the file ends with. `null`: a scan succeeded after it, or the code is usually no problem. */
export function lastingFailure(neighbor: NeighborLog): NeighborFailure | null {
	const open = openFailure(neighbor);
	return open === null || explanationOfText(open.code)?.causeClass === 'not-an-error' ? null : open;
}

/** What to check for the code of the failure that the file ends with; `null` where nothing is known. */
export function neighborCheck(neighbor: NeighborLog): string | null {
	return explanationOfText(lastingFailure(neighbor)?.code ?? null)?.nextCheck ?? null;
}

/** The last failures, each as a sentence with its line. What a code means is said once. */
export function neighborQuotes({failures}: NeighborLog): readonly {readonly line: number; readonly text: string}[] {
	const said = new Set<string | null>();
	return failures.slice(-MAX_QUOTES).map((failure) => {
		const meaning = said.has(failure.code) ? null : meaningOf(failure);
		said.add(failure.code);
		const head = `${SUBJECTS[failure.action].short}${atText(failure.time)}${withText(failure)}.`;
		return {line: failure.line, text: meaning === null ? head : `${head} ${meaning}`};
	});
}

/** Each code that is named, the last one first. */
export function neighborCodes({failures}: NeighborLog): readonly string[] {
	return [...new Set(failures.toSorted(latestFirst).flatMap(({code}) => (code === null ? [] : [code])))];
}

/** The last failure that no success followed: a scan that succeeds proves nothing about an installation. */
function openFailure({failures, lastSuccess}: NeighborLog): NeighborFailure | null {
	const open = failures.filter((failure) => failure.action !== 'scan' || lastSuccess === null || isLater(failure, lastSuccess));
	return open.toSorted(latestFirst)[0] ?? null;
}

function lastFailure({failures}: NeighborLog): NeighborFailure | null {
	return failures.toSorted(latestFirst)[0] ?? null;
}

function latestFirst(one: NeighborFailure, other: NeighborFailure): number {
	return isLater(one, other) ? -1 : 1;
}

function resultText(neighbor: NeighborLog, hasTimes: boolean): string {
	const {kind, failureCount, lastSuccess} = neighbor;
	const at = (time: string | null): string => (hasTimes ? atText(time) : '');
	const success = lastSuccess === null ? '' : `its last scan${at(lastSuccess.time)} succeeded`;
	const open = openFailure(neighbor);
	if (open !== null) {
		const also = lastSuccess === null ? '' : ` ${open.action === 'scan' ? earlierText(at(lastSuccess.time)) : `I${success.slice(1)}.`}`;
		if (kind === 'tool-output' && open.code !== null) return `: it reports ${codeText(open)}.${also}`;
		return `: ${SUBJECTS[open.action].last} failed${at(open.time)}${withText(open)}.${also}`;
	}
	const last = lastFailure(neighbor);
	if (success === '') return '. It shows no result of a scan.';
	if (last === null) return `: ${success}.`;
	const count = !hasTimes ? 'Others' : failureCount === 1 ? 'One' : String(failureCount);
	return `: ${success}. ${count} failed before that${failureCount === 1 ? '' : ', the last one'}${at(last.time)}${withText(last)}.`;
}

function earlierText(at: string): string {
	return at === '' ? 'A scan before it succeeded.' : `The last scan that succeeded was${at}.`;
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

function meaningOf({code}: NeighborFailure): string | null {
	return explanationOfText(code)?.meaning ?? null;
}
