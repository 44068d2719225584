/** Reports come from a thread, one by one, whatever the inputs are. */
import {appendFile, mkdir, writeFile} from 'node:fs/promises';
import {PassThrough} from 'node:stream';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {end, etwLine, etwLog, start} from '../../helpers/log-lines.js';
import {zipOf} from '../../helpers/zip-writer.js';
import type {AnalysisEvent} from '../../../src/core/line-index/viewer-port.js';
import {plainScan} from '../../../src/core/scans/packed/packed-scan-list.js';
import type {FileReport} from '../../../src/core/types.js';
import {analyzePath} from '../../../src/node/analyze-file.js';
import {analyzed, createView, type View} from './view-helpers.js';

let view: View;
beforeEach(async () => {
	view = await createView();
});
afterEach(() => view.close());

const reportsOf = (events: readonly AnalysisEvent[]): readonly unknown[] =>
	events.flatMap((event) => (event.type === 'report' ? [[event.report.path, event.report.member, event.report.status]] : []));

it('gives reports in the order of the inputs, and the end', async () => {
	await mkdir(view.path('folder'));
	await writeFile(view.path('folder/b.log'), etwLog(start('Agent', 1)));
	await writeFile(view.path('folder/a.zip'), zipOf({name: 'x.log', data: etwLog(start('Agent', 1))}));
	await writeFile(view.path('letter.txt'), 'Dear all,\n');
	const events = await analyzed(view.source, [view.path('none.log'), view.path('folder'), view.path('letter.txt')]);
	expect(reportsOf(events)).toEqual([
		[view.path('none.log'), null, 'failed'],
		[view.path('folder/a.zip'), 'x.log', 'analyzed'],
		[view.path('folder/b.log'), null, 'analyzed'],
		[view.path('letter.txt'), null, 'skipped'],
	]);
	expect(events.at(-1)).toEqual({type: 'end'});
	expect(events.find(({type}) => type === 'progress')).toMatchObject({name: {path: view.path('folder/a.zip'), member: null}});
});

it('reads a log that grew again', async () => {
	await writeFile(view.path('a.log'), etwLog('Agent one'));
	await analyzed(view.source, [view.path('a.log')]);
	await appendFile(view.path('a.log'), etwLog('Agent two'));
	const events = await analyzed(view.source, [view.path('a.log')]);
	expect(events.flatMap((event) => (event.type === 'report' ? [event.report.log?.lines] : []))).toEqual([2]);
});

it('is heard of no more once it is cancelled, and the next one is', async () => {
	await writeFile(view.path('a.log'), `${etwLine({text: 'text'})}\n`.repeat(200_000));
	let heard = 0;
	const cancel = view.source.analyze([view.path('a.log')], () => heard++);
	cancel();
	expect(reportsOf(await analyzed(view.source, [view.path('a.log')]))).toHaveLength(1);
	expect(heard).toBe(0);
});

it('reports standard input that fell silent without an end', async () => {
	const stdin = new PassThrough();
	const own = await createView({stdin});
	try {
		stdin.write(etwLog('Agent one'));
		expect(reportsOf(await analyzed(own.source, ['-']))).toEqual([['(standard input)', null, 'analyzed']]);
	} finally {
		await own.close();
	}
});

it('gives a report of very many scans whole', async () => {
	const scans = Array.from({length: 1100}, (_, index) => [start('X', index + 1), end('X', index + 1)]).flat();
	await writeFile(view.path('a.log'), etwLog(...scans));
	const reports: FileReport[] = [];
	for await (const report of analyzePath(view.path('a.log'))) reports.push(report);
	const [expected] = reports;
	const events = await analyzed(view.source, [view.path('a.log')]);
	expect(events.flatMap((event) => (event.type === 'report' ? [{...event.report, scans: event.report.scans.map(plainScan)}] : []))).toEqual(
		[expected],
	);
	expect(expected?.scans).toHaveLength(1100);
});

it('says what is wrong with rules', async () => {
	await writeFile(view.path('rules.yaml'), 'nonsense: true\n');
	const own = await createView({rules: [view.path('rules.yaml')]});
	try {
		const [report] = await analyzed(own.source, [view.path('a.log')]);
		expect(report).toMatchObject({
			type: 'report',
			report: {path: view.path('a.log'), status: 'failed', reason: expect.stringContaining('rules.yaml:1:')},
		});
	} finally {
		await own.close();
	}
});
