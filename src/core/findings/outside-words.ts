/** What failed outside scans, as the subject of a sentence. */
import type {OutsideFailure, OutsideFailureKind} from '../types.js';
import {plainText} from '../wording/plain-text.js';
import {lowerFirst} from '../wording/sentences.js';

export const KIND_SUBJECTS: Readonly<Record<OutsideFailureKind, string>> = {
	'service-discovery': 'Service discovery',
	'self-update': 'The self-update check',
	'web-service': 'A web service call',
	download: 'A download',
	install: 'The installation of an update',
	reporting: 'Reporting to the server',
	registration: 'Service registration',
	access: 'Access to Windows Update',
	other: 'A call outside scans',
};

/** What was tried at which server, and the codes it failed with: `Service discovery at slscr.update.microsoft.com failed (0x…)`. */
export function outsideText(failures: readonly OutsideFailure[]): string {
	const kinds = unique(failures.map(({kind}) => kind));
	const told = kinds.filter((kind) => kind !== 'other' || kinds.length === 1).map((kind) => KIND_SUBJECTS[kind]);
	const subject = told.map((text, index) => (index === 0 ? text : lowerFirst(text))).join(' and ');
	const hosts = unique(failures.flatMap(({server}) => server?.host ?? []));
	const codes = unique(failures.map(({code, name}) => (name === null ? code : `${code} ${name}`)));
	return plainText(`${subject}${hosts.length === 0 ? '' : ` at ${listText(hosts)}`} failed (${listText(codes)})`);
}

/** The most distinct values that a text lists. */
export const MAX_VALUES = 3;

function listText(values: readonly string[]): string {
	const shown = values.slice(0, MAX_VALUES).join(', ');
	return values.length > MAX_VALUES ? `${shown} and ${values.length - MAX_VALUES} more` : shown;
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
	return [...new Set(values)];
}
