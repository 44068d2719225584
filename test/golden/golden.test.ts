/** Every sample has a golden text and a golden JSON report: a new sample is a new test. Update: npm run test:update, then read the diff. */
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {createReport} from '../../src/core/report/report.js';
import {createJsonReporter} from '../../src/core/report/reporters/json.js';
import {createTextReporter} from '../../src/core/report/reporters/text.js';
import {createAnalyzer, type FileReport} from '../../src/core/index.js';

const samples = new URL('../../samples/', import.meta.url);
const names = readdirSync(samples).filter((name) => name.endsWith('.log'));

function analyzeSample(name: string): FileReport {
	const analyzer = createAnalyzer({path: `samples/${name}`});
	analyzer.push(readFileSync(new URL(name, samples)));
	return analyzer.end();
}

describe.each(names)('%s', (name) => {
	const file = analyzeSample(name);
	const {totals} = createReport([file], '0.0.0');

	it('reads as its golden text', async () => {
		const reporter = createTextReporter({version: '0.0.0'});
		await expect(reporter.begin() + [...reporter.file(file)].join('') + reporter.end(totals)).toMatchFileSnapshot(`${name}.txt`);
	});

	it('is its golden JSON', async () => {
		const reporter = createJsonReporter({version: '0.0.0'});
		await expect(reporter.begin() + [...reporter.file(file)].join('') + reporter.end(totals)).toMatchFileSnapshot(`${name}.json`);
	});
});

it('covers every story', () => {
	expect(names.length).toBeGreaterThanOrEqual(10);
});
