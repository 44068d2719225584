// Which plain lines need no reading: sorts the lines of a chunk, 16 bytes at a time.
// In AssemblyScript, because JavaScript has no SIMD: it looks at a line in a fraction of the time of reading it in TypeScript.
// line-skipper.ts says why lines may be left out, and test/core/line-skipper holds that both agree on every line.
// Compiled by `npm run build:scanner`. Memory: tables (scanner-tables.ts), then the text, then what was found.

/** The first 16 bytes of the last plain line, `yyyy/MM/dd HH:mm` or `yyyy-MM-dd TAB HH:mm`; zeros where none is known. */
const MINUTE: usize = 16;
/** Bytes 28 to 59 of the last plain line of Windows 10: PID, TID and component. */
const COLUMNS: usize = 32;
/** Six rows for words that matter anywhere: for the low and the high half of each of three bytes, which words have it there. */
const TRIPLES: usize = 512;
/** These words: value, mask, and how far before the three bytes the word begins; 32 bytes each. */
const WORDS: usize = 640;
/** For each hash of the first three bytes of a message: which components have messages that begin so. */
const BEGINNINGS: usize = 8192;
/** For the same hash: number of the first literal, and how many there are; 16 bits each. */
const BUCKETS: usize = 16384;
/** Beginnings of messages: 16 bytes, their mask, and the components; 40 bytes each. */
const LITERALS: usize = 20480;
/** Names of components, padded with blanks to 16 bytes, at the place of their hash; then their numbers. */
const NAMES: usize = 47104;
const NAME_NUMBERS: usize = NAMES + 1024 * 16;

/** Bytes of a plain line of Windows 10 before its message: time, PID, TID, component. */
const MESSAGE: usize = 56;
/** Bytes of the time of a line of Windows 7 with its tabs, and of its shortest columns. */
const LEGACY_STAMP: usize = 24;
const LEGACY_LINE: usize = 32;
/** Shorter messages hold no second entry (glued-entries.ts), nor does a shorter run of digits, blanks and marks. */
const SHORTEST_WITH_ENTRY: usize = 40;
const STAMP: usize = 16;

/** A line that means nothing; one that may; the same, and the line before it counts; one that is not plain. */
const SKIP = 0, READ = 1, READ_BOTH = 2, ODD = 3;

let wordCount: i32 = 0;
/** Number of the component of the line, and of that whose columns are kept. */
let component: i32 = 0;
let windows10Component: i32 = 0;

export function setWordCount(count: i32): void {
	wordCount = count;
}

/** Forgets the log that was read before. */
export function reset(): void {
	v128.store(MINUTE, i64x2.splat(0));
	v128.store(COLUMNS, i64x2.splat(0));
	v128.store(COLUMNS + 16, i64x2.splat(0));
}

/**
 * Sorts the lines between two places; what follows the last line feed is left for the next call. Of the lines to read, writes
 * begin, end, and four times the number of lines skipped before it plus its kind. Odd lines in a row are written as one.
 *
 * @returns where the written numbers end
 */
export function scan(from: usize, to: usize, found: usize): usize {
	let out = found;
	let lineStart = from;
	let isOdd = false;
	let skipped: u32 = 0;
	let lastStart: usize = 0, lastEnd: usize = 0;
	let isLastOdd = false;
	for (let at = from; at < to; at += 64) {
		let feeds = join(equals(at, 10), equals(at + 16, 10), equals(at + 32, 10), equals(at + 48, 10));
		// Below a blank, or beyond ASCII: all but tabs and the ends of lines.
		let odd = join(lows(at), lows(at + 16), lows(at + 32), lows(at + 48)) ^ feeds;
		if (odd != 0) {
			let ends = feeds >> 1;
			if (load<u8>(at + 64) == 10) ends |= <u64>1 << 63;
			odd &= ~(ends & join(equals(at, 13), equals(at + 16, 13), equals(at + 32, 13), equals(at + 48, 13)));
			if (odd != 0) odd &= ~join(equals(at, 9), equals(at + 16, 9), equals(at + 32, 9), equals(at + 48, 9));
		}
		if (at + 64 > to) {
			const mask = (<u64>1 << <u64>(to - at)) - 1;
			feeds &= mask;
			odd &= mask;
		}
		while (feeds != 0) {
			const bit = ctz(feeds);
			const end = at + <usize>bit;
			feeds &= feeds - 1;
			if (odd != 0) {
				const before = (<u64>1 << bit) - 1;
				if ((odd & before) != 0) isOdd = true;
				odd &= ~before;
			}
			const kind = isOdd ? ODD : kindOf(lineStart, end);
			if (kind == SKIP) {
				skipped++;
				isLastOdd = false;
			} else if (kind == ODD && isLastOdd) {
				store<u32>(out - 8, <u32>end);
			} else {
				if (kind != READ && skipped != 0) {
					out = tell(out, lastStart, lastEnd, skipped - 1, READ);
					skipped = 0;
				}
				out = tell(out, lineStart, end, skipped, kind);
				skipped = 0;
				isLastOdd = kind == ODD;
			}
			if (kind == ODD) v128.store(MINUTE, i64x2.splat(0));
			lastStart = lineStart;
			lastEnd = end;
			lineStart = end + 1;
			isOdd = false;
		}
		if (odd != 0) isOdd = true;
	}
	// Whatever comes next may belong to the last line.
	if (skipped != 0) out = tell(out, lastStart, lastEnd, skipped - 1, READ);
	return out;
}

