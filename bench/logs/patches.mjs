/** What differs from one day to the next: dates, processes, threads, ids. It is changed in place, in the bytes of the day. */

const GUID = /[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}/g;
const VECTOR = /\bc[vV](?: =|:) ([A-Za-z0-9+/]{16})\./g;
/** Services and the like mean something, and stay. */
const KEPT_GUIDS = /^(?:9482F4B4|8B24B027|855E8A7C|3DA21691|7971F918|117CAB2D|29A863E7|00000000)-/;
const ETW_COLUMNS = /^(0000\/00\/00 \S+ )(\d+)( +)(\d+) /gm;
const LEGACY_COLUMNS = /^(0000-00-00\t\S+\t *)(\d+)(\t *)([0-9a-f]+)\t/gm;
const ROW = 5000;
const DASHES = [8, 13, 18, 23];
const HEX = Buffer.from('0123456789ABCDEF');
const LETTERS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

function collect(groups, kind, value, at) {
	const key = `${kind} ${value}`;
	const group = groups.get(key);
	if (group === undefined) groups.set(key, {kind, value, places: [at]});
	else group.places.push(at);
}

/** @param bytes a day, UTF-8, dates all zero */
export function findPatches(bytes, dialect) {
	// A character is a byte, so that places are places in the bytes.
	const text = bytes.toString('latin1');
	const dates = [];
	const groups = new Map();
	const tidKind = dialect === 'legacy' ? 'hex' : 'decimal';
	for (const match of text.matchAll(dialect === 'legacy' ? LEGACY_COLUMNS : ETW_COLUMNS)) {
		const [, head, pid, between, tid] = match;
		const pidAt = match.index + head.length;
		dates.push(match.index);
		collect(groups, 'decimal', pid, pidAt);
		collect(groups, tidKind, tid, pidAt + pid.length + between.length);
	}
	for (const match of text.matchAll(GUID)) if (!KEPT_GUIDS.test(match[0])) collect(groups, 'guid', match[0], match.index);
	for (const match of text.matchAll(VECTOR)) collect(groups, 'vector', match[1], match.index + match[0].length - 17);
	return {dates: Uint32Array.from(dates), groups: numbered([...groups.values()])};
}

/** Numbers of the same width come from one row, each its own place in it, so that no two become the same. */
function numbered(groups) {
	const widths = new Map();
	return groups.map(({kind, value, places}) => {
		const key = `${kind} ${value.length}`;
		const width = widths.get(key) ?? {count: 0};
		widths.set(key, width);
		return {kind, order: width.count++, width, bytes: Buffer.from(value, 'latin1'), places: Uint32Array.from(places)};
	});
}

function writeNumber(bytes, order, {count}, shift, radix) {
	const low = radix ** (bytes.length - 1);
	// Ids of processes and threads are multiples of four, and not very large.
	const row = Math.min(Math.max(ROW, count), Math.floor((low * (radix - 1)) / 4));
	bytes.write((low + 4 * ((order + shift) % row)).toString(radix), 'latin1');
}

/** Gives a day its date and its own ids. */
export function patchDay(bytes, {dates, groups}, {date, random}) {
	for (const at of dates) for (let index = 0; index < date.length; index++) bytes[at + index] = date[index];
	const shift = random(1 << 20);
	for (const {kind, order, width, bytes: value, places} of groups) {
		switch (kind) {
			case 'decimal':
				writeNumber(value, order, width, shift, 10);
				break;
			case 'hex':
				writeNumber(value, order, width, shift, 16);
				break;
			case 'vector':
				for (let index = 0; index < value.length; index++) value[index] = LETTERS[random(64)];
				break;
			default: {
				let digits = 0;
				for (let index = 0; index < value.length; index++) {
					if (DASHES.includes(index)) continue;
					if (digits < 16) digits = random(0x1000_0000) + 0x1000_0000;
					value[index] = HEX[digits & 15];
					digits >>>= 4;
				}
			}
		}
		const {length} = value;
		for (const at of places) for (let index = 0; index < length; index++) bytes[at + index] = value[index];
	}
}
