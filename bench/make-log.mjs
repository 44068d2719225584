// Makes a log of any size, as like real ones as numbers say (bench/logs/statistics.mjs), the same each time:
// node bench/make-log.mjs FILE MEGABYTES [--dialect etw|uus|legacy] [--health healthy|noisy|failing]
//   [--encoding utf-8|utf-16le] [--scans NUMBER] [--bytes-per-scan NUMBER] [--seed NUMBER]
import {closeSync, openSync, writeSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {composeDay} from './logs/day.mjs';
import {findPatches, patchDay} from './logs/patches.mjs';
import {createRandom} from './logs/random.mjs';
import {HEALTHS} from './logs/stories.mjs';
import {OVERALL} from './logs/targets.mjs';

export const DIALECTS = ['etw', 'uus', 'legacy'];
export {HEALTHS};
export const ENCODINGS = ['utf-8', 'utf-16le'];

const MEGABYTE = 1024 * 1024;
const DAY_MS = 86_400_000;
/** Days that differ in their lines; more of them differ in dates and ids only. */
const VARIED_DAYS = 24;

/** How logs of a dialect begin: first day, sign in dates, mark of UTF-8. */
const BEGINS = {
	etw: {firstDay: Date.UTC(2021, 2, 1), sign: '/', mark: ''},
	uus: {firstDay: Date.UTC(2024, 0, 8), sign: '/', mark: '\ufeff'},
	legacy: {firstDay: Date.UTC(2012, 4, 7), sign: '-', mark: ''},
};

/** @returns `2021/03/01`, the date of a day of the log as the dialect prints it */
export function dateOfDay(dialect, day) {
	const {firstDay, sign} = BEGINS[dialect];
	return new Date(firstDay + day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', sign);
}

/**
 * Whole days are written until the file is as large as wanted, or has as many scans.
 *
 * @param megabytes `Infinity` where `scans` is the measure
 * @returns how many lines, bytes and scans it has, what came of them, and how many each caller asked for
 */
export function makeLog(
	path,
	megabytes,
	{dialect = 'etw', health = 'healthy', encoding = 'utf-8', seed = 1, scans = Infinity, bytesPerScan = OVERALL.bytesPerScan} = {},
) {
	const random = createRandom(seed);
	const days = [];
	const truth = {lines: 0, bytes: 0, scans: 0, succeeded: 0, failed: 0, cancelled: 0, callers: {}};
	const file = openSync(path, 'w');
	const write = (bytes) => {
		truth.bytes += bytes.length;
		for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
	};
	try {
		if (encoding === 'utf-16le') write(Buffer.from('\ufeff', 'utf16le'));
		else if (BEGINS[dialect].mark !== '') write(Buffer.from(BEGINS[dialect].mark));
		for (let day = 0; truth.bytes < megabytes * MEGABYTE && truth.scans < scans; day++) {
			const number = day < VARIED_DAYS ? day : random(VARIED_DAYS);
			days[number] ??= prepareDay({dialect, health, seed: seed * 1000 + number, bytesPerScan});
			const {bytes, patches, lines, outcomes, callers} = days[number];
			patchDay(bytes, patches, {date: Buffer.from(dateOfDay(dialect, day)), random});
			write(encoding === 'utf-16le' ? Buffer.from(bytes.toString('utf8'), 'utf16le') : bytes);
			truth.lines += lines;
			for (const [outcome, count] of Object.entries(outcomes)) truth[outcome] += count;
			for (const [caller, count] of callers) truth.callers[caller] = (truth.callers[caller] ?? 0) + count;
		}
	} finally {
		closeSync(file);
	}
	return truth;
}

const OUTCOMES = {s: 'succeeded', f: 'failed', c: 'cancelled'};

function prepareDay(options) {
	const {text, lines, scans} = composeDay(options);
	const bytes = Buffer.from(text);
	const outcomes = {scans: scans.length, succeeded: 0, failed: 0, cancelled: 0};
	const callers = new Map();
	for (const [caller, outcome] of scans) {
		outcomes[OUTCOMES[outcome]]++;
		callers.set(caller, (callers.get(caller) ?? 0) + 1);
	}
	return {bytes, patches: findPatches(bytes, options.dialect), lines, outcomes, callers};
}

const USAGE =
	'usage: node bench/make-log.mjs FILE MEGABYTES [--dialect etw|uus|legacy] [--health ' +
	'healthy|noisy|failing] [--encoding utf-8|utf-16le] [--scans NUMBER] [--bytes-per-scan NUMBER] ' +
	'[--seed NUMBER]';

/** @returns `null` where they make no sense */
function readArguments() {
	const options = {
		dialect: {type: 'string', default: 'etw'},
		health: {type: 'string', default: 'healthy'},
		encoding: {type: 'string', default: 'utf-8'},
		seed: {type: 'string', default: '1'},
		scans: {type: 'string', default: 'Infinity'},
		'bytes-per-scan': {type: 'string', default: String(OVERALL.bytesPerScan)},
	};
	try {
		const {
			positionals: [path, size],
			values: {dialect, health, encoding, ...values},
		} = parseArgs({allowPositionals: true, options});
		const [megabytes, seed, scans, bytesPerScan] = [size, values.seed, values.scans, values['bytes-per-scan']].map(Number);
		const isKnown = DIALECTS.includes(dialect) && HEALTHS.includes(health) && ENCODINGS.includes(encoding);
		// Without an end it would fill the disk.
		const ends = megabytes > 0 && scans > 0 && Math.min(megabytes, scans) < Infinity;
		return path !== undefined && isKnown && ends && bytesPerScan > 0 && Number.isInteger(seed)
			? {path, megabytes, dialect, health, encoding, seed, scans, bytesPerScan}
			: null;
	} catch {
		return null;
	}
}

function main() {
	const read = readArguments();
	if (read === null) {
		console.error(USAGE);
		process.exitCode = 2;
		return;
	}
	const {path, megabytes, ...options} = read;
	const made = makeLog(path, megabytes, options);
	console.log(`${path}: ${made.lines} lines, ${made.bytes} bytes, ${made.scans} scans, ${made.failed} of them failed`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
