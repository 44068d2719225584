/** ReportingEvents.log, in which the client lists its results: one entry on a line, with tabs between. */
import type {NeighborAction} from '../types.js';
import {timeIn} from './entry-times.js';
import type {NeighborFact, NeighborReader} from './neighbor-fact.js';

/** Tabs may have become blanks in a pasted text. */
const GAP = String.raw`\s{1,8}`;
const GUID = String.raw`\{[0-9A-F-]{36}\}`;
const TIME = String.raw`(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d:\d{3})[+-]\d{4}`;
const EVENT = String.raw`\d{1,6}${GAP}(\d{1,6})${GAP}\[(\w{1,64})\]${GAP}\d{1,6}`;
const RESULT = String.raw`\d{1,10}${GAP}(?:0x)?([0-9A-F]{1,8})\s(.{0,400})`;

/** Its groups: time, number and name of the event, code, text. */
const ENTRY = new RegExp(String.raw`^\s{0,16}${[GUID, TIME, EVENT, GUID, RESULT].join(GAP)}`, 'i');

/** Event numbers of a search. Source: names in the log itself, [AGENT_DETECTION_FINISHED] and [AGENT_DETECTION_FAILED]. */
const SCAN_FINISHED = '147';
const SCAN_FAILED = '148';

export function createReportingEventsReader(): NeighborReader {
	return {
		read(text) {
			const found = ENTRY.exec(text);
			if (found === null) return null;
			const [, time = '', number = '', name = '', digits = '', rest = ''] = found;
			return factsOf({time: timeIn(time), number, name, code: codeOf(digits), rest});
		},
		end: () => [],
	};
}

interface Entry {
	readonly time: string | null;
	readonly number: string;
	readonly name: string;
	readonly code: string | null;
	readonly rest: string;
}

function factsOf({time, number, name, code, rest}: Entry): readonly NeighborFact[] {
	const kind = 'reporting-events';
	if (number === SCAN_FINISHED) return [{kind, outcome: 'succeeded', action: 'scan', code: null, time}];
	const hasFailed = number === SCAN_FAILED || /_FAILED$|_FAILURE$/.test(name) || (code !== null && /\bFailure\b/.test(rest));
	return hasFailed ? [{kind, outcome: 'failed', action: actionOf(name, number), code, time}] : [];
}

function actionOf(name: string, number: string): NeighborAction {
	if (number === SCAN_FAILED || name.includes('DETECTION')) return 'scan';
	if (name.includes('DOWNLOAD')) return 'download';
	return name.includes('INSTALL') ? 'install' : 'other';
}

/** `null`: no failure. */
function codeOf(digits: string): string | null {
	const value = Number.parseInt(digits, 16);
	return value >= 0x80000000 ? `0x${digits.toUpperCase()}` : null;
}
