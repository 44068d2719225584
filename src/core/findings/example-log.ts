/** Expands the short logs in rule examples: a line without a time stamp gets a time, PID, and TID. */
import {mergeContext} from '../device-settings/merge-settings.js';
import {readContextFile} from '../device-settings/read-settings.js';
import type {DeviceSettings} from '../types.js';

const ETW_LINE = /^\d{4}\D\d\d\D\d\d /;
const SHORT_LINE = /^(?:@(\d{1,6}) )?([A-Za-z]\w{0,31}) ?(.*)$/s;

/** A first line `context: {…}` contains device settings as JSON. */
const CONTEXT = 'context: ';

/** The device settings of an example, or `null`. */
export function exampleContext(text: string): DeviceSettings | null {
	const line = text.split('\n').find((candidate) => candidate.startsWith(CONTEXT));
	if (line === undefined) return null;
	const part = readContextFile(new TextEncoder().encode(line.slice(CONTEXT.length)), 'example.json');
	return 'problem' in part ? null : mergeContext([part]).context;
}

/**
 * `Component text` becomes a Get-WindowsUpdateLog line, one second after the previous line; `@2100 Component text` is a
 * line of another thread; a first line `legacy` makes all of them Windows 7 lines. Lines with a time stamp stay unchanged.
 */
export function exampleLog(text: string): string {
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith(CONTEXT));
	const legacy = lines[0] === 'legacy';
	return lines
		.slice(legacy ? 1 : 0)
		.map((line, index) => {
			const match = SHORT_LINE.exec(line);
			if (match === null || ETW_LINE.test(line)) return line;
			const [, tid = '2000', component = '', message = ''] = match;
			const second = String(index % 60).padStart(2, '0');
			const minute = String(Math.floor(index / 60) % 60).padStart(2, '0');
			if (legacy) return `2015-03-10\t10:${minute}:${second}:000\t1000\t${Number(tid).toString(16)}\t${component}\t${message}`;
			return `2024/03/12 10:${minute}:${second}.0000000 1000  ${tid.padEnd(5)} ${component.padEnd(15)} ${message}`;
		})
		.join('\r\n');
}
