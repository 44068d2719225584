/** A day of a log: its scans, and what the client says besides, on threads that take turns. */
import {noiseMessage, noiseOfLines} from './noise.mjs';
import {base64Text, createRandom, guid, pick, pickWeighted} from './random.mjs';
import {HEALTHS, readStory, SERVICE, STORIES} from './stories.mjs';
import {OVERALL, TARGETS} from './targets.mjs';
import {newerWording} from './wording.mjs';

const SECOND = 10_000_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** No scan begins later, so that it ends before the service does. */
const LAST_BEGIN = DAY - 25 * MINUTE;
const NOISE_THREADS = 0.3;
const CALL_ID = /\b(ID |Id = |Async call with id )(\d+)(?![0-9A-Fa-f-])/g;
const OPERATION = /\boperation # (\d+)/g;
const VECTOR = /\b(c[vV](?: =|:) )([A-Za-z0-9+/]{16})(?=\.)/g;
const CONTINUATIONS_IN_NOISY = 300;

/** Gives processes, threads and calls of the day their numbers. */
function createNumbers(random, dialect) {
	const used = new Set();
	const isLegacy = dialect === 'legacy';
	function fresh(low, high, radix) {
		for (;;) {
			const number = (low + random(high - low)) & ~3;
			if (used.has(number)) continue;
			used.add(number);
			return number.toString(radix);
		}
	}
	return {
		process: () => (isLegacy ? fresh(1000, 9990, 10) : fresh(random(3) === 0 ? 10_000 : 1000, 19_900, 10)),
		thread: () => (isLegacy ? fresh(0x104, 0x1ffc, 16) : fresh(random(4) === 0 ? 10_000 : 1000, 19_900, 10)),
		call: 1,
		operation: 3,
	};
}

/** A story at a time of the day, with its own threads, callers and ids. */
function placeStory(story, {random, numbers, dialect, service, begin}) {
	const read = readStory(story);
	const lines = story.isOlder === true ? newerWording(read) : read;
	const servicePid = (lines.find(({component}) => component === 'Agent' || component === 'Shared') ?? lines[0]).pid;
	const pids = new Map([[servicePid, service]]);
	const tids = new Map();
	const calls = new Map();
	const operations = new Map();
	const vectors = new Map();
	const guidFor = (map, key, make) => {
		if (!map.has(key)) map.set(key, make());
		return map.get(key);
	};
	return lines.map(({at, pid, tid, component, message}) => ({
		at: begin + at,
		pid: guidFor(pids, pid, numbers.process),
		tid: guidFor(tids, `${pid} ${tid}`, numbers.thread),
		component,
		message: dialect === 'legacy' ? message : message
			.replace(CALL_ID, (_, head, id) => `${head}${guidFor(calls, id, () => numbers.call++)}`)
			.replace(OPERATION, (_, id) => `operation # ${guidFor(operations, id, () => numbers.operation++)}`)
			.replace(VECTOR, (_, head, base) => `${head}${guidFor(vectors, base, () => base64Text(random, 16))}`),
	}));
}

/** Lines beside the scans, until each component has its share. */
function addNoise(lines, {random, numbers, dialect, health, service, begins, total}) {
	const {components, run} = TARGETS[dialect];
	const have = new Map();
	for (const {component} of lines) have.set(component, (have.get(component) ?? 0) + 1);
	const wanted = Object.entries(components).map(([component, [share]]) => [component, Math.max(0, Math.round((total * share) / 100) - (have.get(component) ?? 0))]);
	let left = wanted.reduce((sum, [, count]) => sum + count, 0);
	const threads = Array.from({length: Math.max(8, Math.round((total / 1000) * TARGETS[dialect].threads * NOISE_THREADS))}, numbers.thread);
	while (left > 0) {
		const near = random(2) === 0 && begins.length > 0 ? pick(random, begins) + random(4 * MINUTE) : 5 * MINUTE + random(1000) * ((DAY - 30 * MINUTE) / 1000) + random(MINUTE);
		let at = Math.min(near, DAY - 6 * MINUTE);
		const tid = pick(random, threads);
		const shared = guid(random);
		let component = pickWeighted(random, wanted);
		for (let count = 1 + random(Math.round(run * 2.6)); count > 0 && left > 0; count--) {
			// Lines of one piece of work mostly come from one component.
			if (random(3) === 0) component = pickWeighted(random, wanted);
			const row = wanted.find(([name]) => name === component);
			if (row[1] === 0) component = pickWeighted(random, wanted);
			wanted.find(([name]) => name === component)[1]--;
			left--;
			const isLong = health === 'noisy' && random(CONTINUATIONS_IN_NOISY) === 0;
			lines.push({at, pid: service, tid, component, message: isLong ? noiseOfLines(random, shared) : noiseMessage(random, dialect, component, shared)});
			at += 20 + random(random(12) === 0 ? SECOND : 30_000);
		}
	}
}

const two = (value) => String(value).padStart(2, '0');

function clock(at, dialect) {
	const seconds = Math.floor(at / SECOND);
	const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
	const fraction = String(at % SECOND).padStart(7, '0');
	return dialect === 'legacy' ? `${time}:${fraction.slice(0, 3)}` : `${time}.${fraction}`;
}

/** The date is put in when the day is written. */
function render({at, pid, tid, component, message}, dialect) {
	if (dialect === 'legacy') return `0000-00-00\t${clock(at, dialect)}\t${pid.padStart(4)}\t${tid.padStart(3)}\t${component}\t${message}`;
	return `0000/00/00 ${clock(at, dialect)} ${pid.padEnd(5)} ${tid.padEnd(5)} ${component.padEnd(15)} ${message}`;
}

/**
 * @param scans wanted in the day; a story can bring one more
 * @returns text with CRLF and without dates, the lines it has, and the scans with caller and outcome
 */
export function composeDay({dialect, health, seed, bytesPerScan = OVERALL.bytesPerScan, scans: wantedScans = OVERALL.scansPerDay}) {
	const random = createRandom(seed);
	const numbers = createNumbers(random, dialect);
	const service = numbers.process();
	const context = {random, numbers, dialect, health, service};
	const rows = STORIES[dialect].map((story) => [story, story.weight[HEALTHS.indexOf(health)]]);
	const lines = placeStory(SERVICE[dialect].begin, {...context, begin: MINUTE});
	const scans = [];
	const begins = [];
	while (scans.length < wantedScans) {
		const story = pickWeighted(random, rows);
		const begin = 5 * MINUTE + random(1_000_000) * Math.floor((LAST_BEGIN - 5 * MINUTE) / 1_000_000);
		begins.push(begin);
		lines.push(...placeStory(story, {...context, begin}));
		scans.push(...story.scans);
	}
	const total = Math.round((scans.length * bytesPerScan) / TARGETS[dialect].bytesPerLine);
	addNoise(lines, {...context, begins, total});
	lines.push(...placeStory(SERVICE[dialect].end, {...context, begin: DAY - 4 * MINUTE}));
	lines.sort((one, other) => one.at - other.at);
	const text = `${lines.map((line) => render(line, dialect)).join('\n')}\n`.replaceAll('\n', '\r\n');
	return {text, lines: text.split('\n').length - 1, scans};
}
