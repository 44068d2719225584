/** One event as tracerpt tells it, whatever the form of the file. */

import {MAX_SECONDS, UNIX_SECONDS} from '../trace-time.js';
import {windowsBuildOf} from '../windows-build.js';

/** Seconds from 1601, UTC, and 100 ns of the second. */
export interface TracerptTime {
	readonly seconds: number;
	readonly ticks: number;
	/** Minutes east of UTC of the PC that ran tracerpt, as XML has it; CSV has UTC. `null`: not told, so that the time is taken as it is. */
	readonly offset: number | null;
}

export interface TracerptEvent {
	/** `null`: it has none that can be read. */
	readonly time: TracerptTime | null;
	readonly pid: number;
	readonly tid: number;
	/** `null`: not told, as in CSV. */
	readonly provider: string | null;
	readonly providerId: string | null;
	/** Of TraceLogging: the name of the event. */
	readonly name: string | null;
	readonly id: number;
	readonly version: number;
	readonly channel: number;
	readonly level: number;
	readonly opcode: number;
	readonly task: number;
	/** `0x8000000000000001` */
	readonly keywords: string;
	readonly activity: string | null;
	/** In order; names may be missing. */
	readonly fields: readonly TracerptField[];
}

export interface TracerptField {
	readonly name: string | null;
	readonly value: string;
}

/** What the header of a trace says, the first event of a file (MOF class EventTrace_Header). */
export interface TracerptHeader {
	readonly eventsLost: number;
	readonly buffersLost: number;
	/** '10.0.22631'; `null`: it is not told. */
	readonly windowsBuild: string | null;
	readonly title: string;
}

export interface TracerptSink {
	header(header: TracerptHeader): void;
	event(event: TracerptEvent): void;
	/** What is no event: a piece that is damaged, or cut. */
	damage(): void;
}

/** Reads the text of one file, in UTF-8 or a code page, cut anywhere. */
export interface TracerptReader {
	push(chunk: Uint8Array): void;
	end(): void;
}

/** Provider of the header itself (EventTraceGuid, evntrace.h). */
export const HEADER_PROVIDER = '68fdd900-4a3e-11d1-84f4-0000f80464e3';

/** Windows as the header has it: major and minor in a byte each, service pack and revision above. */
export function windowsOf(version: number, build: number): string | null {
	return windowsBuildOf(version & 0xff, (version >> 8) & 0xff, build);
}

/** `null` before 1970 and after 9999. */
export function usableTime(seconds: number, ticks: number, offset: number | null): TracerptTime | null {
	return seconds > UNIX_SECONDS && seconds < MAX_SECONDS ? {seconds, ticks, offset} : null;
}

/** A whole number; 0 where it is none. */
export function numberOf(text: string | undefined): number {
	const value = Number(text?.trim());
	return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
