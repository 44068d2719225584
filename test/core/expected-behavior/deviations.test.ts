/** Deviations: claimed where the log proves them, and nowhere else. */
import {describe, expect, it} from 'vitest';
import {findDeviations, orderText} from '../../../src/core/expected-behavior/deviations.js';
import {type ExpectationInput, expectedBehavior} from '../../../src/core/expected-behavior/expected-behavior.js';
import {attempt, behavior, proxyFacts, scanFacts, WSUS_INPUT} from './expectation-cases.js';
import type {ScanFacts} from '../../../src/core/types.js';

const SECURED = 'https://wsus.example:8531/ClientWebService/client.asmx/secured';
const REPORTING = 'https://wsus.example:8531/ReportingWebService/ReportingWebService.asmx';
const ELSEWHERE = 'https://fe3cr.delivery.mp.microsoft.com/ClientWebService/client.asmx';

function deviationsOf(scan: Partial<ScanFacts>, input: Partial<ExpectationInput>): ReturnType<typeof findDeviations> {
	return findDeviations(scanFacts(scan), expectedBehavior({...WSUS_INPUT, ...input}));
}

/** `fallback 10 12` */
function summaries(scan: Partial<ScanFacts>, input: Partial<ExpectationInput>): readonly string[] {
	return deviationsOf(scan, input).map(({about, lines}) => [about, ...lines].join(' '));
}

const SYSTEM_WORKS = proxyFacts([], [attempt(10, 'system', 'succeeded')]);
const SYSTEM_FAILS = proxyFacts([], [attempt(10, 'system', 'failed'), attempt(12, 'system', 'failed')]);
const USER_RESCUES = proxyFacts([], [attempt(10, 'system', 'failed'), attempt(12, 'system', 'failed'), attempt(14, 'user', 'succeeded')]);
const USER_FAILS_TOO = proxyFacts([], [attempt(10, 'system', 'failed'), attempt(14, 'user', 'failed')]);
const USER_FIRST = proxyFacts([], [attempt(10, 'user', 'succeeded')]);

