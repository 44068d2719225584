/** A file that tracerpt made of a trace as the text of a log: the lines that Get-WindowsUpdateLog would have written, or JSON. */
import {issues, TRACE_ISSUES} from '../../issues.js';
import {countLineEnds} from '../../lines/line-splitter.js';
import type {Issue} from '../../types.js';
import type {LinesSink} from '../line-order.js';
import {isOrchestrator} from '../providers.js';
import {orchestratorReason} from '../skip-reason.js';
import {createStampWriter, STAMP_LENGTH} from '../stamp.js';
import type {TraceOutputOptions, TraceLogEnd} from '../trace-log.js';
import {type Instant, utcText} from '../trace-time.js';
import {createCsvReader, isTracerptCsv} from './csv-events.js';
import type {TracerptEvent, TracerptHeader, TracerptReader} from './tracerpt-event.js';
import {createUpdateEvents} from './tracerpt-providers.js';
import {createXmlReader, isTracerptXml} from './xml-events.js';

export type TracerptKind = 'xml' | 'csv';

const WHAT: Readonly<Record<TracerptKind, string>> = {xml: 'a trace in XML form (tracerpt)', csv: 'a trace in CSV form (tracerpt)'};
const USE_TRACE = 'Use the trace (.etl) that it was created from; wulens reads traces directly.';

/** Names of providers that are kept for people. */
const MAX_NAMES = 64;

const encoder: TextEncoder = new TextEncoder();
const decoder: TextDecoder = new TextDecoder();

/** @param text the beginning of the file; @returns `null` where tracerpt did not make it */
export function tracerptKind(text: string): TracerptKind | null {
	if (isTracerptXml(text)) return 'xml';
	return isTracerptCsv(text) ? 'csv' : null;
}

export interface TracerptLog {
	/** Takes UTF-8 or a code page, cut anywhere. */
	push(chunk: Uint8Array): void;
	end(): TraceLogEnd;
}

/**
 * Lines stand in the order of the file, which tracerpt has sorted. XML has the local time of the PC that ran tracerpt, with
 * its offset; CSV has UTC.
 */
export function createTracerptLog(
	kind: TracerptKind,
	sink: LinesSink,
	{form = 'log', zone = 'recorded', lineEnd = 'lf', includeOrchestrator = false}: TraceOutputOptions = {},
): TracerptLog {
	const updates = createUpdateEvents();
	const others = new Set<string>();
	const builds = new Set<string>();
	const lost = {events: 0, buffers: 0};
	const stampBytes = new Uint8Array(STAMP_LENGTH);
	let title = '';
	let lines = 0;
	let foreign = 0;
	let damaged = 0;
	let withoutTime = 0;
	/** Told by the event that is written now. */
	let offset: number | null = null;
	let lastOffset: number | null = null;
	const stamps = createStampWriter(() => (zone === 'recorded' ? (offset ?? 0) : zone.minutes));

	function onHeader(header: TracerptHeader): void {
		lost.events += header.eventsLost;
		lost.buffers += header.buffersLost;
		if (header.windowsBuild !== null) builds.add(header.windowsBuild);
		if (title === '') title = header.title;
	}

	function onEvent(event: TracerptEvent): void {
		const {provider, providerId, name} = event;
		const isOther = includeOrchestrator && provider !== null && isOrchestrator(provider);
		const component = isOther ? (name ?? '') : updates.componentOf(event);
		if (component === null && others.size < MAX_NAMES) others.add(provider ?? providerId ?? name ?? '');
		if (component === null && form === 'log') {
			foreign++;
			return;
		}
		const text = form === 'ndjson' ? `${JSON.stringify(jsonOf(event))}\n` : logLine(event, component ?? '', isOther);
		lines++;
		if (event.time === null) withoutTime++;
		const bytes = encoder.encode(text);
		sink(bytes, () => new Uint8Array(countLineEnds(bytes, 0, bytes.length)).fill(event.level));
	}

	function logLine({time, pid, tid, fields}: TracerptEvent, component: string, isOther: boolean): string {
		offset = time?.offset ?? null;
		stamps.write(stampBytes, 0, instantOf(time));
		if (time !== null) lastOffset = offset === null && zone === 'recorded' ? null : stamps.offset;
		const message = isOther
			? fields.map(({name, value}) => `[${name ?? ''}] : ${value}; `).join('')
			: fields.map(({value}) => value).join(' ');
		const shown = /^ *$/.test(message) ? '' : message;
		const ids = `${String(pid).padEnd(5)} ${String(tid).padEnd(5)}`;
		return `${decoder.decode(stampBytes)} ${ids} ${component.padEnd(15)} ${shown}${lineEnd === 'crlf' ? '\r\n' : '\n'}`;
	}

	const events = {header: onHeader, event: onEvent, damage: () => void damaged++};
	const reader: TracerptReader = kind === 'xml' ? createXmlReader(events) : createCsvReader(events);
	return {
		push: reader.push,
		end() {
			reader.end();
			return {
				reason:
					lines > 0
						? null
						: [...others].some(isOrchestrator)
							? orchestratorReason(foreign)
							: `This is ${WHAT[kind]} without Windows Update events. ${USE_TRACE}`,
				title,
				utcOffset: lastOffset,
				windowsBuilds: [...builds],
				foreign,
				issues: foundIssues(),
				// One file stands for all that tracerpt was given.
				files: [],
			};
		},
	};

	function foundIssues(): readonly Issue[] {
		return [
			...issues(TRACE_ISSUES.eventsLost, lost.events, null, false),
			...issues(TRACE_ISSUES.buffersLost, lost.buffers, null),
			...issues(TRACE_ISSUES.withoutTime, withoutTime, null),
			...issues(TRACE_ISSUES.damagedPlaces, damaged, null),
			...issues(TRACE_ISSUES.skipped, lines > 0 ? foreign : 0, null),
		];
	}
}

function instantOf(time: TracerptEvent['time']): Instant {
	return {seconds: time?.seconds ?? 0, ticks: time?.ticks ?? 0, isKnown: time !== null};
}

/** As of an event of the trace itself, but for what tracerpt does not tell. */
function jsonOf({
	time,
	provider,
	providerId,
	name,
	id,
	version,
	channel,
	level,
	opcode,
	task,
	keywords,
	pid,
	tid,
	activity,
	fields,
}: TracerptEvent): object {
	return {
		time: time === null ? null : utcText(time),
		rawTime: null,
		provider,
		providerId,
		name,
		id,
		version,
		channel,
		level,
		opcode,
		task,
		keywords,
		pid,
		tid,
		activity,
		fields: Object.fromEntries(fields.map((field, index) => [field.name ?? `field ${index + 1}`, field.value])),
	};
}
