/** Makes a folder of logs as somebody collects them from many machines, and says what is in it to the last count. */
import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {type ZipEntry, zipOf} from './zip-writer.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));

export interface FleetOptions {
	/** Where to put it; made if it is not there. */
	readonly folder: string;
	readonly machines: number;
	/** The same seed makes the same bytes. @default 1 */
	readonly seed?: number;
	/** So many days of logs from each machine, where its story can be told again. @default 1 */
	readonly days?: number;
	/** With files that are broken or no logs: one for each twenty machines, and each kind at least once. @default true */
	readonly hasBroken?: boolean;
}

export interface Outcomes {
	readonly succeeded: number;
	readonly failed: number;
	readonly cancelled: number;
	readonly unknown: number;
}

/** What a triage must say about a log, or about a file that is none: a row of the ledger. */
export interface FleetLog {
	/** Below the folder, with `/`. */
	readonly path: string;
	readonly member: string | null;
	readonly machine: string;
	readonly source: 'log' | 'archive' | 'folder' | 'file';
	readonly status: 'analyzed' | 'skipped' | 'failed';
	/** The sample that it tells again; `null` for what is no log. */
	readonly story: string | null;
	readonly dialect: 'etw' | 'legacy' | 'undecoded' | null;
	readonly encoding: string | null;
	readonly scans: Outcomes;
	/** By name. */
	readonly rules: readonly string[];
	readonly server: string | null;
}

interface FleetMachine {
	readonly name: string;
	readonly logs: number;
	readonly scans: Outcomes;
	/** By name. */
	readonly rules: readonly string[];
}

export interface Fleet {
	readonly folder: string;
	/** By path, then by member. */
	readonly logs: readonly FleetLog[];
	/** Files on disk, which are fewer where archives hold several. */
	readonly files: number;
	readonly bytes: number;
	/** Those with a log that can be analysed, by name. */
	readonly machines: readonly FleetMachine[];
}

interface Story {
	readonly name: string;
	/** Outcomes of its scans. */
	readonly scans: string;
	readonly rules: readonly string[];
	readonly server?: string;
	readonly dialect?: 'legacy' | 'undecoded';
	/** It ends as it began, so that it can go on the next day. */
	readonly isWhole?: boolean;
	/** A line tells the name of the machine. */
	readonly tellsName?: string;
}

const HTTPS = 'https://wsus01.contoso.example:8531';
const HTTP = 'http://wsus02.contoso.example:8530';

/** The samples, as their README reads them; outcomes by first letter, u: unknown. */
const STORIES: readonly Story[] = [
	{
		name: 'wsus-https-store-empty-ok',
		scans: 'sss',
		rules: ['wsus-certificate-store-empty'],
		server: HTTPS,
		isWhole: true,
		tellsName: 'pc-0142.contoso.example',
	},
	{
		name: 'wsus-https-pinned-verbose-ok',
		scans: 'ss',
		rules: ['wsus-certificate-pinned'],
		server: HTTPS,
		isWhole: true,
		tellsName: 'pc-0377.contoso.example',
	},
	{name: 'wsus-http', scans: 's', rules: ['wsus-over-http'], server: HTTP, tellsName: 'srv-0031.contoso.example'},
	{name: 'wsus-https-certificate-not-in-store', scans: 'f', rules: ['wsus-certificate-not-in-store'], server: HTTPS, isWhole: true},
	{
		name: 'wsus-system-proxy-fails-no-fallback',
		scans: 'fss',
		rules: ['system-proxy-failed-no-fallback', 'wsus-certificate-store-empty'],
		server: HTTPS,
		isWhole: true,
	},
	{
		name: 'wsus-fallback-allowed-by-policy',
		scans: 'ss',
		rules: ['user-proxy-fallback-allowed', 'user-proxy-fallback-used', 'wsus-certificate-store-empty'],
		server: HTTPS,
		isWhole: true,
	},
	{name: 'online-user-proxy-rescue', scans: 'ss', rules: ['user-proxy-fallback-used'], isWhole: true},
	{
		name: 'win10-1607-exit-code-line',
		scans: 'fs',
		rules: ['client-older-than-2021', 'connection-timeout', 'wsus-over-http'],
		server: HTTP,
		isWhole: true,
	},
	{name: 'win11-uus-scanqos', scans: 'sf', rules: ['all-proxies-failed'], isWhole: true},
	{
		name: 'win7-named-proxy-8024402c',
		scans: 'sf',
		rules: ['name-not-resolved', 'wsus-over-http'],
		server: HTTP,
		dialect: 'legacy',
		isWhole: true,
	},
	{name: 'two-scans-at-once', scans: 'ssss', rules: [], isWhole: true},
	{name: 'utf16-wsus-offline-cancelled', scans: 'sscssu', rules: ['scan-cancelled', 'scan-cut-off']},
	{name: 'win10-1607-undecoded', scans: '', rules: ['log-undecoded'], dialect: 'undecoded'},
	{name: 'pasted-from-a-ticket', scans: 'f', rules: ['server-http-status', 'wsus-certificate-store-empty'], server: HTTPS},
];

