/** The XML that tracerpt makes of a trace (`tracerpt -of XML`, its default), event by event. */
import {UNIX_SECONDS} from '../trace-time.js';
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
/** With `-rts`, of a clock that the header of the trace explains. */
const RAW_TIME = /<TimeCreated\s{1,8}RawTime=["'](\d{1,19})["']/;
const EXECUTION = /<Execution\s{1,8}ProcessID=["'](\d{1,10})["']\s{1,8}ThreadID=["'](\d{1,10})["']/;
const ACTIVITY = /<Correlation\s{1,8}ActivityID=["']\{([0-9a-f-]{36})\}["']/i;
const NUMBER = /<(EventID|Version|Level|Task|Opcode|Channel)>(\d{1,5})<\//g;
const KEYWORDS = /<Keywords>(0x[0-9a-f]{1,16})<\//i;
const RENDERED = '<RenderingInfo';
const TASK = /<Task>([^<]{1,200})<\/Task>/;
const DATA = /<Data\b([^>]{0,400})>([^<]*)<\/Data>/g;

/** Of the system itself (SystemTraceControlGuid, evntrace.h): newer versions of tracerpt name it, and the class of the header apart. */
const KERNEL_PROVIDER = '9e814aad-3204-11d2-9a82-006008a86939';
const EVENT_CLASS = /<EventGuid>\{([0-9a-f-]{36})\}/;

const ENTITIES: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"};

const NO_ACTIVITY = '00000000-0000-0000-0000-000000000000';

/** @param text the beginning of the file */
export function isTracerptXml(text: string): boolean {
	return BEGIN.test(text);
}

/** The name of an event is the task as tracerpt renders it; the time is local, with its offset, or raw and of UTC. */
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
		if (providerId === HEADER_PROVIDER || (providerId === KERNEL_PROVIDER && EVENT_CLASS.exec(xml)?.[1] === HEADER_PROVIDER))
			readHeader(xml, fields);
		else sink.event(eventOf(xml, attributes, providerId, fields, clock));
	}

	function readHeader(xml: string, fields: readonly TracerptField[]): void {
		const texts = new Map(fields.map(({name, value}) => [name, value]));
		// Others of this provider are about images and extensions.
		if (!texts.has('BufferSize') && !texts.has('EventsLost')) return;
		clock = rawClockOf(RAW_TIME.exec(xml)?.[1], texts) ?? clock;
		const number = (name: string): number => numberOf(texts.get(name));
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

/** What the raw times of a trace count from, and how fast: the header has the raw time of the beginning. */
interface RawClock {
	/** 100 ns from 1601, UTC. */
	readonly start: bigint;
	readonly startRaw: bigint;
	readonly perSecond: bigint;
}

const TICKS_PER_SECOND = 10_000_000n;

/** Clocks of a trace (ReservedFlags of the header; ClientContext of WNODE_HEADER): the system time, and the cycles of the processor. */
const SYSTEM_TIME = 2;
const CPU_CYCLES = 3;

/** EventTrace_Header: ticks of StartTime, PerfFreq of the performance counter, CPUSpeed in MHz. */
function rawClockOf(raw: string | undefined, texts: ReadonlyMap<string | null, string>): RawClock | null {
	if (raw === undefined) return null;
	const value = (name: string): bigint => {
		const text = texts.get(name)?.trim() ?? '';
		return /^(?:0x[0-9a-f]{1,16}|\d{1,19})$/i.test(text) ? BigInt(text) : 0n;
	};
	const kind = Number(value('ReservedFlags'));
	const frequency = kind === SYSTEM_TIME ? TICKS_PER_SECOND : kind === CPU_CYCLES ? value('CPUSpeed') * 1_000_000n : value('PerfFreq');
	const start = value('StartTime');
	return start === 0n || frequency === 0n ? null : {start, startRaw: BigInt(raw), perSecond: frequency};
}

function rawTimeOf(raw: string | undefined, clock: RawClock | null): TracerptTime | null {
	if (raw === undefined || clock === null) return null;
	const ticks = clock.start + ((BigInt(raw) - clock.startRaw) * TICKS_PER_SECOND) / clock.perSecond;
	return usableTime(Number(ticks / TICKS_PER_SECOND), Number(ticks % TICKS_PER_SECOND), 0);
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
		time: timeOf(system) ?? rawTimeOf(RAW_TIME.exec(system)?.[1], clock),
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
