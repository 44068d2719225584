/** The summary as JSON, in parts: the machines of a large fleet do not fit into one string. */
import {plainJson} from '../wording/plain-text.js';
import type {Summary} from './summary.js';

/** Each item of a list has a line of its own, for people who read the file and for programs that compare two. */
export function* summaryJson(summary: Summary): Generator<string> {
	yield '{\n';
	let separator = '';
	for (const [name, value] of Object.entries(summary)) {
		yield `${separator}${JSON.stringify(name)}: `;
		separator = ',\n';
		if (!Array.isArray(value) || value.length === 0) {
			yield plainJson(JSON.stringify(value));
			continue;
		}
		let comma = '[\n';
		for (const item of value) {
			yield `${comma}${plainJson(JSON.stringify(item))}`;
			comma = ',\n';
		}
		yield '\n]';
	}
	yield '\n}\n';
}
