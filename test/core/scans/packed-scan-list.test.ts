/** Scans are kept as bytes: what is read from them is what was put in, field by field. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {packedDataOf, plainScan, unpackScans} from '../../../src/core/scans/packed/packed-scan-list.js';
import {createScanPacker, type EvidenceLine} from '../../../src/core/scans/packed/scan-packer.js';
import type {ExpectedBehavior, ScanFacts, TimelineDetail} from '../../../src/core/types.js';
import {bareScan, timelineEntry} from '../../helpers/finding-fixtures.js';

const line = fc.integer({min: 1, max: 2 ** 33});
const place = fc.integer({min: 1, max: 9_000_000});
const words = fc.oneof(
	fc.constantFrom('CcmExec', 'https://wsus.example:8531/', '0x80240438', ''),
	fc.string({unit: 'binary', maxLength: 40}),
	fc.string({unit: 'grapheme-ascii', maxLength: 600}),
);
const maybeWords = fc.option(words, {nil: null});
const time = fc.oneof(
	fc
		.date({min: new Date('1601-01-01'), max: new Date('2299-12-31'), noInvalidDate: true})
		.map((date) => `${date.toISOString().slice(0, 23)}0123`),
	fc.constantFrom('2024-03-12T10:00:00', '2024-03-12T10:00:00.1', 'not a time', ''),
);
const maybeTime = fc.option(time, {nil: null});
const yesNo = fc.constantFrom(null, true, false);
const moment = fc.record({line: place, time: maybeTime});
const few = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, {maxLength: 6});

type DetailType = TimelineDetail['type'];

/** A row for each member of the union. */
const DETAILS: {readonly [Type in DetailType]: fc.Arbitrary<Omit<Extract<TimelineDetail, {readonly type: Type}>, 'type'>>} = {
	'scan-started': fc.record({caller: words}),
	'scan-ended': fc.record({outcome: fc.constantFrom('succeeded', 'failed', 'cancelled', 'unknown'), code: maybeWords}),
	'scan-flags': fc.record({online: yesNo, interactive: yesNo}),
	service: fc.record({id: words, name: fc.constantFrom(null, 'WSUS', 'SLS')}),
	endpoint: fc.record({role: fc.constantFrom('client', 'targeting', 'reporting'), url: words}),
	server: fc.record({service: fc.constantFrom(null, 'WSUS', 'All services'), url: words}),
	call: fc.record({call: words, state: fc.constantFrom('started', 'stopped')}),
	'service-discovery': fc.record({httpStatus: fc.option(fc.nat(), {nil: null}), code: words}),
	'proxy-behavior': fc.record({raw: words, meaning: fc.constantFrom(null, 'system-only', 'user-then-system'), url: words}),
	'proxy-attempt': fc.record({via: fc.constantFrom('system', 'user', 'direct', 'automatic'), impersonation: yesNo}),
	'proxy-list': fc.record({proxy: maybeWords, bypass: maybeWords}),
	'proxy-switch': fc.record({from: fc.constantFrom('system', 'user'), to: fc.constantFrom(null, 'system', 'user')}),
	retry: fc.record({code: maybeWords}),
	failure: fc.record({code: words, category: fc.constantFrom('trust', 'companion', 'other')}),
	'web-error': fc.record({url: maybeWords}),
	'error-mapped': fc.record({code: words, reportedAs: words}),
	recovery: fc.record({call: words, code: words, action: words}),
	certificate: fc.record({fact: fc.constantFrom('store-empty', 'not-in-wsus-store', 'tls-refused')}),
	'updates-found': fc.record({count: fc.nat()}),
	'failed-tries': fc.record({tries: few(fc.record({code: words, via: fc.constantFrom('system', 'user')}))}),
	'exit-code': fc.record({code: words}),
	network: fc.record({connected: fc.boolean()}),
	note: fc.constant({}),
};

const detail = fc.oneof(
	...Object.entries(DETAILS).map(([type, rest]: [string, fc.Arbitrary<object>]) => rest.map((properties) => ({type, ...properties}))),
) as fc.Arbitrary<TimelineDetail>;