describe('what a scan did', () => {
	it.each<[string, Partial<ScanFacts>, Partial<ExpectationInput>, readonly string[]]>([
		['as expected', {proxy: SYSTEM_WORKS}, {proxyPolicy: 0}, []],
		['as expected, without success', {proxy: SYSTEM_FAILS}, {proxyPolicy: 0}, []],
		['a fallback that is not allowed', {proxy: USER_RESCUES}, {proxyPolicy: 0}, ['fallback 10 12 14']],
		['a fallback that is not allowed and failed', {proxy: USER_FAILS_TOO}, {proxyPolicy: 0}, ['fallback 10 14']],
		[
			'a fallback after a call that worked',
			{
				proxy: proxyFacts(
					[],
					[
						attempt(10, 'system', 'failed'),
						attempt(11, 'system', 'succeeded'),
						attempt(14, 'user', 'failed'),
						attempt(15, 'user', 'failed'),
					],
				),
			},
			{proxyPolicy: 0},
			['fallback 10 14'],
		],
		[
			'a fallback without a failure before it',
			{proxy: proxyFacts([], [attempt(10, 'system', 'succeeded'), attempt(14, 'user', 'failed')])},
			{proxyPolicy: 0},
			['fallback 10 14'],
		],
		['a fallback that is allowed', {proxy: USER_RESCUES}, {proxyPolicy: 1}, []],
		['a fallback that may be allowed', {proxy: USER_RESCUES}, {proxyPolicy: null}, []],
		['a fallback that no reading of the flag allows', {proxy: USER_RESCUES}, {proxyPolicy: 0, interactive: 'flag'}, ['fallback 10 12 14']],
		['a fallback over HTTP', {proxy: USER_RESCUES}, {scheme: 'http', proxyPolicy: 0}, ['fallback 10 12 14']],
		['a fallback of Windows Update', {proxy: USER_RESCUES}, {service: 'Windows Update', proxyPolicy: 0}, []],
		['no use of an allowed fallback, for want of a user', {proxy: SYSTEM_FAILS}, {proxyPolicy: 1}, []],
		['the user proxy first', {proxy: USER_FIRST}, {proxyPolicy: 1}, ['order 10']],
		['the user proxy first, with an unknown policy', {proxy: USER_FIRST}, {proxyPolicy: null}, ['order 10']],
		['the user proxy first where a user may have asked', {proxy: USER_FIRST}, {proxyPolicy: 1, interactive: 'flag'}, []],
		['the user proxy first with unknown updates', {proxy: USER_FIRST}, {proxyPolicy: 1, updates: 'unknown'}, []],
		['the system proxy first for a user', {proxy: SYSTEM_WORKS}, {interactive: 'user'}, ['order 10']],
		['the user proxy first before January 2021', {proxy: USER_FIRST}, {updates: 'before-2021-01'}, []],
		['the system proxy first before January 2021', {proxy: SYSTEM_WORKS}, {updates: 'before-2021-01'}, ['order 10']],
	])('%s', (_, scan, input, expected) => {
		expect(summaries(scan, input)).toEqual(expected);
	});

	it.each<[string, Partial<ScanFacts>]>([
		[
			'where the first call does not say through what',
			{proxy: proxyFacts([], [attempt(8, 'unknown', 'failed'), attempt(10, 'user', 'succeeded')])},
		],
		['where the file begins inside the scan', {start: null, proxy: USER_FIRST}],
		['about downloads', {proxy: proxyFacts([], [attempt(10, 'user', 'succeeded', 'https://slscr.update.microsoft.com/SLS/x')])}],
		['about calls to an unknown address', {proxy: proxyFacts([], [attempt(10, 'user', 'succeeded', null)])}],
		['about the secured service', {proxy: proxyFacts([], [attempt(10, 'user', 'succeeded', SECURED)])}],
		['about reports', {proxy: proxyFacts([], [attempt(10, 'user', 'succeeded', REPORTING)])}],
		['about another server', {proxy: proxyFacts([], [attempt(10, 'user', 'succeeded', ELSEWHERE)])}],
		[
			'about calls after a behaviour for another address',
			{proxy: proxyFacts([behavior(9, 'user-then-system', SECURED)], [attempt(10, 'user', 'succeeded')])},
		],
		['about offline scans', {online: false, proxy: USER_FIRST}],
		['about a direct call', {proxy: proxyFacts([], [attempt(10, 'direct', 'succeeded'), attempt(11, 'user', 'succeeded')])}],
	])('proves nothing %s', (_, scan) => {
		expect(summaries(scan, {proxyPolicy: 0})).toEqual([]);
	});

	it('proves nothing where no proxy is expected at all', () => {
		expect(summaries({online: null, proxy: USER_FIRST}, {online: false})).toEqual([]);
	});
});

