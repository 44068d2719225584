/** A log that grows, is cut off, or is replaced by another while it is looked at. */
import {appendFile, rename, rm, truncate, writeFile} from 'node:fs/promises';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {concat, etwLine, utf16} from '../../helpers/log-lines.js';
import {createView, openIn, type Opened, searched, type View} from './view-helpers.js';

const line = (text: string): string => etwLine({text});

let view: View;
let path: string;
beforeEach(async () => {
	view = await createView();
	path = view.path('a.log');
});
afterEach(() => view.close());

async function follow(bytes: Uint8Array | string): Promise<Opened> {
	await writeFile(path, bytes);
	const opened = openIn(view.source, path);
	await opened.untilType('complete');
	opened.text.follow(true);
	return opened;
}

const hasLines = (opened: Opened, count: number): Promise<unknown> =>
	opened.until((event) => event.type === 'lines' && event.count === count);

it('shows lines as they are written, and the last one as it grows', async () => {
	const opened = await follow(`${line('a')}\r\n${line('b').slice(0, 40)}`);
	expect(opened.text.lines.kindOf(2)).toBe('record');
	await appendFile(path, line('b').slice(40));
	await opened.until((event) => event.type === 'lines' && event.bytes === line('a').length + 2 + line('b').length);
	expect(await opened.all()).toEqual([line('a'), line('b')]);
	expect(opened.text.lines.components).toEqual(['Agent']);
	await appendFile(path, `\r\n${line('c')}\r\n`);
	await hasLines(opened, 3);
	expect(await opened.all()).toEqual([line('a'), line('b'), line('c')]);
	expect(await searched(opened.text, {text: 'Agent'})).toEqual([1, 2, 3]);
	expect(opened.events.filter(({type}) => type === 'complete')).toHaveLength(1);
});

it('shows lines of a UTF-16 log as they are written, cut within a character', async () => {
	const bytes = utf16(`${line('a')}\n${line('é')}\n${line('🙂')}`);
	const opened = await follow(concat(Uint8Array.of(0xff, 0xfe), bytes.subarray(0, 201)));
	await appendFile(path, bytes.subarray(201));
	await hasLines(opened, 3);
	expect(opened.events.at(-1)).toMatchObject({bytes: bytes.length + 2});
	expect(await opened.all()).toEqual([line('a'), line('é'), line('🙂')]);
});

it('begins anew where the log was cut off', async () => {
	const opened = await follow(`${line('a')}\n${line('b')}\n`);
	await truncate(path, line('a').length + 1);
	expect(await opened.untilType('restarted')).toEqual({type: 'restarted', reason: 'The log was truncated. Reading it from the start.'});
	await opened.untilType('complete');
	expect(await opened.all()).toEqual([line('a')]);
	await appendFile(path, `${line('c')}\n`);
	await hasLines(opened, 2);
	expect(await opened.all()).toEqual([line('a'), line('c')]);
});

it('begins anew where another file took its place', async () => {
	const opened = await follow(`${line('a')}\n`);
	await rename(path, view.path('a.old'));
	await writeFile(path, `${line('new')}\n${line('new too')}\n`);
	expect(await opened.untilType('restarted')).toEqual({
		type: 'restarted',
		reason: 'The log was replaced by another file. Reading it from the start.',
	});
	// What is asked before it is read again finds the new lines.
	expect(await searched(opened.text, {text: 'new'})).toEqual([1, 2]);
	expect(await opened.all()).toEqual([line('new'), line('new too')]);
});

it('says that the log is gone, and shows the one that comes', async () => {
	const opened = await follow(`${line('a')}\n`);
	await rm(path);
	expect(await opened.untilType('failed')).toEqual({type: 'failed', reason: 'there is no such file'});
	expect(await opened.all()).toEqual([line('a')]);
	await writeFile(path, `${line('b')}\n`);
	await opened.untilType('restarted');
	await opened.untilType('complete');
	expect(await opened.all()).toEqual([line('b')]);
});

it('tells the encoding again where there was too little of the log for it', async () => {
	const opened = await follow('');
	await writeFile(path, concat(Uint8Array.of(0xff, 0xfe), utf16(`${line('a')}\n`)));
	await opened.untilType('restarted');
	await opened.untilType('complete');
	expect(await opened.all()).toEqual([line('a')]);
});

it('stops looking when it is told', async () => {
	const opened = await follow(`${line('a')}\n`);
	opened.text.follow(false);
	await appendFile(path, `${line('b')}\n`);
	// Another one that follows has seen it by then.
	const other = openIn(view.source, path);
	await other.untilType('complete');
	other.text.follow(true);
	await appendFile(path, `${line('c')}\n`);
	await hasLines(other, 3);
	expect(opened.text.lines.count).toBe(1);
	opened.text.follow(true);
	await hasLines(opened, 3);
	expect(await opened.all()).toEqual([line('a'), line('b'), line('c')]);
});
