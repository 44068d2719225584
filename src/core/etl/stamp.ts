/** The time column of Get-WindowsUpdateLog: `yyyy/MM/dd HH:mm:ss.fffffff`, in the zone of the recording or another. */
import {type Instant, UNIX_SECONDS} from './trace-time.js';
import {writeDigits} from './utf8-writer.js';
import type {ZoneOffset} from './zone.js';

/** Bytes of the column. */
export const STAMP_LENGTH = 27;

const HOUR_SECONDS = 3600;
const SLASH = 0x2f;
const COLON = 0x3a;
const BLANK = 0x20;
const DOT = 0x2e;

/** What FILETIME 0 is: undecoded logs have it too, and readers know that it is no time. */
const NO_TIME: Uint8Array = new TextEncoder().encode('1601/01/01 00:00:00.0000000');

export interface StampWriter {
	write(target: Uint8Array, at: number, instant: Instant): number;
	/** Minutes east of UTC of the time written last; `null` before. */
	readonly offset: number | null;
}

/** Most events fall in the same hour as the one before, whose beginning is then known. */
export function createStampWriter(offsetAt: ZoneOffset): StampWriter {
	let offset: number | null = null;
	/** Written out for the hour of `hour`, in local time. */
	const prefix = new Uint8Array(14);
	let hour = Number.NaN;

	function turnTo(newHour: number): void {
		hour = newHour;
		const date = new Date(newHour * HOUR_SECONDS * 1000);
		writeDigits(prefix, 0, date.getUTCFullYear(), 4);
		prefix[4] = SLASH;
		writeDigits(prefix, 5, date.getUTCMonth() + 1, 2);
		prefix[7] = SLASH;
		writeDigits(prefix, 8, date.getUTCDate(), 2);
		prefix[10] = BLANK;
		writeDigits(prefix, 11, date.getUTCHours(), 2);
		prefix[13] = COLON;
	}

	return {
		get offset() {
			return offset;
		},
		write(target, at, {seconds, ticks, isKnown}) {
			if (!isKnown) {
				target.set(NO_TIME, at);
				return at + STAMP_LENGTH;
			}
			const utc = seconds - UNIX_SECONDS;
			offset = offsetAt(utc * 1000 + Math.floor(ticks / 10_000));
			const local = utc + offset * 60;
			const localHour = Math.floor(local / HOUR_SECONDS);
			if (localHour !== hour) turnTo(localHour);
			target.set(prefix, at);
			const inHour = local - localHour * HOUR_SECONDS;
			writeDigits(target, at + 14, Math.floor(inHour / 60), 2);
			target[at + 16] = COLON;
			writeDigits(target, at + 17, inHour % 60, 2);
			target[at + 19] = DOT;
			return writeDigits(target, at + 20, ticks, 7);
		},
	};
}
