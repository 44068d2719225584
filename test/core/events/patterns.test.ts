/** The tables of messages hold together: each row reads its own examples, and no row takes those of another. */
import {describe, expect, it} from 'vitest';
import type {LogEvent} from '../../../src/core/events/event.js';
import {FAILURE_TEXTS} from '../../../src/core/events/failure-texts.js';
import type {MessagePattern} from '../../../src/core/events/pattern.js';
import {MESSAGE_PATTERNS} from '../../../src/core/events/patterns/index.js';
import {COMPONENTS} from '../../../src/core/records/components.js';
import {classifyMessage} from '../../helpers/classify-message.js';

function eventOf(pattern: MessagePattern, message: string): LogEvent | null {
	const groups = pattern.match.exec(message);
	return groups === null ? null : pattern.event(groups);
}

/** The event of a failure without its category, which the classifier adds. */
function withoutCategory(event: LogEvent | null | undefined): object | null {
	return event?.type === 'failure' ? {...event, category: null} : (event ?? null);
}

it('ids are unique', () => {
	for (const table of [MESSAGE_PATTERNS, FAILURE_TEXTS]) {
		const ids = table.map(({id}) => id);
		expect(ids).toEqual([...new Set(ids)]);
	}
});

it('what is read from each example is as it was', async () => {
	const read = MESSAGE_PATTERNS.flatMap((pattern) => [
		pattern.id,
		...pattern.examples.match.map((message) => `\t${JSON.stringify(message)}\n\t\t${JSON.stringify(eventOf(pattern, message))}`),
	]);
	await expect(`${read.join('\n')}\n`).toMatchFileSnapshot('examples.txt');
});

describe.each(MESSAGE_PATTERNS.map((pattern) => [pattern.id, pattern] as const))('the message %s', (_, pattern) => {
	it('says what it means and where it is from', () => {
		expect(pattern.meaning.length).toBeGreaterThan(10);
		expect(pattern.source.length).toBeGreaterThan(5);
		expect(pattern.examples.match.length).toBeGreaterThan(0);
		expect(pattern.examples.noMatch.length).toBeGreaterThan(0);
	});

	it('is printed by components that exist', () => {
		const known = COMPONENTS.map(({name}) => name);
		expect((pattern.components ?? []).filter((name) => !known.includes(name))).toEqual([]);
	});

	it.each(pattern.examples.match)('is %j', (message) => {
		expect(pattern.starts.some((start) => message.startsWith(start))).toBe(true);
		const expected = eventOf(pattern, message);
		expect(expected).not.toBeNull();
		// No row before it takes the line, in any of its components or where the log has no such column.
		for (const component of [...(pattern.components ?? ['Misc', 'Agent', 'WebServices', 'ProtocolTalker']), '']) {
			const classified = classifyMessage(component, message);
			expect(withoutCategory(classified?.event)).toEqual(withoutCategory(expected));
			expect(classified).toMatchObject({component, message, verbose: pattern.verbose === true});
		}
	});

	it.each(pattern.examples.noMatch)('is not %j', (message) => {
		expect(eventOf(pattern, message)).toBeNull();
	});

	it('is read on any thread or on those of scans only, as the row says', () => {
		const [message = ''] = pattern.examples.match;
		const classified = classifyMessage(pattern.components?.[0] ?? 'Misc', message, {listening: false});
		expect(withoutCategory(classified?.event)).toEqual(withoutCategory(eventOf(pattern, message)));
		expect(classified?.pending).toBe(pattern.scope === 'scan');
	});
});

describe.each(FAILURE_TEXTS.map((row) => [row.id, row] as const))('the failure text %s', (_, row) => {
	it('has a source and examples', () => {
		expect(row.source.length).toBeGreaterThan(5);
		expect(row.examples.match.length).toBeGreaterThan(0);
		expect(row.examples.noMatch.length).toBeGreaterThan(0);
	});

	it.each(row.examples.match)('is %j', (text) => {
		expect(FAILURE_TEXTS.find((candidate) => candidate.match.test(text))).toBe(row);
		const code = row.fileCodesOnly === true ? 0x800b0109 : 0x8024402c;
		const classified = classifyMessage('Misc', `*FAILED* [${code.toString(16)}] ${text}`);
		expect(classified).toMatchObject({verbose: row.verbose === true, event: {type: 'failure', code, text, role: row.role}});
		if (row.category !== undefined) expect(classified?.event).toMatchObject({category: row.category});
	});

	it.each(row.examples.noMatch)('is not %j', (text) => {
		expect(row.match.test(text)).toBe(false);
	});
});