@inline function tell(out: usize, start: usize, end: usize, skipped: u32, kind: u32): usize {
	store<u32>(out, <u32>start);
	store<u32>(out, <u32>end, 4);
	store<u32>(out, (skipped << 2) | kind, 8);
	return out + 12;
}

@inline function kindOf(start: usize, lineEnd: usize): i32 {
	if (lineEnd - start <= LEGACY_LINE) return ODD;
	const end = load<u8>(lineEnd - 1) == 13 ? lineEnd - 1 : lineEnd;
	const isSameMinute = !v128.any_true(v128.xor(v128.load(start), v128.load(MINUTE)));
	if (!isSameMinute && !isMinute(start)) return ODD;
	const isLegacy = load<u8>(start + 10) == 9;
	const message = isLegacy ? legacyMessage(start, end) : windows10Message(start, end);
	if (message == 0) return ODD;
	if (!isSameMinute) {
		const isLater = isAfter(start);
		v128.store(MINUTE, v128.load(start));
		if (!isLater) return READ_BOTH;
	}
	return kindOfMessage(message, end, isLegacy);
}

/** Reads what stands behind the minute. @returns where the message begins, or 0 */
@inline function windows10Message(start: usize, end: usize): usize {
	if (end - start <= MESSAGE) return 0;
	// `:ss.fffffff ` and the PID
	const rest = v128.load(start + 16);
	const point = load<u8>(start + 19);
	if ((digits(rest) & 0xfff) != 0b011111110110 || (point != 0x2e && point != 0x2c) || load<u8>(start + 27) != 0x20) return 0;
	if (load<u8>(start + 17) > 0x35) return 0;
	const columns = v128.or(
		v128.xor(v128.load(start + 28), v128.load(COLUMNS)),
		v128.xor(v128.load(start + 40), v128.load(COLUMNS + 16)),
	);
	if (v128.any_true(columns) && !readColumns(start)) return 0;
	component = windows10Component;
	return start + MESSAGE;
}

/** `:ss:fff TAB PID TAB TID TAB Component TAB message`; the numbers may have blanks before them. @returns as above */
function legacyMessage(start: usize, end: usize): usize {
	if ((digits(v128.load(start + 16)) & 0xff) != 0b01110110 || load<u8>(start + 16) != 0x3a || load<u8>(start + 19) != 0x3a) return 0;
	if (load<u8>(start + 23) != 9 || load<u8>(start + 17) > 0x35) return 0;
	let at = start + LEGACY_STAMP;
	while (load<u8>(at) == 0x20) at++;
	let first = at;
	while (load<u8>(at) - 0x30 < 10) at++;
	if (at == first || at - first > 10 || load<u8>(at) != 9) return 0;
	at++;
	while (load<u8>(at) == 0x20) at++;
	first = at;
	while (isHexDigit(load<u8>(at))) at++;
	if (at == first || at - first > 8 || load<u8>(at) != 9) return 0;
	at++;
	// The text may end before, but no name has a line feed in it.
	const column = v128.load(at);
	const tabs = i8x16.bitmask(i8x16.eq(column, i8x16.splat(9)));
	if (tabs == 0) return 0;
	const length = ctz(tabs);
	const isOfName = i8x16.lt_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>length));
	const name = v128.bitselect(column, i8x16.splat(0x20), isOfName);
	const place = placeOfName(i64x2.extract_lane(name, 0), i64x2.extract_lane(name, 1));
	if (length == 0 || v128.any_true(v128.xor(name, v128.load(NAMES + place * 16)))) return 0;
	component = <i32>load<u8>(NAME_NUMBERS + place);
	const message = at + length + 1;
	return message < end ? message : 0;
}

@inline function isHexDigit(byte: u8): bool {
	return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6;
}

