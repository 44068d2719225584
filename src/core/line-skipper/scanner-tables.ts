/** What the scanner looks for, from the tables of messages, components and trust words, laid out as scanner.as reads it. */
import {ANYWHERE, MESSAGE_BEGINNINGS} from '../events/classifier.js';
import {TRUST_WORDS} from '../events/trust-mentions.js';
import {COMPONENTS} from '../records/components.js';

const TRIPLES = 512;
const WORDS = 640;
const WORD_BYTES = 32;
const MAX_WORDS = 64;
const BEGINNINGS = 8192;
const BUCKETS = 16_384;
const LITERALS = 20_480;
const LITERAL_BYTES = 40;
const MAX_LITERALS = 640;
const NAMES = 47_104;
const NAME_BYTES = 16;
const NAME_NUMBERS = NAMES + 1024 * NAME_BYTES;

const ALL = (1n << 64n) - 1n;
const MULTIPLIER = 0x9e3779b97f4a7c15n;

/** Three letters that each word has and other lines rarely have; words with the same bit share a test. */
const RARE_TRIPLES: ReadonlyMap<string, number> = new Map([
	['r_u', 0],
	['y_v', 1],
	['214', 2],
	['215', 2],
	['4b3', 3],
	['0b0', 4],
	['3d0', 5],
	['437', 6],
]);

const encoder: TextEncoder = new TextEncoder();

/** @returns how many words there are */
export function writeTables(memory: Uint8Array<ArrayBuffer>): number {
	const view = new DataView(memory.buffer);
	writeNames(memory);
	writeBeginnings(memory, view);
	writeTriples(memory);
	return writeWords(memory, view);
}

/** A component whose place is taken is not known to the scanner, and its lines are read. */
function writeNames(memory: Uint8Array): void {
	const names = COMPONENTS.flatMap(({name, legacy}, number) => [name, ...legacy].map((one) => ({name: one, number})));
	for (const {name, number} of names) {
		const bytes = encoder.encode(name.padEnd(NAME_BYTES));
		const view = new DataView(bytes.buffer);
		const word = view.getBigUint64(0, true) ^ ((view.getBigUint64(8, true) * MULTIPLIER) & ALL);
		const place = Number(((word * MULTIPLIER) & ALL) >> 54n);
		// The last byte is the blank behind the column.
		if (bytes.length > NAME_BYTES || bytes[NAME_BYTES - 1] !== 0x20 || memory[NAMES + place * NAME_BYTES] !== 0) continue;
		memory.set(bytes, NAMES + place * NAME_BYTES);
		memory[NAME_NUMBERS + place] = number;
	}
}

interface Literal {
	readonly bytes: Uint8Array;
	/** One bit for each component. */
	readonly components: bigint;
}

function writeBeginnings(memory: Uint8Array, view: DataView): void {
	const numbers = new Map(COMPONENTS.map(({name}, number) => [name, BigInt(number)]));
	const byPlace = new Map<number, Literal[]>();
	const beginnings = [...MESSAGE_BEGINNINGS, ...ANYWHERE.map((text) => ({text, components: undefined}))];
	for (const {text, components} of beginnings) {
		const bytes = encoder.encode(text);
		const word = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16);
		const place = Math.imul(word, 0x9e3779b1) >>> 22;
		const bits = components?.reduce((sum, name) => sum | (1n << (numbers.get(name) ?? 63n)), 0n) ?? ALL;
		byPlace.set(place, [...(byPlace.get(place) ?? []), {bytes, components: bits}]);
	}
	let count = 0;
	for (const [place, literals] of byPlace) {
		view.setBigUint64(
			BEGINNINGS + place * 8,
			literals.reduce((sum, {components}) => sum | components, 0n),
			true,
		);
		view.setUint32(BUCKETS + place * 4, count | (literals.length << 16), true);
		for (const {bytes, components} of literals) {
			if (count === MAX_LITERALS) throw new Error('the scanner has no room for so many beginnings of messages');
			const at = LITERALS + count++ * LITERAL_BYTES;
			memory.set(bytes.subarray(0, 16), at);
			memory.fill(0xff, at + 16, at + 16 + Math.min(16, bytes.length));
			view.setBigUint64(at + 32, components, true);
		}
	}
}

function writeTriples(memory: Uint8Array): void {
	for (const [triple, bit] of RARE_TRIPLES) {
		for (const [index, letter] of Array.from(triple).entries()) {
			for (const code of new Set([letter, letter.toUpperCase()].map((one) => one.charCodeAt(0)))) {
				const row = TRIPLES + index * 32;
				memory[row + (code & 15)] = (memory[row + (code & 15)] ?? 0) | (1 << bit);
				memory[row + 16 + (code >> 4)] = (memory[row + 16 + (code >> 4)] ?? 0) | (1 << bit);
			}
		}
	}
}

function writeWords(memory: Uint8Array, view: DataView): number {
	const words = [...new Set(TRUST_WORDS.map((word) => word.toLowerCase()))];
	if (words.length > MAX_WORDS) throw new Error('the scanner has no room for so many words');
	for (const [number, word] of words.entries()) {
		const triple = [...RARE_TRIPLES.keys()].find((letters) => word.includes(letters));
		if (triple === undefined || word.length < 8) throw new Error(`the scanner has no three letters to look for in ${word}`);
		// Eight letters with the three among them.
		const start = Math.max(0, Math.min(word.indexOf(triple), word.length - 8));
		const at = WORDS + number * WORD_BYTES;
		memory.set(encoder.encode(word.slice(start, start + 8)), at);
		for (let index = 0; index < 8; index++) memory[at + 8 + index] = /[a-z]/.test(word.charAt(start + index)) ? 0x20 : 0;
		view.setUint32(at + 16, word.indexOf(triple) - start, true);
	}
	return words.length;
}
