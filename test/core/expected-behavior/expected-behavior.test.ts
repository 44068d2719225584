/** What a scan is expected to do: each rule both ways, missing facts, and that learning a fact never contradicts. */
import {describe, expect, it} from 'vitest';
import {type ExpectationInput, expectedBehavior, isOpenPoint, reasonText} from '../../../src/core/expected-behavior/expected-behavior.js';
import {allInputs, learned, WSUS_INPUT} from './expectation-cases.js';

const HTTPS = {service: 'WSUS', scheme: 'https'} as const;
const HTTP = {service: 'WSUS', scheme: 'http'} as const;

/** `system>user, allowed` */
function proxiesOf(changes: Partial<ExpectationInput>): string {
	const {proxyOrders, fallback} = expectedBehavior({...WSUS_INPUT, ...changes});
	return `${proxyOrders.map((order) => order.join('>')).join(' | ') || 'none'}, ${fallback}`;
}

function pinningOf(changes: Partial<ExpectationInput>): string {
	return expectedBehavior({...WSUS_INPUT, ...changes}).pinning;
}

function reasonsOf(changes: Partial<ExpectationInput>, about: string): string {
	return expectedBehavior({...WSUS_INPUT, ...changes})
		.reasons.filter((reason) => reason.about === about)
		.map(({text}) => text)
		.join(' ');
}

describe('the proxies of a scan', () => {
	it.each<[string, Partial<ExpectationInput>, string]>([
		['of WSUS over HTTPS', {...HTTPS, proxyPolicy: 0}, 'system, not-allowed'],
		['of WSUS over HTTPS where policy allows it', {...HTTPS, proxyPolicy: 1}, 'system>user, allowed'],
		['of WSUS over HTTPS before January 2021', {...HTTPS, updates: 'before-2021-01', proxyPolicy: 0}, 'user>system, allowed'],
		[
			'of WSUS over HTTPS before January 2021, whatever the policy',
			{...HTTPS, updates: 'before-2021-01', proxyPolicy: 1},
			'user>system, allowed',
		],
		['of WSUS over HTTPS before September 2020', {...HTTPS, updates: 'before-2020-09'}, 'user>system, allowed'],
		['of WSUS over HTTP', {...HTTP, proxyPolicy: 0}, 'system, not-allowed'],
		['of WSUS over HTTP where policy allows it', {...HTTP, proxyPolicy: 1}, 'system>user, allowed'],
		['of WSUS over HTTP after September 2020', {...HTTP, updates: 'before-2021-01', proxyPolicy: 0}, 'system, not-allowed'],
		[
			'of WSUS over HTTP after September 2020 where policy allows it',
			{...HTTP, updates: 'before-2021-01', proxyPolicy: 1},
			'system>user, allowed',
		],
		['of WSUS over HTTP before September 2020', {...HTTP, updates: 'before-2020-09', proxyPolicy: 0}, 'user>system, allowed'],
		['of Windows Update', {service: 'Windows Update'}, 'system>user, allowed'],
		['of Microsoft Update', {service: 'Microsoft Update'}, 'system>user, allowed'],
		['of the Store', {service: 'Microsoft Store'}, 'system>user, allowed'],
		['of DCat', {service: 'DCat Flighting'}, 'system>user, allowed'],
		['of Windows Update, whatever the policy', {service: 'Windows Update', proxyPolicy: 0}, 'system>user, allowed'],
		['of Windows Update before January 2021', {service: 'Windows Update', updates: 'before-2021-01'}, 'user>system, allowed'],
		['of Windows Update before September 2020', {service: 'Windows Update', updates: 'before-2020-09'}, 'user>system, allowed'],
		['that a user started', {interactive: 'user', proxyPolicy: 0}, 'user>system, allowed'],
		['that a user started over HTTP', {...HTTP, interactive: 'user', proxyPolicy: 0}, 'user>system, allowed'],
		['of Windows Update that a user started', {service: 'Windows Update', interactive: 'user'}, 'user>system, allowed'],
		['that is offline', {online: false}, 'none, not-allowed'],
		['that is offline, whoever started it', {online: false, interactive: 'user', service: null}, 'none, not-allowed'],
	])('%s', (_, input, proxies) => {
		expect(proxiesOf(input)).toBe(proxies);
	});
});

describe('the proxies of a scan of which something is unknown', () => {
	it.each<[string, Partial<ExpectationInput>, string]>([
		['the policy', {proxyPolicy: null}, 'system | system>user, unknown'],
		['the policy, which does not matter', {service: 'Windows Update', proxyPolicy: null}, 'system>user, allowed'],
		['who started it, for Interactive = Yes', {interactive: 'flag', proxyPolicy: 0}, 'system | user>system, unknown'],
		['who started it', {interactive: 'unknown', proxyPolicy: 1}, 'system>user | user>system, allowed'],
		['the updates', {updates: 'unknown', proxyPolicy: 0}, 'system | user>system, unknown'],
		['the updates, which do not matter', {updates: 'unknown', interactive: 'user'}, 'user>system, allowed'],
		['the scheme', {scheme: null, updates: 'before-2021-01', proxyPolicy: 0}, 'user>system | system, unknown'],
		['the scheme, which does not matter', {scheme: null, proxyPolicy: 0}, 'system, not-allowed'],
		['the service', {service: null, proxyPolicy: 0}, 'system | system>user, unknown'],
		['which of all services', {service: 'All services', proxyPolicy: 0}, 'system | system>user, unknown'],
		['whether it went online', {online: null, proxyPolicy: 1}, 'system>user, unknown'],
		['whether it went online, where nothing allows a fallback', {online: null, proxyPolicy: 0}, 'system, not-allowed'],
	])('%s', (_, input, proxies) => {
		expect(proxiesOf(input)).toBe(proxies);
	});
});

