/** Documents for Elastic and the like: names and types of the schema, times as the log states them, nothing twice. */
import {describe, expect, it} from 'vitest';
import {documentsOf} from '../../../src/core/triage/ecs/documents.js';
import {ECS_FIELDS, ECS_REFERENCE, type EcsField} from '../../../src/core/triage/ecs/fields.js';
import {labelNames, lineOf} from '../../../src/core/triage/ecs/line.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import {selectAll} from '../../../src/core/triage/selection.js';
import {hostileReport} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {resultOf, resultWith, SAMPLES, smallFleet} from '../../helpers/triage-results.js';

const LABELS = {site: 'Berlin'};
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?([+-]\d{2}:\d{2})?$/;

type Document = Readonly<Record<string, unknown>>;

function documents(result: TriageResult): readonly Document[] {
	return documentsOf(selectAll(result), LABELS).map(({fields}) => JSON.parse(lineOf(fields)));
}

/** Every field by its name with dots. `labels` is one field. */
function flat(document: Document, before = ''): ReadonlyMap<string, unknown> {
	const fields = new Map<string, unknown>();
	for (const [name, value] of Object.entries(document)) {
		const path = `${before}${name}`;
		if (typeof value === 'object' && value !== null && !Array.isArray(value) && path !== 'labels')
			for (const [inner, one] of flat({...value}, `${path}.`)) fields.set(inner, one);
		else fields.set(path, value);
	}
	return fields;
}

function all(results: readonly TriageResult[]): readonly ReadonlyMap<string, unknown>[] {
	return results.flatMap(documents).map((document) => flat(document));
}

const everySample = (Object.keys(SAMPLES) as (keyof typeof SAMPLES)[]).map((sample) => resultOf(sample, sample));

const isOfType: Readonly<Record<(typeof ECS_FIELDS)[EcsField]['type'], (value: unknown) => boolean>> = {
	date: (value) => typeof value === 'string' && DATE.test(value),
	keyword: (value) => typeof value === 'string',
	keywords: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
	text: (value) => typeof value === 'string',
	long: (value) => Number.isSafeInteger(value),
	labels: (value) => JSON.stringify(value) === JSON.stringify(LABELS),
};

