/** The answer as gauges: by the grammar of the format, with the numbers of the summary, and never too many. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {MAX_SAMPLES, prometheusText} from '../../../src/core/triage/prometheus.js';
import type {Summary} from '../../../src/core/triage/summary.js';
import {readExposition} from '../../helpers/exposition-format.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {smallFleet, summarize} from '../../helpers/triage-results.js';

const summary = summarize(smallFleet());

function gaugeOf(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
	return readExposition(text).find((sample) => sample.name === name && JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;
}

function withServer(server: string): Summary {
	const [first] = summary.servers;
	if (first === undefined) throw new Error('the fleet has no server');
	return {...summary, servers: [{...first, server}]};
}

describe('the gauges', () => {
	const text = prometheusText(summary);

	it('say what the summary says', () => {
		expect(gaugeOf(text, 'wulens_machines', {verdict: 'error'})).toBe(summary.totals.verdicts.error);
		expect(gaugeOf(text, 'wulens_machines_without_log')).toBe(summary.totals.machinesWithoutLog);
		expect(gaugeOf(text, 'wulens_scans', {outcome: 'failed'})).toBe(summary.totals.failed);
		expect(gaugeOf(text, 'wulens_pinning_machines', {state: 'pinned'})).toBe(summary.pinning.pinned);
		expect(gaugeOf(text, 'wulens_inputs', {status: 'analyzed'})).toBe(summary.ledger.analyzed);
	});

	it('count a machine once for a rule and code, at however many servers it has the problem', () => {
		const [problem] = summary.problems;
		if (problem === undefined) throw new Error('the fleet has no problem');
		const {rule, severity, code} = problem;
		const machines = summary.machines.filter(({problems}) =>
			problems.some((one) => one.rule === rule && one.severity === severity && one.code === code),
		);
		expect(gaugeOf(text, 'wulens_problem_machines', {problem: rule, severity, code: code ?? ''})).toBe(machines.length);
	});

	it('begin each metric with what it is', () => {
		expect(text).toContain(
			'# HELP wulens_scans Scans in the logs, by how they ended.\n# TYPE wulens_scans gauge\nwulens_scans{outcome="succeeded"} ',
		);
	});

	it('leave the inventory out where there is none', () => {
		expect(text).not.toContain('wulens_inventory_machines');
	});

	it('are not more than the limit, however many servers there are; those of the most machines are kept', () => {
		const [first] = summary.servers;
		if (first === undefined) throw new Error('the fleet has no server');
		const servers = Array.from({length: 500}, (_, index) => ({...first, server: `https://wsus${index}.example`, machines: index}));
		const samples = readExposition(prometheusText({...summary, servers})).filter(({name}) => name === 'wulens_server_machines');
		expect(samples).toHaveLength(MAX_SAMPLES);
		expect(samples.map(({value}) => value)).toEqual(Array.from({length: MAX_SAMPLES}, (_, index) => 499 - index));
	});
});

describe('hostile names', () => {
	it.each(Object.entries(HOSTILE_TEXTS))('cannot break the format: %s', (_, server) => {
		expect(readExposition(prometheusText(withServer(server))).filter(({name}) => name === 'wulens_server_machines')).toHaveLength(1);
	});

	it('come out as they are, apart from control characters', () => {
		fc.assert(
			fc.property(fc.string({unit: fc.constantFrom('a', '"', '\\', ',', '{', '}', '=', ' ', 'n')}), (server) => {
				const samples = readExposition(prometheusText(withServer(server)));
				expect(samples.find(({name}) => name === 'wulens_server_machines')?.labels).toEqual({server});
			}),
		);
	});
});

describe('the checker of the format', () => {
	it.each([
		['no line feed at the end', '# HELP a b\n# TYPE a gauge\na 1'],
		['a sample without its type', 'a 1\n'],
		['a quote that is not escaped', '# HELP a b\n# TYPE a gauge\na{b="c"d"} 1\n'],
		['a name with a dot', '# HELP a.b c\n# TYPE a.b gauge\na.b 1\n'],
		['one series twice', '# HELP a b\n# TYPE a gauge\na 1\na 2\n'],
		['a time, which collectors refuse', '# HELP a b\n# TYPE a gauge\na 1 1395066363000\n'],
		['an empty line', '# HELP a b\n\n# TYPE a gauge\na 1\n'],
	])('finds %s', (_, text) => {
		expect(() => readExposition(text)).toThrow();
	});
});
