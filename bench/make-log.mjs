// Makes a log of any size from a sample, with times that go on: node bench/make-log.mjs FILE MEGABYTES
import {closeSync, openSync, readFileSync, writeSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const SAMPLE = new URL('../samples/online-user-proxy-rescue.log', import.meta.url);
const MEGABYTE = 1024 * 1024;
const TIME = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)/gm;

/** @returns how many lines and bytes it has */
export function makeLog(path, megabytes) {
	const text = readFileSync(SAMPLE, 'utf8').replace(/\r/g, '');
	const lines = text.split('\n').length - 1;
	const file = openSync(path, 'w');
	let bytes = 0;
	let copies = 0;
	const two = (value) => String(value).padStart(2, '0');
	while (bytes < megabytes * MEGABYTE) {
		// Each copy is ten minutes later than the one before.
		const later = copies++ * 600_000;
		const shifted = text.replace(TIME, (_, ...parts) => {
			const [year, month, day, hour, minute, second] = parts.slice(0, 6).map(Number);
			const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second) + later);
			return `${time.getUTCFullYear()}/${two(time.getUTCMonth() + 1)}/${two(time.getUTCDate())} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
		});
		bytes += writeSync(file, shifted);
	}
	closeSync(file);
	return {lines: lines * copies, bytes};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [path, megabytes] = process.argv.slice(2);
	if (path === undefined || !(Number(megabytes) > 0)) {
		console.error('usage: node bench/make-log.mjs FILE MEGABYTES');
		process.exitCode = 2;
	} else {
		const {lines, bytes} = makeLog(path, Number(megabytes));
		console.log(`${path}: ${lines} lines, ${bytes} bytes`);
	}
}