describe('fields', () => {
	it('are those of the schema with their types, or below wulens', () => {
		const wrong = all([...everySample, ...smallFleet()]).flatMap((fields) =>
			[...fields].filter(([name, value]) => {
				if (name.startsWith('wulens.')) return false;
				return !Object.hasOwn(ECS_FIELDS, name) || !isOfType[ECS_FIELDS[name as EcsField].type](value);
			}),
		);
		expect(wrong).toEqual([]);
	});

	it('of the table are all used, but for the id, which whoever writes the lines adds', () => {
		const named = everySample.map((result) => ({...result, machine: {...result.machine, domain: 'corp.example'}}));
		const used = new Set(all(named).flatMap((fields) => [...fields.keys()]));
		expect(Object.keys(ECS_FIELDS).filter((name) => !used.has(name))).toEqual(['event.id']);
	});

	it('have a page of the field reference each', () => {
		for (const {page} of Object.values(ECS_FIELDS))
			expect(`${ECS_REFERENCE}${page}`).toMatch(/^https:\/\/www\.elastic\.co\/guide\/en\/ecs\/8\.11\/ecs-[a-z-]+\.html(#field-[a-z-]+)?$/);
	});

	it('have values that the schema allows', () => {
		for (const fields of all(everySample)) {
			expect(['event', 'alert']).toContain(fields.get('event.kind'));
			expect(['success', 'failure', 'unknown', undefined]).toContain(fields.get('event.outcome'));
			expect(fields.get('event.category')).toEqual(['package']);
			expect(fields.get('host.os.type')).toBe('windows');
		}
	});
});

describe('a scan that failed', () => {
	const [scan] = all([resultOf('proxyDead', 'PC-1')]).filter((fields) => fields.get('wulens.outcome') === 'failed');

	it('has its code, its server, and its machine', () => {
		expect(Object.fromEntries(scan ?? [])).toMatchObject({
			'event.dataset': 'wulens.scan',
			'event.outcome': 'failure',
			'event.type': ['info', 'error'],
			'error.code': expect.stringMatching(/^0x[0-9A-F]{8}$/),
			'host.name': 'PC-1',
			'log.file.path': 'PC-1/WindowsUpdate.log',
			'url.scheme': expect.stringMatching(/^https?$/),
			labels: LABELS,
		});
		expect(scan?.get('server.address')).toBe(scan?.get('url.domain'));
	});
});

describe('events', () => {
	it('are one for each scan, failure outside scans, and finding', () => {
		for (const result of [...everySample, ...smallFleet()]) {
			const {scans, failures, findings} = selectAll(result);
			expect(documents(result)).toHaveLength(scans.length + failures.length + findings.length);
		}
	});

	it('have identities of their own, the same in a later collection under another path', () => {
		for (const sample of Object.keys(SAMPLES) as (keyof typeof SAMPLES)[]) {
			const one = documentsOf(selectAll(resultOf(sample, 'PC-1')), {}).map(({identity}) => identity);
			const later = documentsOf(selectAll(resultOf(sample, 'pc-1', {path: 'later/WindowsUpdate.log'})), {});
			expect(new Set(one).size).toBe(one.length);
			if (!one.some((identity) => identity.includes('WindowsUpdate.log'))) expect(later.map(({identity}) => identity)).toEqual(one);
		}
		const dated = documentsOf(selectAll(resultOf('proxyDead', 'PC-1')), {});
		expect(dated.some(({identity}) => identity.includes('WindowsUpdate.log'))).toBe(false);
	});
});

describe('times', () => {
	it('have no zone where the log states none, and say so', () => {
		const [fields] = all([resultOf('proxyDead', 'PC-1')]);
		expect(fields?.get('@timestamp')).toMatch(/T\d{2}:\d{2}:\d{2}\.\d{7}$/);
		expect(fields?.has('event.timezone')).toBe(false);
		expect(fields?.get('wulens.time_zone_stated')).toBe(false);
	});

	it('have the zone that the log states', () => {
		const [fields] = all([resultOf('win7', 'PC-1')]);
		expect(fields?.get('event.timezone')).toMatch(/^[+-]\d{2}:\d{2}$/);
		expect(String(fields?.get('@timestamp')).endsWith(String(fields?.get('event.timezone')))).toBe(true);
		expect(fields?.get('wulens.time_zone_stated')).toBe(true);
	});

	it('are left out where the log has none', () => {
		const result = resultOf('proxyDead', 'PC-1');
		const scans = result.report.scans.map((scan) => ({...scan, start: null, end: null}));
		const [scan] = all([{...result, report: {...result.report, scans}}]);
		expect(scan?.get('event.dataset')).toBe('wulens.scan');
		expect(['@timestamp', 'event.start', 'event.end'].filter((name) => scan?.has(name))).toEqual([]);
	});
});

describe('hostile text', () => {
	it.each(Object.entries(HOSTILE_TEXTS))('stays one line of JSON that is safe to print: %s', (_, text) => {
		const lines = documentsOf(selectAll(resultWith(hostileReport(text), 'PC-1')), {site: text}).map(({fields}) => lineOf(fields));
		for (const line of lines) {
			expect(line.indexOf('\n')).toBe(line.length - 1);
			expect(line).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/);
			expect(JSON.parse(line)).toHaveProperty('ecs.version');
		}
	});

	it('makes no object of the name of a column, and no two labels one', () => {
		expect([...labelNames(['cost.center', 'cost center', 'Büro'])]).toEqual([
			['cost.center', 'cost_center'],
			['cost center', 'cost_center_'],
			['Büro', 'Büro'],
		]);
	});
});
