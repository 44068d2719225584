/** Lines that are left out would have changed nothing. */
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {MESSAGE_PATTERNS} from '../../../src/core/events/patterns/index.js';
import {TRUST_WORDS} from '../../../src/core/events/trust-mentions.js';
import {LineSkipper} from '../../../src/core/line-skipper/line-skipper.js';
import {createLineSplitter} from '../../../src/core/lines/line-splitter.js';
import {COMPONENTS} from '../../../src/core/records/components.js';
import {behindMeaningless, bothWays, MEANINGLESS} from '../../helpers/both-ways.js';
import {bytesOf, etwLine, legacyLine} from '../../helpers/log-lines.js';

const SAMPLES = new URL('../../../samples/', import.meta.url);

/** The lines that are handed on, and how many are not. */
function handedOn(bytes: Uint8Array): {readonly lines: readonly string[]; readonly skipped: number} {
	const lines: string[] = [];
	const decoder = new TextDecoder();
	const splitter = createLineSplitter({
		line: (all, start, end) => {
			lines.push(decoder.decode(all.subarray(start, end)));
		},
		chunkEnd() {},
	});
	let skipped = 0;
	const skipper = new LineSkipper(splitter, {
		maySkip: () => true,
		addSkipped(count) {
			skipped += count;
		},
	});
	skipper.push(bytes);
	skipper.end();
	splitter.end();
	expect(splitter.stats.lines).toBe(lines.length + skipped);
	return {lines, skipped};
}

/** Whether a line between others that mean nothing is handed on. */
function isHandedOn(line: string): boolean {
	return handedOn(bytesOf(`${MEANINGLESS}${line}\n${MEANINGLESS}`)).lines.includes(line);
}

const LINE = {time: '2024/03/12 08:59:41.6369835', component: 'Agent'};

describe('lines that are left out', () => {
	it('are nearly all of those that mean nothing', () => {
		const {lines, skipped} = handedOn(bytesOf(MEANINGLESS.repeat(20)));
		expect(skipped).toBeGreaterThan(lines.length * 20);
	});

	it.each(['\n', '\r\n'])('end in %j', (end) => {
		expect(handedOn(bytesOf(MEANINGLESS.replaceAll('\n', end))).skipped).toBeGreaterThan(100);
	});

	it.each(['/', '-', '.'])('have dates with %s', (mark) => {
		const log = MEANINGLESS.replaceAll(/^(\d{4}).(\d\d).(\d\d)/gm, `$1${mark}$2${mark}$3`);
		expect(handedOn(bytesOf(log)).skipped).toBeGreaterThan(100);
	});

	it('are of Windows 7, with and without marks of lists', () => {
		const lines = Array.from({length: 120}, (_, index) =>
			legacyLine({
				component: index % 2 === 0 ? 'AU' : 'DnldMgr',
				text: `${index % 3 === 0 ? '  * ' : ''}Nothing of any importance, number ${index}`,
			}),
		);
		const log = bytesOf(`${lines.join('\r\n')}\r\n`);
		expect(handedOn(log).skipped).toBeGreaterThan(100);
		const {skipping, reading} = bothWays([behindMeaningless(log), behindMeaningless(log)]);
		expect(skipping).toEqual(reading);
		expect(skipping.log?.records).toBe(480);
	});

	it('may be cut anywhere', () => {
		const log = behindMeaningless(bytesOf(MEANINGLESS));
		const whole = bothWays([log]);
		for (const cut of [8192, 8193, 9001, 12_345]) {
			const {skipping} = bothWays([log.subarray(0, cut), log.subarray(cut, cut + 3), log.subarray(cut + 3)]);
			expect(skipping).toEqual(whole.reading);
		}
	});
});

