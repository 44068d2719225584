/**
 * The messages of a log, and what nearly is one, on lines of a megabyte, which is the longest that is read: steps are counted
 * as in `regular-expressions.test.ts`, in a file of its own so that two threads of the test runner share the work.
 */
import {describe, expect, it} from 'vitest';
import {createAnalyzer} from '../../src/core/analyze.js';
import {FAILURE_TEXTS} from '../../src/core/events/failure-texts.js';
import {MESSAGE_PATTERNS} from '../../src/core/events/patterns/index.js';
import {DIALECTS} from '../../src/core/records/dialects/index.js';
import {bytesOf, etwLine, etwLog, issueOf, ONLINE, start} from '../helpers/log-lines.js';
import {type Attack, attacksOf, textOf} from '../helpers/regexp/attacks.js';
import {countedRegExp} from '../helpers/regexp/engine.js';

/** Long enough to tell which attack costs most. */
const SHORT = 256;

/** As in `regular-expressions.test.ts`. */
const MAX_STEPS_PER_CHARACTER = 200;

const MEGABYTE = 1024 * 1024;

/** What lines of a log are read with. */
const READ = [
	...MESSAGE_PATTERNS.map(({id, match, starts}) => ({id, match, before: starts[0] ?? ''})),
	...FAILURE_TEXTS.map(({id, match}) => ({id, match, before: '*FAILED* [80240438] '})),
];

const hardest = new Map<string, Attack>();

/** The attack that costs most while it is short. */
function hardestOf({source, flags}: RegExp): Attack {
	const key = `/${source}/${flags}`;
	let attack = hardest.get(key);
	if (attack === undefined) {
		const engine = countedRegExp(source, flags);
		const [first] = attacksOf(engine.root, flags)
			.map((each) => ({attack: each, steps: engine.run(textOf(each, SHORT)).steps}))
			.toSorted((a, b) => b.steps - a.steps);
		if (first === undefined) throw new Error(`no text attacks ${key}`);
		attack = first.attack;
		hardest.set(key, attack);
	}
	return attack;
}

describe('a line of a megabyte', () => {
	it.each(READ)('costs $id no more than in proportion', {timeout: 300_000}, ({match}) => {
		const attack = hardestOf(match);
		const engine = countedRegExp(match.source, match.flags);
		const [part, whole] = [MEGABYTE / 8, MEGABYTE].map((length) => engine.run(textOf(attack, length), MAX_STEPS_PER_CHARACTER * length));
		expect([part?.isOver, whole?.isOver]).toEqual([false, false]);
		expect(whole?.steps).toBeLessThanOrEqual(8.4 * (part?.steps ?? 0) + SHORT);
	});
});

describe('the real engine on lines of a megabyte', () => {
	const header = etwLine({text: ''});

	it('gets through the attacks on each message', {timeout: 300_000}, () => {
		const analyzer = createAnalyzer();
		const encoder = new TextEncoder();
		analyzer.push(bytesOf(etwLog(start('CcmExec', 2), ONLINE)));
		let lines = 0;
		for (const {match, before} of READ) {
			const text = textOf(hardestOf(match), MEGABYTE).replace(/[\r\n]/g, ' ');
			analyzer.push(encoder.encode(`${header}${text.startsWith(before) ? '' : before}${text}\n`));
			lines++;
		}
		const report = analyzer.end();
		expect(lines).toBe(READ.length);
		expect(issueOf(report, 'line-too-long')?.count).toBeGreaterThan(0);
	});

	it('gets through lines that nearly belong to a dialect', {timeout: 300_000}, () => {
		for (const {examples} of DIALECTS) {
			for (const example of [...examples.match, ...examples.noMatch]) {
				const analyzer = createAnalyzer();
				for (const text of [
					example.repeat(Math.ceil(MEGABYTE / Math.max(1, example.length))),
					example + ' '.repeat(MEGABYTE),
					example + ' |'.repeat(MEGABYTE / 2),
					'> '.repeat(MEGABYTE / 2) + example,
				])
					analyzer.push(bytesOf(`${text.slice(0, MEGABYTE)}\n`));
				expect(analyzer.end().bytes).toBeGreaterThan(0);
			}
		}
	});
});