describe('pinning', () => {
	it.each<[string, Partial<ExpectationInput>, string]>([
		['with a filled store', {store: 'filled', pinningPolicy: 0}, 'enforced'],
		['with a filled store where policy switches it off', {store: 'filled', pinningPolicy: 1}, 'not-enforced'],
		['with a filled store, whoever started the scan', {store: 'filled', pinningPolicy: 0, interactive: 'user', proxyPolicy: 1}, 'enforced'],
		['with an empty store', {store: 'empty', pinningPolicy: 0}, 'not-enforced'],
		['with an empty store, whatever the policy', {store: 'empty', pinningPolicy: null}, 'not-enforced'],
		['before January 2021', {store: 'filled', pinningPolicy: 0, updates: 'before-2021-01'}, 'not-enforced'],
		['before September 2020', {store: 'filled', pinningPolicy: 0, updates: 'before-2020-09'}, 'not-enforced'],
		['over HTTP', {...HTTP, store: 'filled', pinningPolicy: 0}, 'not-applicable'],
		["of Microsoft's services", {service: 'Microsoft Store', store: 'filled', pinningPolicy: 0}, 'not-applicable'],
		['offline', {online: false, store: 'filled', pinningPolicy: 0}, 'not-applicable'],
		['with an unknown policy', {store: 'filled', pinningPolicy: null}, 'unknown'],
		['with an unknown store', {store: 'unknown', pinningPolicy: 0}, 'unknown'],
		['with an unknown store where policy switches it off', {store: 'unknown', pinningPolicy: 1}, 'not-enforced'],
		['with an unknown scheme', {scheme: null, store: 'filled', pinningPolicy: 0}, 'unknown'],
		['with unknown updates', {updates: 'unknown', store: 'filled', pinningPolicy: 0}, 'unknown'],
	])('%s', (_, input, pinning) => {
		expect(pinningOf(input)).toBe(pinning);
	});
});

describe('reasons', () => {
	it('name the rule where the facts decide', () => {
		expect(reasonsOf({proxyPolicy: 0}, 'order')).toBe(
			'Since January 2021, a scan against a WSUS server over HTTPS uses only the system proxy.',
		);
		expect(
			expectedBehavior({...WSUS_INPUT, proxyPolicy: 0, interactive: 'no'}).reasons.filter(({about}) => about !== 'pinning'),
		).toHaveLength(2);
	});

	it('say that the flag proves no user', () => {
		expect(reasonsOf({interactive: 'flag', proxyPolicy: 0}, 'order')).toContain('Interactive = Yes does not prove');
		expect(reasonsOf({interactive: 'unknown', proxyPolicy: 0}, 'order')).not.toContain('Interactive = Yes');
	});

	it('name missing facts that make a difference, and no others', () => {
		expect(reasonsOf({proxyPolicy: null}, 'order')).toContain('SetProxyBehaviorForUpdateDetection allows');
		expect(reasonsOf({proxyPolicy: null, updates: 'before-2021-01'}, 'order')).not.toContain('unknown');
		expect(reasonsOf({store: 'empty', pinningPolicy: null}, 'pinning')).not.toContain('unknown');
	});

	it('of one order only say that there is no other', () => {
		for (const scheme of ['http', 'https'] as const)
			expect(reasonsOf({scheme, proxyPolicy: 0}, 'order')).toMatch(/uses only the system proxy\.$/);
	});

	it('tell missing facts from rules, and have a source where there is one', () => {
		const {reasons} = expectedBehavior({...WSUS_INPUT, proxyPolicy: null, interactive: 'flag'});
		for (const reason of reasons) expect(isOpenPoint(reason), reason.text).toBe(/is unknown|does not prove/.test(reason.text));
		expect(reasons.filter(isOpenPoint).map(reasonText).join(' ')).not.toContain('not said');
		expect(reasonText({text: 'So it is.', source: 'a page'})).toBe('So it is. (a page)');
	});

	it('are there for each subject of each input, with a source', () => {
		for (const input of allInputs()) {
			const {reasons} = expectedBehavior(input);
			expect(new Set(reasons.map(({about}) => about)), JSON.stringify(input)).toEqual(new Set(['order', 'fallback', 'pinning']));
			expect(reasons.every(({text, source}) => text !== '' && source !== '')).toBe(true);
			expect(new Set(reasons.map(({about, text}) => about + text)).size).toBe(reasons.length);
		}
	});
});

describe('for every input', () => {
	it('known facts give one answer', () => {
		for (const input of allInputs()) {
			const isKnown = learned(input).length === 0;
			if (!isKnown || input.online !== true) continue;
			const {proxyOrders, fallback, pinning} = expectedBehavior(input);
			expect(proxyOrders).toHaveLength(1);
			expect([fallback, pinning]).not.toContain('unknown');
		}
	});

	it('learning a fact never contradicts what was known', () => {
		for (const before of allInputs()) {
			const old = expectedBehavior(before);
			for (const after of learned(before)) {
				const now = expectedBehavior(after);
				const message = `${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
				const orders = old.proxyOrders.map((order) => order.join());
				expect(
					now.proxyOrders.every((order) => orders.includes(order.join())),
					message,
				).toBe(true);
				if (old.fallback !== 'unknown') expect(now.fallback, message).toBe(old.fallback);
				if (old.pinning !== 'unknown') expect(now.pinning, message).toBe(old.pinning);
			}
		}
	});

	it('the same input gives the same answer', () => {
		expect(expectedBehavior({...WSUS_INPUT})).toEqual(expectedBehavior({...WSUS_INPUT}));
	});
});
