/** A day of a log: its scans, and what the client says besides, on threads that take turns. */
import {noiseMessage, noiseOfLines} from './noise.mjs';
import {base64Text, createRandom, guid, pick, pickWeighted} from './random.mjs';
import {HEALTHS, readStory, SERVICE, STORIES} from './stories.mjs';
import {OVERALL, TARGETS} from './targets.mjs';
import {newerWording} from './wording.mjs';

const SECOND = 10_000_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** Threads beside those of scans for each 1,000 lines, and how long their pieces of work are: found by trying. */
const NOISE_THREADS = {etw: 8, uus: 16, legacy: 220};
const NOISE_RUN = {etw: 17, uus: 17, legacy: 3};
const CALL_ID = /\b(ID |Id = |Async call with id )(\d+)(?![0-9A-Fa-f-])/g;
const OPERATION = /\boperation # (\d+)/g;
const VECTOR = /\b(c[vV](?: =|:) )([A-Za-z0-9+/]{16})(?=\.)/g;
const CONTINUATIONS_IN_NOISY = 300;

/** Gives processes, threads and calls of the day their numbers. */
function createNumbers(random, dialect) {
	const used = new Set();
	const isLegacy = dialect === 'legacy';
	function fresh(low, high, radix) {
		// A day with very many threads takes greater numbers.
		for (let tries = 0; ; tries++) {
			const number = (low + random((high - low) * (1 + (tries >> 6)))) & ~3;
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

const readStories = new Map();

/** A story with its lines in the words of the dialect, the process of the service, and how long it is. */
function storyFor(story) {
	const known = readStories.get(story);
	if (known !== undefined) return known;
	const read = readStory(story);
	const lines = story.isOlder === true ? newerWording(read) : read;
	const {pid} = lines.find(({component}) => component === 'Agent' || component === 'Shared') ?? lines[0];
	const made = {lines, pid, span: lines.at(-1).at, scans: story.scans ?? []};
	readStories.set(story, made);
	return made;
}

/** A thread of the service that does nothing between two times: threads are used again, but by one scan at a time. */
function idleThread({busy}, taken, {from, to}, numbers) {
	for (const [tid, times] of busy) {
		if (taken.has(tid) || times.some((time) => from < time.to && time.from < to)) continue;
		taken.add(tid);
		times.push({from, to});
		return tid;
	}
	const tid = numbers.thread();
	busy.set(tid, [{from, to}]);
	taken.add(tid);
	return tid;
}

/** Puts a story at a time of the day, with its own threads, callers and ids. */
function place(story, {random, numbers, dialect, session, begin}) {
	const pids = new Map([[story.pid, session.pid]]);
	const taken = new Set();
	const time = {from: begin - SECOND, to: begin + story.span + SECOND};
	const [tids, calls, operations, vectors] = [new Map(), new Map(), new Map(), new Map()];
	const numberFor = (map, key, make) => {
		if (!map.has(key)) map.set(key, make());
		return map.get(key);
	};
	return story.lines.map(({at, pid, tid, component, message}) => ({
		at: begin + at,
		pid: numberFor(pids, pid, numbers.process),
		tid: numberFor(tids, `${pid} ${tid}`, () => (pid === story.pid ? idleThread(session, taken, time, numbers) : numbers.thread())),
		component,
		message:
			dialect === 'legacy'
				? message
				: message
						.replace(CALL_ID, (_, head, id) => `${head}${numberFor(calls, id, () => numbers.call++)}`)
						.replace(OPERATION, (_, id) => `operation # ${numberFor(operations, id, () => numbers.operation++)}`)
						.replace(VECTOR, (_, head, base) => `${head}${numberFor(vectors, base, () => base64Text(random, 16))}`),
	}));
}

/** Lines beside the scans, until each component has its share. */
function addNoise(lines, {random, numbers, dialect, health, sessions, begins, total}) {
	const {components} = TARGETS[dialect];
	const have = new Map();
	for (const {component} of lines) have.set(component, (have.get(component) ?? 0) + 1);
	const wanted = Object.entries(components).map(([component, [share]]) => [
		component,
		Math.max(0, Math.round((total * share) / 100) - (have.get(component) ?? 0)),
	]);
	let left = wanted.reduce((sum, [, count]) => sum + count, 0);
	const threads = Array.from({length: Math.max(8, Math.round((left / 1000) * NOISE_THREADS[dialect]))}, numbers.thread);
	while (left > 0) {
		const near = random(2) === 0 ? pick(random, begins) : null;
		const session = near?.session ?? pick(random, sessions);
		const [from, to] = near === null ? [session.from, session.to] : [near.begin, Math.min(session.to, near.begin + 4 * MINUTE)];
		let at = from + Math.floor(((to - from) / 1_000_000) * random(1_000_000));
		const tid = pick(random, threads);
		const shared = guid(random);
		let component = pickWeighted(random, wanted);
		for (let count = 1 + random(NOISE_RUN[dialect]); count > 0 && left > 0; count--) {
			// Lines of one piece of work mostly come from one component.
			if (random(3) === 0) component = pickWeighted(random, wanted);
			if (wanted.find(([name]) => name === component)[1] === 0) component = pickWeighted(random, wanted);
			wanted.find(([name]) => name === component)[1]--;
			left--;
			const isLong = health === 'noisy' && random(CONTINUATIONS_IN_NOISY) === 0;
			lines.push({
				at,
				pid: session.pid,
				tid,
				component,
				message: isLong ? noiseOfLines(random, shared) : noiseMessage(random, dialect, component, shared),
			});
			at = Math.min(to, at + 20 + random(random(12) === 0 ? SECOND : 30_000));
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

/** The runs of the service: a log of Windows 7 begins anew every few minutes. */
function planSessions(count, numbers) {
	const length = Math.floor((DAY - 2 * MINUTE) / count);
	return Array.from({length: count}, (_, index) => ({
		pid: numbers.process(),
		busy: new Map(),
		from: MINUTE + index * length,
		to: MINUTE + (index + 1) * length - SECOND,
	}));
}

/**
 * @param scans wanted in the day; a story can bring one more
 * @returns text with CRLF and without dates, the lines it has, and the scans with caller and outcome
 */
export function composeDay({dialect, health, seed, bytesPerScan = OVERALL.bytesPerScan, scans: wantedScans = OVERALL.scansPerDay}) {
	const random = createRandom(seed);
	const numbers = createNumbers(random, dialect);
	const {bytesPerLine, linesPerSession} = TARGETS[dialect];
	const context = {random, numbers, dialect, health};
	const rows = STORIES[dialect].map((story) => [storyFor(story), story.weight[HEALTHS.indexOf(health)]]);
	const [opening, closing] = [storyFor(SERVICE[dialect].begin), storyFor(SERVICE[dialect].end)];
	const total = Math.round((wantedScans * bytesPerScan) / bytesPerLine);
	const sessions = planSessions(Math.max(1, Math.round(total / linesPerSession)), numbers);
	const lines = [];
	for (const session of sessions) {
		lines.push(...place(opening, {...context, session, begin: session.from}));
		session.from += opening.span + SECOND;
		session.to -= closing.span + SECOND;
		lines.push(...place(closing, {...context, session, begin: session.to + SECOND}));
	}
	const scans = [];
	const begins = [];
	while (scans.length < wantedScans) {
		const story = pickWeighted(random, rows);
		const session = pick(random, sessions);
		const begin = session.from + Math.floor(((session.to - session.from - story.span) / 1_000_000) * random(1_000_000));
		begins.push({begin, session});
		lines.push(...place(story, {...context, session, begin}));
		scans.push(...story.scans);
	}
	addNoise(lines, {...context, sessions, begins, total});
	lines.sort((one, other) => one.at - other.at);
	const text = `${lines.map((line) => render(line, dialect)).join('\n')}\n`.replaceAll('\n', '\r\n');
	return {text, lines: text.split('\n').length - 1, scans};
}
