/** Serializes a file report as JSON, in pieces: with very many scans it exceeds the maximum string length. */
import type {FileReport} from '../types.js';
import {plainJson} from '../wording/plain-text.js';

/** On one line. */
export function* compactJson(report: FileReport): Generator<string> {
	yield* pieces(
		report,
		(value) => JSON.stringify(value),
		{open: '{', close: '}', item: ',', name: ':'},
		{open: '[', close: ']', item: ','},
	);
}

/** Indented by two spaces per level. @param by prefix of every line but the first */
export function* indentedJson(report: FileReport, by: string): Generator<string> {
	const line = `\n${by}  `;
	const text = (value: unknown): string | undefined => JSON.stringify(value, null, 2)?.replaceAll('\n', line);
	const ofScan = (value: unknown): string | undefined => text(value)?.replaceAll('\n', '\n  ');
	yield* pieces(
		report,
		text,
		{open: `{${line}`, close: `\n${by}}`, item: `,${line}`, name: ': '},
		{open: `[${line}  `, close: `${line}]`, item: `,${line}  `},
		ofScan,
	);
}

interface Signs {
	readonly open: string;
	readonly close: string;
	readonly item: string;
}

function* pieces(
	report: FileReport,
	json: (value: unknown) => string | undefined,
	object: Signs & {readonly name: string},
	list: Signs,
	ofScan: (value: unknown) => string | undefined = json,
): Generator<string> {
	let before = object.open;
	for (const [key, value] of Object.entries(report)) {
		if (key === 'scans' && report.scans.length > 0) {
			yield `${before}"scans"${object.name}${list.open}`;
			let separator = '';
			for (const scan of report.scans) {
				yield `${separator}${plainJson(ofScan(scan) ?? 'null')}`;
				separator = list.item;
			}
			yield list.close;
		} else {
			const text = json(value);
			// Undefined properties are omitted.
			if (text === undefined) continue;
			yield `${before}${JSON.stringify(key)}${object.name}${plainJson(text)}`;
		}
		before = object.item;
	}
	yield object.close;
}
