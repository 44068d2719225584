/** The XML that tracerpt makes of a trace (`tracerpt -of XML`, its default), event by event. */
import {TICKS_OF_SECOND, UNIX_SECONDS} from '../trace-time.js';
import {
	HEADER_PROVIDER,
	numberOf,
	type TracerptEvent,
	type TracerptField,
	type TracerptReader,
	type TracerptSink,
	type TracerptTime,
	usableTime,
	windowsOf,
} from './tracerpt-event.js';

/** An event has 64 KiB of text at most; more without an end is damage, and dropped. */
const MAX_EVENT = 1024 * 1024;

const BEGIN = /^\s{0,64}(?:<\?xml[^>]{0,128}>\s{0,64})?<Events\b/;
const END = '</Event>';

const PROVIDER = /<Provider\b([^>]{0,400})>/;
const NAME = /\bName=["']([^"']{1,200})["']/;
const GUID = /\bGuid=["']\{?([0-9a-f-]{36})\}?["']/i;
const TIME = /<TimeCreated\s{1,8}SystemTime=["'](\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{1,9})(?:(Z)|([+-])(\d\d):(\d\d))?["']/;
const RAW_TIME = /<TimeCreated\s{1,8}RawTime=["'](\d{1,20})["']/;
const EXECUTION = /<Execution\s{1,8}ProcessID=["'](\d{1,10})["']\s{1,8}ThreadID=["'](\d{1,10})["']/;
const ACTIVITY = /<Correlation\s{1,8}ActivityID=["']\{([0-9a-f-]{36})\}["']/i;
const NUMBER = /<(EventID|Version|Level|Task|Opcode|Channel)>(\d{1,5})<\//g;
const KEYWORDS = /<Keywords>(0x[0-9a-f]{1,16})<\//i;
const RENDERED = '<RenderingInfo';
const TASK = /<Task>([^<]{1,200})<\/Task>/;
const DATA = /<Data\b([^>]{0,400})>([^<]*)<\/Data>/g;

const ENTITIES: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"};

/** Some print the header under the name of its class, with another provider. */
const OLD_HEADER = /<EventGuid>\{68fdd900-4a3e-11d1-84f4-0000f80464e3\}<\/EventGuid>[\s\S]{0,64}<\/ExtendedTracingInfo>/i;

const NO_ACTIVITY = '00000000-0000-0000-0000-000000000000';

/** @param text the beginning of the file */
export function isTracerptXml(text: string): boolean {
	return BEGIN.test(text);
}

/** Bits of ReservedFlags that name the clock. */
const CLOCK_TYPE = 3;

/** Of the clocks that a session can be told to use, the one that counts FILETIME itself (WNODE_HEADER, ClientContext). */
const SYSTEM_TIME = 2;

/**
 * What the header says about the clock of the session, so that raw times can be read: with `-rts`, or on a PC that could not
 * turn them into times, tracerpt prints what the clock said.
 */
interface RawClock {
	/** What the clock said when the session began, and when that was (FILETIME, UTC). */
	readonly startRaw: bigint;
	readonly startTime: bigint;
	/** Ticks a second; 0 where the clock counts FILETIME. */
	readonly frequency: bigint;
}

/** The name of an event is the task as tracerpt renders it; the time is local, with its offset. */
export function createXmlReader(sink: TracerptSink): TracerptReader {
	const decoder = new TextDecoder('utf-8');
	let pending = '';
	let clock: RawClock | null = null;

	function take(text: string): void {
		pending += text;
		let from = 0;
		// What was looked through before has no end in it, but for one that was cut.
		for (let at = pending.indexOf(END, Math.max(0, pending.length - text.length - END.length)); at >= 0; at = pending.indexOf(END, from)) {
			read(pending.slice(from, at));
			from = at + END.length;
		}
		pending = pending.slice(from);
		if (pending.length <= MAX_EVENT) return;
		pending = '';
		sink.damage();
	}

	function read(xml: string): void {
		const [, attributes = ''] = PROVIDER.exec(xml) ?? [];
		const providerId = GUID.exec(attributes)?.[1]?.toLowerCase() ?? null;
		const fields = [...xml.matchAll(DATA)].map(
			([, named = '', value = '']): TracerptField => ({name: plain(NAME.exec(named)?.[1] ?? '') || null, value: plain(value)}),
		);
		if (providerId === HEADER_PROVIDER || OLD_HEADER.test(xml)) readHeader(xml, fields);
		else sink.event(eventOf(xml, attributes, providerId, fields, clock));
	}

	function readHeader(xml: string, fields: readonly TracerptField[]): void {
		const texts = new Map(fields.map(({name, value}) => [name, value]));
		// Others of this provider are about images and extensions.
		if (!texts.has('BufferSize') && !texts.has('EventsLost')) return;
		const number = (name: string): number => numberOf(texts.get(name));
		clock = rawClockOf(xml, texts) ?? clock;
		sink.header({
			eventsLost: number('EventsLost'),
			buffersLost: number('BuffersLost'),
			windowsBuild: windowsOf(number('Version'), number('ProviderVersion')),
			title: `${texts.get('SessionNameString') ?? ''} ${texts.get('LogFileNameString') ?? ''}`.trim(),
		});
	}

	return {
		push: (chunk) => take(decoder.decode(chunk, {stream: true})),
		end() {
			take(decoder.decode());
			if (pending.includes('<Event ') || pending.includes('<Event>')) sink.damage();
			pending = '';
		},
	};
}

function rawClockOf(xml: string, texts: ReadonlyMap<string | null, string>): RawClock | null {
	const startRaw = RAW_TIME.exec(xml)?.[1];
	const [startTime, frequency] = ['StartTime', 'PerfFreq'].map((name) => /^\s{0,16}(\d{1,18})\s{0,16}$/.exec(texts.get(name) ?? '')?.[1]);
	if (startRaw === undefined || startTime === undefined || frequency === undefined) return null;
	const isSystemTime = (Number(texts.get('ReservedFlags')) & CLOCK_TYPE) === SYSTEM_TIME;
	if (!isSystemTime && frequency === '0') return null;
	return {startRaw: BigInt(startRaw), startTime: BigInt(startTime), frequency: isSystemTime ? 0n : BigInt(frequency)};
}

/** Counted from the begin of the session, in UTC. */
function timeOfRaw(xml: string, clock: RawClock | null): TracerptTime | null {
	const raw = RAW_TIME.exec(xml)?.[1];
	if (raw === undefined || clock === null) return null;
	const {startRaw, startTime, frequency} = clock;
	const second = BigInt(TICKS_OF_SECOND);
	const ticks = frequency === 0n ? BigInt(raw) : startTime + ((BigInt(raw) - startRaw) * second) / frequency;
	return usableTime(Number(ticks / second), Number(ticks % second), 0);
}

function eventOf(
	xml: string,
	attributes: string,
	providerId: string | null,
	fields: readonly TracerptField[],
	clock: RawClock | null,
): TracerptEvent {
	const [, pid, tid] = EXECUTION.exec(xml) ?? [];
	const rendered = xml.lastIndexOf(RENDERED);
	const system = rendered < 0 ? xml : xml.slice(0, rendered);
	const numbers = new Map([...system.matchAll(NUMBER)].map(([, name = '', value]) => [name, numberOf(value)]));
	const number = (name: string): number => numbers.get(name) ?? 0;
	const activity = ACTIVITY.exec(system)?.[1]?.toLowerCase() ?? NO_ACTIVITY;
	return {
		time: timeOf(system) ?? timeOfRaw(system, clock),
		pid: numberOf(pid),
		tid: numberOf(tid),
		provider: plain(NAME.exec(attributes)?.[1] ?? '') || null,
		providerId,
		name: rendered < 0 ? null : plain(TASK.exec(xml.slice(rendered))?.[1] ?? '').trim() || null,
		id: number('EventID'),
		version: number('Version'),
		channel: number('Channel'),
		level: number('Level'),
		opcode: number('Opcode'),
		task: number('Task'),
		keywords: KEYWORDS.exec(system)?.[1]?.toLowerCase() ?? '0x0',
		activity: activity === NO_ACTIVITY ? null : activity,
		fields,
	};
}

/** By hand, for each event and for seven digits of a second: date-fns takes 300 times as long, and knows three. */
function timeOf(xml: string): TracerptTime | null {
	const match = TIME.exec(xml);
	if (match === null) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
	const [, , , , , , , fraction = '', utc, sign, hours, minutes] = match;
	const offset =
		utc === undefined && sign === undefined
			? null
			: utc === undefined
				? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
				: 0;
	const local = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
	return usableTime(local + UNIX_SECONDS - (offset ?? 0) * 60, Number(fraction.slice(0, 7).padEnd(7, '0')), offset);
}

function plain(text: string): string {
	return text.replaceAll(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
		(whole, decimal?: string, hexadecimal?: string, name?: string) => {
			if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
			const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
			return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		},
	);
}
