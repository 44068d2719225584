/** The JSON Schema of the lines of results.ndjson, by which results from elsewhere are checked. */
import {
	DONE_SCHEMA,
	type Machine,
	MACHINE_SOURCES,
	RESULT_SCHEMA,
	type TriageDone,
	type TriageLine,
	type TriageResult,
} from '../core/triage/result.js';
import {
	always,
	count,
	described,
	document,
	either,
	flag,
	form,
	type JsonSchema,
	list,
	object,
	oneOf,
	orNull,
	shared,
	text,
	words,
} from './builder.js';
import {FileReport} from './report-schema.js';

const MachineName = shared<Machine>('Machine')(
	object('The machine that a log is from.', {
		name: described('As it is written; several logs with one name, whatever its case, and no other domain are one machine.', words()),
		domain: described('DNS domain, in lower case; null: it is not known.', orNull(words())),
		source: described('Where the name is from, the most reliable first.', oneOf(MACHINE_SOURCES)),
	}),
);

const Hash = shared<string>('Hash')(described('SHA-256, hexadecimal.', form('^[0-9a-f]{64}$')));

const Result = shared<TriageResult>('TriageResult')(
	object('The report on one log, or on a file that is not one.', {schema: always(RESULT_SCHEMA), machine: MachineName, report: FileReport}),
);

const Done = shared<TriageDone>('TriageDone')(
	object('An input on disk is done: its results come before this line.', {
		schema: always(DONE_SCHEMA),
		path: text(),
		bytes: count(),
		modified: described('Of the file, or the newest of several, ISO 8601 in UTC.', text()),
		hash: orNull(Hash),
		parts: list(object('One of the files of a set of traces.', {file: text(), bytes: count(), modified: text(), hash: orNull(Hash)})),
		results: count(),
		failed: count(),
		isFatal: flag(),
		finished: text(),
		milliseconds: count(),
	}),
);

export const resultSchema: JsonSchema = document<TriageLine>()(
	'urn:wulens:result:1',
	'wulens results',
	either('A line of results.ndjson.', [Result, Done]),
);