describe('what the log prints as behaviour', () => {
	it.each<[string, ScanFacts['proxy']['behaviors'], Partial<ExpectationInput>, readonly string[]]>([
		['1, as expected', [behavior(5, 'system-only')], {proxyPolicy: 0}, []],
		['2, as expected', [behavior(5, 'system-then-user')], {proxyPolicy: 1}, []],
		['1, with an unknown policy', [behavior(5, 'system-only')], {proxyPolicy: null}, []],
		['2, with an unknown policy', [behavior(5, 'system-then-user')], {proxyPolicy: null}, []],
		[
			'1 where policy allows more, since what is printed then is not known',
			[behavior(5, 'system-only'), behavior(9, 'system-only')],
			{proxyPolicy: 1},
			[],
		],
		['1 before January 2021', [behavior(5, 'system-only')], {updates: 'before-2021-01'}, []],
		['1 for a user', [behavior(5, 'system-only')], {interactive: 'user'}, []],
		['1 of Windows Update', [behavior(5, 'system-only')], {service: 'Windows Update'}, []],
		['3 after 1', [behavior(5, 'system-only'), behavior(9, 'user-then-system')], {proxyPolicy: 1}, ['order 9']],
		['2 against the policy', [behavior(5, 'system-then-user'), behavior(9, 'system-then-user')], {proxyPolicy: 0}, ['fallback 5 9']],
		['2 against the policy, whoever asked', [behavior(5, 'system-then-user')], {proxyPolicy: 0, interactive: 'flag'}, ['fallback 5']],
		['3 against all that is expected', [behavior(5, 'user-then-system')], {proxyPolicy: null}, ['order 5']],
		['3 for a user', [behavior(5, 'user-then-system')], {interactive: 'user'}, []],
		['3 where a user may have asked', [behavior(5, 'user-then-system')], {interactive: 'flag'}, []],
		['3 for the secured service', [behavior(5, 'user-then-system', SECURED)], {proxyPolicy: 0}, []],
		['3 for another server', [behavior(5, 'user-then-system', ELSEWHERE)], {proxyPolicy: 0}, []],
		['a number that nobody knows', [behavior(5, null)], {proxyPolicy: 0}, []],
	])('%s', (_, behaviors, input, expected) => {
		expect(summaries({proxy: proxyFacts(behaviors, [])}, input)).toEqual(expected);
	});

	it('joins what the scan did into one deviation', () => {
		const proxy = proxyFacts([behavior(5, 'system-then-user')], USER_RESCUES.attempts);
		expect(deviationsOf({proxy}, {proxyPolicy: 0})).toEqual([
			{
				about: 'fallback',
				text: 'Expected the system proxy only, but the scan fell back to the user proxy, which worked.',
				lines: [5, 10, 12, 14],
			},
		]);
	});

	it.each([
		['succeeded', ', which worked'],
		['failed', ', which also failed'],
		['unknown', ''],
	] as const)('says what became of a fallback: %s', (outcome, words) => {
		const proxy = proxyFacts([], [attempt(10, 'system', 'failed'), attempt(14, 'user', outcome)]);
		expect(deviationsOf({proxy}, {proxyPolicy: 0})[0]?.text).toBe(
			`Expected the system proxy only, but the scan fell back to the user proxy${words}.`,
		);
	});

	it('speaks for the order, which older clients do not print at the call', () => {
		const proxy = proxyFacts([behavior(5, 'user-then-system')], USER_FIRST.attempts);
		expect(deviationsOf({proxy}, {proxyPolicy: 0})).toEqual([
			{
				about: 'order',
				text: 'Expected the system proxy only, but the log shows proxy behavior 3: the user proxy, then the system proxy.',
				lines: [5, 10],
			},
		]);
	});

	it('leaves to the calls what number 1 does not prove', () => {
		const proxy = proxyFacts([behavior(5, 'system-only')], USER_FIRST.attempts);
		expect(deviationsOf({proxy}, {proxyPolicy: 1})).toMatchObject([{about: 'order', lines: [10]}]);
	});

	it('does not quote more lines than a reader follows', () => {
		const behaviors = Array.from({length: 100}, (_, index) => behavior(index + 2, 'system-then-user'));
		expect(deviationsOf({proxy: proxyFacts(behaviors, [])}, {proxyPolicy: 0})[0]?.lines).toHaveLength(20);
	});
});

describe('pinning', () => {
	const certificate = (pinningMandatory: boolean | null): Partial<ScanFacts> => ({
		certificate: {inWsusStore: null, storeEmpty: null, pinningMandatory, lines: [7, 8]},
	});

	it.each<[boolean | null, Partial<ExpectationInput>, readonly string[]]>([
		[true, {store: 'filled', pinningPolicy: 0}, []],
		[false, {store: 'filled', pinningPolicy: 0}, ['pinning 7 8']],
		[null, {store: 'filled', pinningPolicy: 0}, []],
		[true, {store: 'filled', pinningPolicy: 1}, ['pinning 7 8']],
		[false, {store: 'filled', pinningPolicy: 1}, []],
		[true, {store: 'empty', pinningPolicy: 0}, ['pinning 7 8']],
		[false, {store: 'empty', pinningPolicy: 0}, []],
		[false, {store: 'filled', pinningPolicy: null}, []],
		[true, {store: 'unknown', pinningPolicy: 0}, []],
		[true, {scheme: 'http'}, []],
		[true, {online: false}, []],
	])('mandatory: %s with %j gives %j', (mandatory, input, expected) => {
		expect(summaries(certificate(mandatory), input)).toEqual(expected);
	});

	it('is not contradicted by a certificate that is not in the store, which is said of Microsoft addresses as well', () => {
		expect(
			summaries(
				{certificate: {inWsusStore: 'no', storeEmpty: null, pinningMandatory: true, lines: [7]}},
				{store: 'filled', pinningPolicy: 0},
			),
		).toEqual([]);
	});
});

it.each([
	[['system'], 'the system proxy only'],
	[['system', 'user'], 'the system proxy, then the user proxy'],
	[['user', 'system'], 'the user proxy, then the system proxy'],
] as const)('%j reads "%s"', (order, text) => {
	expect(orderText(order)).toBe(text);
});
