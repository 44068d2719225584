/** The first record of a trace: when and on which Windows it was made, its clock, its time zone, and what was lost. */
import {i32, nul16At, u16, u32, u64, utf16Text} from './bytes.js';
import {windowsBuildOf} from './windows-build.js';
import {guard, type ZoneRules, type ZoneSwitch} from './zone.js';

/** qpc: a counter of ticks since the PC was started; system: FILETIME; cycles: of the processor. */
type ClockKind = 'qpc' | 'system' | 'cycles';

export interface TraceHeader {
	/** Time of the header record itself, in ticks of the clock: the moment of `startTime`. */
	readonly baseLow: number;
	readonly baseHigh: number;
	/** FILETIME, UTC. */
	readonly startTime: bigint;
	/** FILETIME, UTC; 0: the session was not closed. */
	readonly endTime: bigint;
	readonly clock: ClockKind;
	/** Ticks of a second where the clock is `qpc`. */
	readonly frequency: bigint;
	readonly processorMhz: number;
	readonly processors: number;
	/** 22631, 26200, … */
	readonly windowsBuild: number;
	/** '10.0.22631'; `null`: what the header says is no Windows. */
	readonly windows: string | null;
	readonly bufferSize: number;
	readonly isCompressed: boolean;
	readonly eventsLost: number;
	readonly buffersLost: number;
	/** Of the PC that recorded; `null`: it makes no sense. */
	readonly zone: ZoneRules | null;
	readonly session: string;
	readonly file: string;
}

/** Size of the header of a system record; the payload follows. */
const SYSTEM_HEADER = 32;

/** EVENT_TRACE_COMPRESSED_MODE (evntrace.h). */
const COMPRESSED = 0x0400_0000;

const CLOCKS: Readonly<Record<number, ClockKind>> = {1: 'qpc', 2: 'system', 3: 'cycles'};

/**
 * TRACE_LOGFILE_HEADER (evntrace.h). Two pointers, which hold nothing in a file, are four bytes each on 32-bit Windows;
 * what follows the time zone is aligned to eight bytes.
 *
 * @returns `null` where the record is too short, or no such header
 */
export function readTraceHeader(bytes: Uint8Array, start: number, end: number): TraceHeader | null {
	if (bytes[start + 6] !== 0 || bytes[start + 7] !== 0) return null;
	const at = start + SYSTEM_HEADER;
	const shift = u32(bytes, at + 44) === 4 ? -8 : 0;
	if (at + 280 + shift > end) return null;
	const mode = u32(bytes, at + 32);
	const names = at + 280 + shift;
	const sessionEnd = nul16At(bytes, names, end);
	return {
		baseLow: u32(bytes, start + 16),
		baseHigh: u32(bytes, start + 20),
		startTime: u64(bytes, at + 264 + shift),
		endTime: u64(bytes, at + 16),
		clock: CLOCKS[u32(bytes, at + 272 + shift)] ?? 'qpc',
		frequency: u64(bytes, at + 256 + shift),
		processorMhz: u32(bytes, at + 52),
		processors: u32(bytes, at + 12),
		windowsBuild: u32(bytes, at + 8),
		windows: windowsBuildOf(bytes[at + 4] as number, bytes[at + 5] as number, u32(bytes, at + 8)),
		bufferSize: u32(bytes, at),
		isCompressed: (mode & COMPRESSED) !== 0,
		eventsLost: u32(bytes, at + 48),
		buffersLost: u32(bytes, at + 276 + shift),
		zone: guard(readZone(bytes, at + 72 + shift)),
		session: utf16Text(bytes, names, sessionEnd),
		file: utf16Text(bytes, Math.min(sessionEnd + 2, end), nul16At(bytes, Math.min(sessionEnd + 2, end), end)),
	};
}

/** TIME_ZONE_INFORMATION (timezoneapi.h): bias, name, switch, bias, name, switch, bias. */
function readZone(bytes: Uint8Array, at: number): ZoneRules {
	return {
		bias: i32(bytes, at),
		standardBias: i32(bytes, at + 84),
		daylightBias: i32(bytes, at + 168),
		toStandard: readSwitch(bytes, at + 68),
		toDaylight: readSwitch(bytes, at + 152),
	};
}

/** SYSTEMTIME; no month: the zone has no summer time. */
function readSwitch(bytes: Uint8Array, at: number): ZoneSwitch | null {
	const month = u16(bytes, at + 2);
	if (month === 0) return null;
	const ms = ((u16(bytes, at + 8) * 60 + u16(bytes, at + 10)) * 60 + u16(bytes, at + 12)) * 1000 + u16(bytes, at + 14);
	return {year: u16(bytes, at), month, weekday: u16(bytes, at + 4), day: u16(bytes, at + 6), ms};
}