/** A row for each field. */
const FIELDS: {readonly [Name in keyof ScanFacts]: fc.Arbitrary<ScanFacts[Name]>} = {
	pid: fc.nat(),
	tid: fc.integer({min: 0, max: 2 ** 32}),
	callId: fc.option(fc.nat(), {nil: null}),
	cv: maybeWords,
	caller: words,
	online: yesNo,
	interactive: yesNo,
	service: fc.record({id: maybeWords, name: fc.constantFrom(null, 'WSUS', 'Microsoft Store', 'All services')}),
	server: fc.option(
		fc.record({url: words, scheme: fc.constantFrom('http', 'https'), host: words, port: fc.option(fc.nat({max: 65_535}), {nil: null})}),
		{nil: null},
	),
	start: fc.option(moment, {nil: null}),
	end: fc.option(moment, {nil: null}),
	durationMs: fc.option(fc.nat(), {nil: null}),
	outcome: fc.constantFrom('succeeded', 'failed', 'cancelled', 'unknown'),
	exitCode: maybeWords,
	exitName: maybeWords,
	rootCause: fc.option(fc.record({code: words, name: maybeWords, line: place}), {nil: null}),
	updatesFound: fc.option(fc.nat(), {nil: null}),
	retries: fc.nat(),
	proxy: fc.record({
		behaviors: few(
			fc.record({line: place, url: maybeWords, raw: words, meaning: fc.constantFrom(null, 'system-only', 'user-then-system')}),
		),
		attempts: few(
			fc.record({
				line: place,
				time: maybeTime,
				via: fc.constantFrom('system', 'named', 'unknown'),
				proxy: maybeWords,
				bypass: maybeWords,
				url: maybeWords,
				impersonation: yesNo,
				outcome: fc.constantFrom('succeeded', 'failed', 'unknown'),
				code: maybeWords,
			}),
		),
		outcome: fc.constantFrom('not-used', 'system', 'user-fallback', 'failed'),
	}),
	certificate: fc.record({inWsusStore: fc.constantFrom(null, 'yes', 'no'), storeEmpty: yesNo, pinningMandatory: yesNo, lines: few(place)}),
	failures: few(
		fc.record({
			line: place,
			time: maybeTime,
			component: words,
			code: words,
			name: maybeWords,
			message: words,
			category: fc.constantFrom('trust', 'companion', 'other'),
		}),
	),
	timeline: few(
		fc.record({
			line,
			time: maybeTime,
			kind: fc.constantFrom('start', 'proxy-switch', 'end'),
			severity: fc.constantFrom('info', 'warning', 'error'),
			text: words,
			detail,
		}),
	),
};

const scanFacts: fc.Arbitrary<ScanFacts> = fc.record(FIELDS);

const quote: fc.Arbitrary<EvidenceLine> = fc.record({
	line: place,
	kind: fc.constantFrom('start', 'end', 'proxy', 'certificate', 'endpoint'),
	text: words,
});

const EXPECTED: ExpectedBehavior = {proxyOrders: [['system']], fallback: 'not-allowed', pinning: 'unknown', reasons: []};

function factsOf({id: _, expected: __, deviations: ___, ...facts}: ReturnType<typeof bareScan>): ScanFacts {
	return facts;
}

describe('a packed scan', () => {
	it('has every field that it was packed with', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(scanFacts, few(quote)), {minLength: 1, maxLength: 12}), (items) => {
				const packer = createScanPacker();
				for (const [index, [facts, quotes]] of items.entries()) packer.add(facts, quotes, index + 1);
				const packed = packer.finish();
				const {scans} = packed;
				for (const scan of scans) packed.expect(scan, EXPECTED, []);
				expect(scans.map(plainScan)).toEqual(
					items.map(([facts], index) => ({id: index + 1, ...facts, expected: EXPECTED, deviations: []})),
				);
				expect(scans.map((scan) => packed.quotesOf(scan))).toEqual(items.map(([, quotes]) => quotes));
			}),
			{seed: 7, numRuns: 300},
		);
	});

	it('tells apart what is said in the same words', () => {
		const packer = createScanPacker();
		const details: readonly TimelineDetail[] = [
			{type: 'failed-tries', tries: [{code: '0x80240438', via: 'system'}]},
			{
				type: 'failed-tries',
				tries: [
					{code: '0x80240438', via: 'system'},
					{code: '0x80240438', via: 'user'},
				],
			},
			{type: 'note'},
			{type: 'retry', code: null},
			{type: 'retry', code: '0x80240438'},
		];
		const facts = factsOf(
			bareScan({timeline: details.map((detail, index) => timelineEntry(index + 1, index, {text: 'the same', detail}))}),
		);
		for (let count = 1; count <= 3; count++) packer.add(facts, [], count);
		const {scans} = packer.finish();
		for (const scan of scans) expect(scan.timeline).toStrictEqual(facts.timeline);
	});

	it('has the fields of a plain one, by name and in JSON', () => {
		const packer = createScanPacker();
		const scan = bareScan({
			caller: 'CcmExec',
			cv: 'aBcD.1',
			start: {line: 3, time: '2024-03-12T10:00:00.0000000'},
			deviations: [{about: 'order', text: 'It was not.', lines: [4]}],
		});
		packer.add(factsOf(scan), [], 3);
		const list = packer.finish();
		const [packed] = list.scans;
		if (packed === undefined) throw new Error('there is no scan');
		list.expect(packed, scan.expected, scan.deviations);
		expect(JSON.parse(JSON.stringify(packed))).toStrictEqual(JSON.parse(JSON.stringify(scan)));
		for (const field of Object.keys(scan) as (keyof typeof scan)[])
			expect(JSON.stringify(packed[field]), field).toBe(JSON.stringify(scan[field]));
	});
});

