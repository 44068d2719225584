/** The summary as JSON, written in parts: the machines of a large fleet do not fit into one string. */
import {plainJson} from '../../../core/wording/plain-text.js';
import type {CreateOutput} from './output.js';

/** Each item of a list has a line of its own, for people who read the file and for programs that compare two. */
export const createSummaryOutput: CreateOutput = (write) => ({
	async end(summary) {
		await write('{\n');
		let separator = '';
		for (const [name, value] of Object.entries(summary)) {
			await write(`${separator}${JSON.stringify(name)}: `);
			separator = ',\n';
			if (!Array.isArray(value) || value.length === 0) {
				await write(plainJson(JSON.stringify(value)));
				continue;
			}
			let comma = '[\n';
			for (const item of value) {
				await write(`${comma}${plainJson(JSON.stringify(item))}`);
				comma = ',\n';
			}
			await write('\n]');
		}
		await write('\n}\n');
	},
});