const NAMELESS = STORIES.filter(({tellsName}) => tellsName === undefined);
const TELLING = STORIES.filter(({tellsName}) => tellsName !== undefined);

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
	'utf-8': (text) => Buffer.from(text),
	'utf-8-bom': (text) => Buffer.from(`\ufeff${text}`),
	'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
	'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

const NO_SCANS: Outcomes = {succeeded: 0, failed: 0, cancelled: 0, unknown: 0};

/** A day of each machine's log begins with a date; that of the undecoded ones says nothing. */
const DATE = /\b(20\d\d)([-/])(\d\d)\2(\d\d)(?=[ \t]\d\d:\d\d:\d\d)/g;

/** Small, fast, and the same everywhere (mulberry32). */
function randomOf(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

interface MadeLog {
	readonly bytes: Buffer;
	readonly truth: Pick<FleetLog, 'status' | 'story' | 'dialect' | 'encoding' | 'scans' | 'rules' | 'server'>;
}

interface Writer {
	file(path: string, bytes: Uint8Array, ...logs: readonly FleetLog[]): void;
	link(path: string, target: string, log: FleetLog): void;
}

export async function makeFleet(options: FleetOptions): Promise<Fleet> {
	const {folder, machines: count, seed = 1, days = 1, hasBroken = true} = options;
	const random = randomOf(seed);
	const texts = await readStories();
	const logs: FleetLog[] = [];
	const pending: (() => Promise<void>)[] = [];
	let files = 0;
	let total = 0;

	const writer: Writer = {
		file(path, bytes, ...about) {
			pending.push(async () => {
				await mkdir(dirname(join(folder, path)), {recursive: true});
				await writeFile(join(folder, path), bytes);
			});
			files++;
			total += bytes.length;
			logs.push(...about);
		},
		link(path, target, about) {
			pending.push(async () => {
				await mkdir(dirname(join(folder, path)), {recursive: true});
				await symlink(target, join(folder, path));
			});
			files++;
			logs.push(about);
		},
	};

	function log(machine: string, site: number, story: Story = NAMELESS[random(NAMELESS.length)] ?? fail()): MadeLog {
		const encoding = Object.keys(ENCODINGS)[random(8)] ?? 'utf-8';
		const again = story.isWhole === true ? days : 1;
		return tell(texts.get(story.name) ?? fail(), story, {machine, site, encoding, firstDay: random(21), days: again});
	}

	const collections = new Map<number, {readonly entries: ZipEntry[]; readonly logs: FleetLog[]}>();
	await mkdir(folder, {recursive: true});
	for (let index = 0; index < count; index++) {
		const machine = `pc-${String(index).padStart(5, '0')}`;
		const site = random(5) + 1;
		placeMachine(writer, {machine, site, index, log, kind: random(10), collections});
		if (pending.length > 200) await flush(pending);
	}
	for (const [number, {entries, logs: members}] of collections) writer.file(`batches/batch-${number}.zip`, zipOf(...entries), ...members);
	if (hasBroken) for (let index = 0; index < Math.max(BROKEN.length, count / 20); index++) placeBroken(writer, index);
	await flush(pending);

	logs.sort((one, other) => compare(one.path, other.path) || compare(one.member ?? '', other.member ?? ''));
	return {folder, logs, files, bytes: total, machines: machinesOf(logs)};
}

interface Placing {
	readonly machine: string;
	readonly site: number;
	readonly index: number;
	readonly log: (machine: string, site: number, story?: Story) => MadeLog;
	readonly kind: number;
	readonly collections: Map<number, {readonly entries: ZipEntry[]; readonly logs: FleetLog[]}>;
}

/** The ways in which logs are collected, each machine by one. */
function placeMachine(writer: Writer, {machine, site, index, log, kind, collections}: Placing): void {
	const upper = machine.toUpperCase();
	const {bytes, truth} = kind === 7 ? log(machine, site, TELLING[index % TELLING.length] ?? fail()) : log(machine, site);
	const row = (path: string, source: FleetLog['source'], member: string | null = null, about = truth): FleetLog => ({
		path,
		member,
		machine,
		source,
		...about,
	});
	switch (kind) {
		case 0:
		case 1: {
			const path = `site-${site}/${upper}/WindowsUpdate.log`;
			writer.file(path, bytes, row(path, 'folder'));
			return;
		}
		case 2: {
			const path = `flat/${upper}_WindowsUpdate.log`;
			writer.file(path, bytes, row(path, 'file'));
			return;
		}
		case 3: {
			const path = `packed/${upper}.log.gz`;
			writer.file(path, gzipSync(bytes), row(path, 'file'));
			return;
		}
		case 4: {
			const path = `packed/${upper}.zip`;
			writer.file(path, zipOf({name: 'WindowsUpdate.log', data: bytes}), row(path, 'archive', 'WindowsUpdate.log'));
			return;
		}
		case 5: {
			const path = `site-${site}/${machine}.contoso.example/Windows/Logs/WindowsUpdate/WindowsUpdate.log`;
			writer.file(path, bytes, row(path, 'folder'));
			return;
		}
		case 6: {
			const second = log(machine, site);
			const [old, now] = [`site-${site}/${upper}/WindowsUpdate.20240301.log`, `site-${site}/${upper}/WindowsUpdate.log`];
			writer.file(old, second.bytes, row(old, 'folder', null, second.truth));
			writer.file(now, bytes, row(now, 'folder'));
			return;
		}
		case 7: {
			const path = `uploads/${String(index).padStart(6, '0')}-upload.txt`;
			writer.file(path, bytes, row(path, 'log'));
			return;
		}
		default: {
			// Ten machines to an archive, some as archives in it.
			const number = Math.floor(index / 100);
			const {entries, logs} = collections.get(number) ?? {entries: [], logs: []};
			collections.set(number, {entries, logs});
			const path = `batches/batch-${number}.zip`;
			if (kind === 8) entries.push({name: `${upper}/WindowsUpdate.log`, data: bytes});
			else entries.push({name: `${upper}.zip`, data: zipOf({name: 'Logs/WindowsUpdate.log', data: bytes}), stored: true});
			logs.push(
				kind === 8 ? row(path, 'folder', `${upper}/WindowsUpdate.log`) : row(path, 'archive', `${upper}.zip/Logs/WindowsUpdate.log`),
			);
		}
	}
}

interface BrokenFile {
	readonly name: string;
	/** `null`: a link that leads nowhere. */
	readonly bytes: Uint8Array | null;
	readonly status: 'skipped' | 'failed';
}

const CMTRACE =
	'<![LOG[Scan started]LOG]!><time="10:00:00.000+000" date="03-12-2024" component="WUAHandler" ' +
	'context="" type="1" thread="1" file="cwuahandler.cpp:1">\r\n';

const BROKEN: readonly BrokenFile[] = [
	{name: 'cut.zip', bytes: zipOf({name: 'WindowsUpdate.log', data: 'x'.repeat(5000)}).subarray(0, 60), status: 'failed'},
	{name: 'empty.log', bytes: new Uint8Array(0), status: 'skipped'},
	{
		name: 'picture.log',
		bytes: Uint8Array.from({length: 4096}, (_, at) => (at < 8 ? ([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10][at] ?? 0) : (at * 31) & 0xff)),
		status: 'skipped',
	},
	{name: 'WUAHandler.log', bytes: Buffer.from(CMTRACE.repeat(20)), status: 'skipped'},
	{name: 'cut.log.gz', bytes: gzipSync(Buffer.from(CMTRACE.repeat(2000))).subarray(0, 24), status: 'failed'},
	{name: 'lost.log', bytes: null, status: 'failed'},
];

function placeBroken(writer: Writer, index: number): void {
	const {name, bytes, status} = BROKEN[index % BROKEN.length] ?? fail();
	const machine = `bad-${String(index).padStart(4, '0')}`;
	const path = `broken/${machine.toUpperCase()}/${machine}_${name}`;
	const log: FleetLog = {
		path,
		member: null,
		machine: machineOfBroken(machine, name),
		source: 'file',
		status,
		story: null,
		dialect: null,
		encoding: null,
		scans: NO_SCANS,
		rules: [],
		server: null,
	};
	if (bytes !== null) writer.file(path, bytes, log);
	else writer.link(path, 'nowhere', log);
}

function machineOfBroken(machine: string, name: string): string {
	return `${machine}_${name.replace(/(?:\.[a-z]{2,3})+$/, '').toLowerCase()}`;
}

async function readStories(): Promise<ReadonlyMap<string, string>> {
	const texts = new Map<string, string>();
	for (const {name} of STORIES) {
		const bytes = await readFile(join(SAMPLES, `${name}.log`));
		const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
		texts.set(name, text.replace(/^\ufeff/, ''));
	}
	return texts;
}

interface Telling {
	readonly machine: string;
	readonly site: number;
	readonly encoding: string;
	readonly firstDay: number;
	readonly days: number;
}

/** A sample as if it came from another machine, at another site, on other days. */
function tell(text: string, story: Story, {machine, site, encoding, firstDay, days}: Telling): MadeLog {
	const moved = (part: string): string => part.replaceAll('.contoso.example', `.site${site}.example`);
	const named = story.tellsName === undefined ? text : text.replaceAll(story.tellsName, `${machine}.contoso.example`);
	const body = moved(named.endsWith('\n') || days === 1 ? named : `${named}\r\n`);
	let whole = '';
	for (let day = 0; day < days; day++)
		whole += body.replace(DATE, (_, year: string, sign: string, month: string, date: string) =>
			dateAfter(year, month, date, firstDay + day, sign),
		);
	const count = (letter: string): number => (story.scans.split(letter).length - 1) * days;
	return {
		bytes: (ENCODINGS[encoding] ?? fail())(whole),
		truth: {
			status: 'analyzed',
			story: story.name,
			dialect: story.dialect ?? 'etw',
			encoding,
			scans: {succeeded: count('s'), failed: count('f'), cancelled: count('c'), unknown: count('u')},
			rules: story.rules,
			server: story.server === undefined ? null : moved(story.server),
		},
	};
}

function dateAfter(year: string, month: string, date: string, days: number, sign: string): string {
	return new Date(Date.UTC(Number(year), Number(month) - 1, Number(date) + days)).toISOString().slice(0, 10).replaceAll('-', sign);
}

function machinesOf(logs: readonly FleetLog[]): readonly FleetMachine[] {
	const machines = new Map<string, FleetMachine>();
	for (const {machine: name, status, scans, rules} of logs) {
		if (status !== 'analyzed') continue;
		const known = machines.get(name);
		machines.set(
			name,
			known === undefined
				? {name, logs: 1, scans, rules}
				: {name, logs: known.logs + 1, scans: sum(known.scans, scans), rules: [...new Set([...known.rules, ...rules])].sort()},
		);
	}
	return [...machines.values()].sort((one, other) => compare(one.name, other.name));
}

function sum(one: Outcomes, other: Outcomes): Outcomes {
	return {
		succeeded: one.succeeded + other.succeeded,
		failed: one.failed + other.failed,
		cancelled: one.cancelled + other.cancelled,
		unknown: one.unknown + other.unknown,
	};
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

async function flush(pending: (() => Promise<void>)[]): Promise<void> {
	await Promise.all(pending.splice(0).map((write) => write()));
}

function fail(): never {
	throw new Error('the tables of the fleet do not fit together');
}
