/** The reader of Get-WindowsUpdateLog text for one line after another, fast where a line begins like the one before it. */
import type {HeaderReader} from '../record-header.js';
import {readColumns, readWindows10Header} from './windows10-text.js';

/** `yyyy/MM/dd HH:mm:ss.fffffff `: the separators are whatever those of the line before were. */
const STAMP = 28;
/** PID and TID padded to five, each with a blank. */
const COMPONENT = STAMP + 12;
/** The component, padded to fifteen, with a blank. */
const MESSAGE = COMPONENT + 16;

const HIGH_HALVES = 0xf0f0f0f0 | 0;
const DIGITS = 0x30303030;
const SIX = 0x06060606;

/** Whether the four bytes of a word are all digits: '0' to '9' are 0x30 to 0x39, and only with 6 more leave 0x3_. */
function isDigits(word: number): boolean {
	return (word & HIGH_HALVES) === DIGITS && ((word + SIX) & HIGH_HALVES) === DIGITS;
}

/**
 * Reads what `readWindows10Header` reads. Most lines of a log have the minute of the line before, and many its thread and
 * component too: four bytes at a time are compared with those of that line, and what they mean is taken from it.
 */
export function createWindows10HeaderReader(): HeaderReader {
	let bytesInView: Uint8Array | null = null;
	let view: DataView = new DataView(new ArrayBuffer(0));
	/** The beginning of the line that others are compared with, up to the minute, and what it means; 0 is no text. */
	let [stamp0, stamp1, stamp2, stamp3] = [0, 0, 0, 0];
	let [year, month, day, hour, minute] = [0, 0, 0, 0, 0];
	/** Its columns from PID to component. */
	let [columns0, columns1, columns2, columns3, columns4, columns5, columns6] = [0, 0, 0, 0, 0, 0, 0];
	let [pid, tid, componentLength] = [0, 0, 0];

	function isSameMinute(start: number): boolean {
		return (
			view.getInt32(start + 12, true) === stamp3 &&
			view.getInt32(start + 8, true) === stamp2 &&
			view.getInt32(start + 4, true) === stamp1 &&
			view.getInt32(start, true) === stamp0
		);
	}

	function hasSameColumns(at: number): boolean {
		return (
			view.getInt32(at, true) === columns0 &&
			view.getInt32(at + 4, true) === columns1 &&
			view.getInt32(at + 8, true) === columns2 &&
			view.getInt32(at + 12, true) === columns3 &&
			view.getInt32(at + 16, true) === columns4 &&
			view.getInt32(at + 20, true) === columns5 &&
			view.getInt32(at + 24, true) === columns6
		);
	}

	function learnColumns(at: number): void {
		columns0 = view.getInt32(at, true);
		columns1 = view.getInt32(at + 4, true);
		columns2 = view.getInt32(at + 8, true);
		columns3 = view.getInt32(at + 12, true);
		columns4 = view.getInt32(at + 16, true);
		columns5 = view.getInt32(at + 20, true);
		columns6 = view.getInt32(at + 24, true);
	}

	return (bytes, start, end, header) => {
		if (end - start <= MESSAGE) return readWindows10Header(bytes, start, end, header);
		if (bytes !== bytesInView) {
			bytesInView = bytes;
			view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		}
		// `:SS.`, `ffff`, `fff `
		const seconds = view.getInt32(start + 16, true);
		const fraction = view.getInt32(start + 20, true);
		const rest = view.getInt32(start + 24, true);
		if (
			!isSameMinute(start) ||
			!isDigits(fraction) ||
			!isDigits((rest & 0xffffff) | 0x30000000) ||
			rest >>> 24 !== 0x20 ||
			seconds >>> 24 !== 0x2e ||
			(seconds & 0xff) !== 0x3a ||
			!isDigits(((seconds >>> 8) & 0xffff) | 0x30300000)
		) {
			if (!readWindows10Header(bytes, start, end, header)) return false;
			stamp0 = view.getInt32(start, true);
			stamp1 = view.getInt32(start + 4, true);
			stamp2 = view.getInt32(start + 8, true);
			stamp3 = view.getInt32(start + 12, true);
			({year, month, day, hour, minute} = header);
			return true;
		}
		header.dialect = 'etw';
		header.hasTime = true;
		header.year = year;
		header.month = month;
		header.day = day;
		header.hour = hour;
		header.minute = minute;
		header.second = ((seconds >>> 8) & 15) * 10 + ((seconds >>> 16) & 15);
		header.ticks =
			(fraction & 15) * 1_000_000 +
			((fraction >>> 8) & 15) * 100_000 +
			((fraction >>> 16) & 15) * 10_000 +
			((fraction >>> 24) & 15) * 1000 +
			(rest & 15) * 100 +
			((rest >>> 8) & 15) * 10 +
			((rest >>> 16) & 15);
		header.fractionDigits = 7;
		header.offsetMinutes = null;
		if (!hasSameColumns(start + STAMP)) {
			if (!readColumns(bytes, start + STAMP - 1, end, header)) return false;
			// Only columns that stand where they should are worth comparing: no byte of the message is among them.
			if (
				header.componentStart !== start + COMPONENT ||
				header.messageStart !== start + MESSAGE ||
				header.componentEnd === header.componentStart
			)
				return true;
			learnColumns(start + STAMP);
			({pid, tid} = header);
			componentLength = header.componentEnd - header.componentStart;
			return true;
		}
		header.pid = pid;
		header.tid = tid;
		header.bytes = bytes;
		header.componentStart = start + COMPONENT;
		header.componentEnd = start + COMPONENT + componentLength;
		header.messageStart = start + MESSAGE;
		header.messageEnd = end;
		return true;
	};
}