/** `dddd/dd/dd dd:dd` with whatever marks, and a time of the Gregorian calendar. */
function isMinute(start: usize): bool {
	if (digits(v128.load(start)) != 0b1101101101101111) return false;
	const gap = load<u8>(start + 10);
	const isLegacy = gap == 9 && load<u8>(start + 4) == 0x2d && load<u8>(start + 7) == 0x2d && load<u8>(start + 13) == 0x3a;
	if (gap != 0x20 && !isLegacy) return false;
	const year = number(start) * 100 + number(start + 2);
	if (year < 1995 || year > 2299) return false;
	const month = number(start + 5), day = number(start + 8);
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && number(start + 11) <= 23 && number(start + 14) <= 59;
}

@inline function number(at: usize): u32 {
	return (<u32>load<u8>(at) - 0x30) * 10 + <u32>load<u8>(at + 1) - 0x30;
}

/** Whether the minute of a line comes after the known one, written with the same marks. */
function isAfter(start: usize): bool {
	if (load<u64>(MINUTE) == 0) return false;
	if (load<u8>(start + 4) != load<u8>(MINUTE + 4) || load<u8>(start + 7) != load<u8>(MINUTE + 7)) return false;
	if (load<u8>(start + 10) != load<u8>(MINUTE + 10) || load<u8>(start + 13) != load<u8>(MINUTE + 13)) return false;
	const date = bswap(load<u64>(start)), known = bswap(load<u64>(MINUTE));
	return date != known ? date > known : bswap(load<u64>(start, 8)) > bswap(load<u64>(MINUTE, 8));
}

/** PID, TID and component, where all are padded as the cmdlet pads them and the component is one of the client's. */
function readColumns(start: usize): bool {
	const ids = v128.load(start + 28);
	const numbers = digits(ids) & 0xfff;
	if ((numbers | (i8x16.bitmask(i8x16.eq(ids, i8x16.splat(0x20))) & 0xfff)) != 0xfff) return false;
	if (!isPadded(numbers & 0x3f) || !isPadded(numbers >> 6)) return false;
	const place = placeOfName(load<u64>(start + 40), load<u64>(start + 48));
	if (v128.any_true(v128.xor(v128.load(start + 40), v128.load(NAMES + place * 16)))) return false;
	windows10Component = <i32>load<u8>(NAME_NUMBERS + place);
	v128.store(COLUMNS, ids);
	v128.store(COLUMNS + 16, v128.load(start + 40));
	return true;
}

/** One to five digits from the left, then blanks. */
@inline function isPadded(six: i32): bool {
	return six != 0 && (six & (six + 1)) == 0 && (six & 0x20) == 0;
}

@inline function placeOfName(first: u64, second: u64): usize {
	const word = first ^ (second * 0x9e3779b97f4a7c15);
	return <usize>((word * 0x9e3779b97f4a7c15) >> 54);
}

function kindOfMessage(start: usize, end: usize, isLegacy: bool): i32 {
	if (hasOddEnd(start, end)) return READ;
	let text = start;
	while (text < end && load<u8>(text) == 0x20) text++;
	if (text + 3 > end) return READ;
	let word = load<u32>(text);
	// `*contd (`: the line before goes on in it.
	if (word == 0x6e6f632a) return READ_BOTH;
	if (isLegacy && (word & 0xff00) == 0x2000 && isListMark(<u8>word)) {
		text += 2;
		word = load<u32>(text);
	}
	if (begins(text, word)) return READ;
	return mayMatter(text, end, end - start >= SHORTEST_WITH_ENTRY) ? READ : SKIP;
}

/** The marks of LIST_MARKS in classifier.ts. */
@inline function isListMark(byte: u8): bool {
	return byte == 0x2a || byte == 0x23 || byte == 0x2d || byte == 0x2b || byte == 0x3a || byte == 0x3d;
}

/** What pages and mails leave at the ends of a message; see hasOddEnd in pasted-text.ts. */
@inline function hasOddEnd(start: usize, end: usize): bool {
	const last = load<u8>(end - 1);
	if (last == 0x3e || last == 0x3b || last == 0x3d) return true;
	if (last == 0x30 && load<u8>(end - 3) == 0x3d) return true;
	if (last == 0x72 && load<u8>(end - 4) == 0x5c) return true;
	const first = load<u8>(start);
	return first == 0x5b || ((first == 0x2a || first == 0x5f) && load<u8>(start + 1) == first);
}

@inline function begins(text: usize, word: u32): bool {
	// A mark of a list before WARNING or FATAL.
	if ((word & 0xff00) == 0x2000 && (((word >> 16) & 0xff) == 0x57 || ((word >> 16) & 0xff) == 0x46)) return true;
	const place = <usize>(((word & 0xffffff) * 0x9e3779b1) >> 22);
	if (((load<u64>(BEGINNINGS + place * 8) >> <u64>component) & 1) == 0) return false;
	const head = v128.load(text);
	const bucket = load<u32>(BUCKETS + place * 4);
	let at = LITERALS + <usize>(bucket & 0xffff) * 40;
	for (let left = bucket >> 16; left != 0; left--, at += 40) {
		if (((load<u64>(at + 32) >> <u64>component) & 1) == 0) continue;
		if (!v128.any_true(v128.and(v128.xor(head, v128.load(at)), v128.load(at + 16)))) return true;
	}
	return false;
}