describe('a clock that goes back and forth', () => {
	const times = Array.from({length: 1400}, (_, index) => `2024/03/12 ${index % 2 === 0 ? '19' : '04'}:47:21.6369835`);
	const log = bytesOf(times.map((time) => `${etwLine({time, text: 'text'})}\n`).join(''));

	// A line that is handed on in parts is not seen by the scanner, and the next one is not of the minute before it.
	it.each([log.length, 20_000, 20_007, 20_061, 30_000])('counts each step where a line is cut after %i bytes', (cut) => {
		for (const middle of [0, 7, 61, 9000]) {
			const {skipping, reading} = bothWays([log.subarray(0, cut), log.subarray(cut, cut + middle), log.subarray(cut + middle)]);
			expect(skipping).toEqual(reading);
			expect(skipping.issues).toMatchObject([{kind: 'clock-went-back', count: 700}]);
		}
	});
});

describe('lines that are read', () => {
	const odd = {
		'a line in another alphabet': etwLine({...LINE, text: 'Übersprungen'}),
		'a line without columns': 'and goes on here',
		'a blank line': '',
		'a tab': etwLine({...LINE, text: 'one\ttwo'}),
		'another component': etwLine({...LINE, component: 'Unheard', text: 'nothing'}),
		'an earlier minute': etwLine({...LINE, time: '2024/03/12 07:00:00.0000000', text: 'nothing'}),
		'the rest of a message': etwLine({...LINE, text: '  *contd (2)* and the rest'}),
		'another entry in the same line': etwLine({...LINE, text: `before ${etwLine({...LINE, text: 'behind'})}`}),
		'a tag at the end': etwLine({...LINE, text: 'nothing</p>'}),
		'a warning of Windows 7, in a list': legacyLine({component: 'AU', text: '  # WARNING: something'}),
		'a scan of Windows 7': legacyLine({text: '** START **  Agent: Finding updates [CallerId = AutomaticUpdates]'}),
		'a warning': etwLine({...LINE, text: 'WARNING: something'}),
		'a failure': etwLine({...LINE, text: '*FAILED* [80240438] Web service call'}),
	};
	it.each(Object.entries(odd))('%s', (_, line) => expect(isHandedOn(line)).toBe(true));

	it('the line before one that goes on', () => {
		const last = MEANINGLESS.split('\n').at(-2);
		expect(handedOn(bytesOf(`${MEANINGLESS}and goes on here\n${MEANINGLESS}`)).lines).toContain(last);
	});

	it.each(TRUST_WORDS)('%s anywhere', (word) => {
		for (const text of [word, `the code ${word} stands here`, `${'x'.repeat(37)}${word}`, word.toLowerCase(), word.toUpperCase()])
			expect(isHandedOn(etwLine({...LINE, text}))).toBe(true);
	});

	it.each(MESSAGE_PATTERNS.map(({id}) => id))('the examples of %s', (id) => {
		const row = MESSAGE_PATTERNS.find((pattern) => pattern.id === id);
		for (const {name} of COMPONENTS) {
			if (row?.components?.includes(name) === false) continue;
			const lines = row?.examples.match.flatMap((text) => [text, `  ${text}`, `* WARNING: ${text}`]) ?? [];
			for (const text of lines) expect(isHandedOn(etwLine({...LINE, component: name, text}))).toBe(true);
		}
	});
});

describe('the report is the same as if all lines were read', () => {
	it.each(MESSAGE_PATTERNS.map(({id}) => id))('for the examples of %s, in every component', (id) => {
		const {match = [], noMatch = []} = MESSAGE_PATTERNS.find((pattern) => pattern.id === id)?.examples ?? {};
		const lines = COMPONENTS.flatMap(({name}) => [...match, ...noMatch].map((text) => etwLine({...LINE, component: name, text})));
		const legacy = COMPONENTS.flatMap(({name, legacy: names}) =>
			[...match, ...noMatch].map((text) => legacyLine({component: names[0] ?? name, text: `* ${text}`})),
		);
		const {skipping, reading} = bothWays([behindMeaningless(bytesOf(`${[...lines, ...legacy].join('\n')}\n${MEANINGLESS}`))]);
		expect(skipping).toEqual(reading);
	});

	it.each(readdirSync(SAMPLES).filter((name) => name.endsWith('.log')))('for %s', (name) => {
		const bytes = new Uint8Array(readFileSync(new URL(name, SAMPLES)));
		for (const log of [bytes, behindMeaningless(bytes)]) {
			const {skipping, reading} = bothWays([log]);
			expect(skipping).toEqual(reading);
		}
	});
});