describe('a list of packed scans', () => {
	it('is in the order of first lines, whichever scan ended first', () => {
		const packer = createScanPacker();
		for (const first of [40, 7, 99, 8])
			packer.add(factsOf(bareScan({tid: first})), [{line: first, kind: 'start', text: `line ${first}`}], first);
		const packed = packer.finish();
		const {scans} = packed;
		expect(scans.map(({id, tid}) => [id, tid])).toEqual([
			[1, 7],
			[2, 8],
			[3, 40],
			[4, 99],
		]);
		expect(scans.flatMap((scan) => packed.quotesOf(scan)).map(({text}) => text)).toEqual(['line 7', 'line 8', 'line 40', 'line 99']);
	});

	it('goes to another thread as what it was made of', () => {
		const packer = createScanPacker();
		for (let index = 0; index < 100; index++) packer.add(factsOf(bareScan({caller: `caller ${index % 3}`, tid: index})), [], index + 1);
		const list = packer.finish();
		const {scans} = list;
		for (const scan of scans) list.expect(scan, EXPECTED, []);
		const packed = packedDataOf(scans);
		expect(packed).not.toBeNull();
		const there = unpackScans(structuredClone(packed) as NonNullable<typeof packed>);
		expect(there.map(plainScan)).toStrictEqual(scans.map(plainScan));
		expect(packedDataOf(scans.slice(1))).toBeNull();
	});

	it('keeps what thousands of scans say in few bytes', () => {
		const packer = createScanPacker();
		const timeline = Array.from({length: 8}, (_, index) => ({
			line: index,
			time: `2024-03-12T10:00:0${index}.0000000`,
			kind: 'setting' as const,
			severity: 'info' as const,
			text: `What every scan says, number ${index}`,
			detail: {type: 'call' as const, call: `Call ${index}`, state: 'started' as const},
		}));
		for (let index = 0; index < 5000; index++) {
			packer.add(
				{
					...factsOf(
						bareScan({caller: 'CcmExec', cv: `aBcD.${index}.0.2`, start: {line: index * 100, time: '2024-03-12T10:00:00.0000000'}}),
					),
					timeline: timeline.map((entry) => ({...entry, line: entry.line + index * 100})),
				},
				[],
				index * 100,
			);
		}
		const packed = packedDataOf(packer.finish().scans);
		const bytes = packed?.pages.reduce((sum, page) => sum + page.length, 0) ?? Number.NaN;
		expect(bytes / 5000).toBeLessThan(250);
	});

	it('keeps the lines to be quoted of the first scans of each kind where there are very many', () => {
		const packer = createScanPacker();
		const text = 'x'.repeat(500);
		for (let index = 0; index < 40_000; index++)
			packer.add(
				factsOf(bareScan({caller: index === 39_999 ? 'late' : 'usual'})),
				[{line: index + 1, kind: 'start', text: `${index} ${text}`}],
				index + 1,
			);
		const packed = packer.finish();
		const {scans} = packed;
		const quoted = scans.filter((scan) => packed.quotesOf(scan).length > 0);
		expect(quoted.length).toBeGreaterThan(1_900);
		expect(quoted.length).toBeLessThan(2_500);
		expect(quoted.at(0)?.id).toBe(1);
		expect(quoted.at(-1)?.caller).toBe('late');
	});
});