/** Whether a word that matters anywhere is in the text, or what may be the time of another entry. */
@inline function mayMatter(text: usize, end: usize, mayHoldEntry: bool): bool {
	for (let at = text; at < end; at += 32) {
		const one = triples(at), other = triples(at + 16);
		if (v128.any_true(v128.or(one, other)) && isWordIn(at, end, one, other)) return true;
		if (mayHoldEntry) {
			const stamp = ofStamp(at) | (ofStamp(at + 16) << 16);
			// A run of 16 covers eight bytes in a row of those that are looked at together.
			if (
				((stamp & 0xff) == 0xff || (stamp & 0xff00) == 0xff00 || (stamp & 0xff0000) == 0xff0000 || stamp >> 24 == 0xff) &&
				isStampIn(at, stamp, text, end)
			)
				return true;
		}
	}
	return false;
}

function isWordIn(from: usize, end: usize, one: v128, other: v128): bool {
	const zero = i8x16.splat(0);
	let hits = <u32>i8x16.bitmask(i8x16.ne(one, zero)) | (<u32>i8x16.bitmask(i8x16.ne(other, zero)) << 16);
	while (hits != 0) {
		const at = from + <usize>ctz(hits);
		hits &= hits - 1;
		if (at < end && isWordAt(at)) return true;
	}
	return false;
}

/** Whether one of the words stands around three bytes that look like it. */
function isWordAt(at: usize): bool {
	for (let index = 0, word = WORDS; index < wordCount; index++, word += 32) {
		const seen = load<u64>(at - load<u32>(word + 16));
		if ((seen | load<u64>(word + 8)) == load<u64>(word)) return true;
	}
	return false;
}

/** Whether a run of digits, blanks and marks is as long as a time with a date, and has two marks of a time in it. */
function isStampIn(from: usize, stamp: u32, text: usize, end: usize): bool {
	for (let block = 0; block < 4; block++) {
		if (((stamp >> (block * 8)) & 0xff) != 0xff) continue;
		let start = from + block * 8;
		if (start >= end) return false;
		let stop = start;
		while (start > text && isOfStamp(load<u8>(start - 1))) start--;
		while (stop < end && isOfStamp(load<u8>(stop))) stop++;
		if (stop - start < STAMP) continue;
		let marks = 0;
		for (let at = start; at < stop; at++) {
			const byte = load<u8>(at);
			if (byte == 0x3a || byte == 0x2e) marks++;
		}
		if (marks >= 2) return true;
	}
	return false;
}

@inline function isOfStamp(byte: u8): bool {
	return (byte >= 0x2c && byte <= 0x3a) || byte == 0x20 || byte == 9;
}

@inline function ofStamp(at: usize): u32 {
	const bytes = v128.load(at);
	const numbers = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x2c)), i8x16.splat(15));
	const blanks = v128.or(i8x16.eq(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(9)));
	return <u32>i8x16.bitmask(v128.or(numbers, blanks));
}

/** For each of 16 bytes, which words have it and the two that follow, as far as halves of bytes tell ("Teddy" of Hyperscan). */
@inline function triples(at: usize): v128 {
	const half = i8x16.splat(0x0f);
	const a = v128.load(at), b = v128.load(at, 1), c = v128.load(at, 2);
	const first = v128.and(i8x16.swizzle(v128.load(TRIPLES), v128.and(a, half)), i8x16.swizzle(v128.load(TRIPLES + 16), high(a)));
	const second = v128.and(i8x16.swizzle(v128.load(TRIPLES + 32), v128.and(b, half)), i8x16.swizzle(v128.load(TRIPLES + 48), high(b)));
	const third = v128.and(i8x16.swizzle(v128.load(TRIPLES + 64), v128.and(c, half)), i8x16.swizzle(v128.load(TRIPLES + 80), high(c)));
	return v128.and(v128.and(first, second), third);
}

@inline function high(bytes: v128): v128 {
	return v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(0x0f));
}

@inline function digits(bytes: v128): i32 {
	return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10)));
}

@inline function equals(at: usize, byte: u8): i32 {
	return i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(byte)));
}

@inline function lows(at: usize): i32 {
	return i8x16.bitmask(i8x16.lt_s(v128.load(at), i8x16.splat(0x20)));
}

@inline function join(a: i32, b: i32, c: i32, d: i32): u64 {
	return <u64><u32>a | (<u64><u32>b << 16) | (<u64><u32>c << 32) | (<u64><u32>d << 48);
}
