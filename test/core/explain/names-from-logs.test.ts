/** Callers, messages, policies, and beginnings of codes: what each is, and what must not be taken for it. */
import {describe, expect, it} from 'vitest';
import {explain, type Explanation} from '../../../src/core/explain/explain.js';
import {explanationText} from '../../../src/core/explain/explain-text.js';
import {KNOWN_CALLERS} from '../../../src/core/explain/known-callers.js';
import {MORE_SETTINGS} from '../../../src/core/explain/known-policies.js';
import {MESSAGE_PATTERNS} from '../../../src/core/events/patterns/index.js';
import {RULES} from './example-rules.js';

function ask(query: string): Explanation {
	return explain(query, RULES);
}

describe('the beginning of a code', () => {
	it.each([
		['8024', '0x8024'],
		['0x8024', '0x8024'],
		['80d0', '0x80D0'],
		['0x8024402', '0x8024402'],
	])('%s is incomplete', (query, prefix) => {
		const answer = ask(query);
		if (answer.type !== 'incomplete') throw new Error(`it is ${answer.type}`);
		expect(answer.prefix).toBe(prefix);
		expect(answer.count).toBeGreaterThan(1);
		expect(answer.codes.every(({code}) => code.startsWith(prefix))).toBe(true);
		expect(explanationText(answer)).toContain('is incomplete: a code has eight digits');
	});

	it('may be of no known code', () => {
		expect(ask('0x8123')).toMatchObject({type: 'incomplete', count: 0, codes: []});
	});

	it.each(['12007', '9001', '0x5', '407', '0x80244010', 'dead', '8453'])('%s is none', (query) => {
		expect(ask(query).type).not.toBe('incomplete');
	});
});

describe('a caller', () => {
	it.each([
		'CcmExec',
		'MoUpdateOrchestrator',
		'UpdateOrchestrator',
		'Device Driver Retrieval Client',
		'Windows Defender',
		'AutomaticUpdates',
		'AutomaticUpdatesWuApp',
		'wusa',
		'TrustedInstaller FOD',
		'Update;ScanForUpdates',
		'<<PROCESS>>: taskhostw.exe',
	])('%s is known', (name) => {
		expect(ask(name)).toMatchObject({type: 'caller', caller: {text: expect.stringMatching(/\.$/)}});
	});

	it('is found in a line of the log that says nothing else', () => {
		expect(ask('SR.CcmExec [CallerId = CcmExec]')).toMatchObject({type: 'caller', caller: {name: 'CcmExec'}});
	});

	it('is one of the candidates for a part of its name', () => {
		expect(ask('orchestrator')).toMatchObject({
			type: 'candidates',
			callers: [{name: 'MoUpdateOrchestrator'}, {name: 'UpdateOrchestrator'}],
		});
	});

	it.each(KNOWN_CALLERS.map((row) => [row.name, row] as const))('%s matches its own forms', (_, {match, forms, source}) => {
		for (const form of forms) expect(form).toMatch(match);
		expect(source).not.toBe('');
	});
});

describe('a message', () => {
	it.each([
		['Exceeded max server round trips', /more requests to the server/],
		['cert-pinning mandatory: Yes', /^Yes: /],
		['2024/03/12 19:47:21.6369835 19724 3856  WebServices     WSUS TLS cert-pinning mandatory: No', /^No: /],
		['ProtocolTalker  WSUS certificate store is empty', /Nothing is pinned/],
		['Cert in WSUS store: No', /^No: /],
		['Windows Update access disabled: Yes', /0x8024002E/],
	])('%s is told with what follows from it', (query, words) => {
		const answer = ask(query);
		if (answer.type !== 'message') throw new Error(`it is ${answer.type}`);
		expect([answer.message.meaning, answer.message.advice].some((text) => text !== null && words.test(text))).toBe(true);
		expect(explanationText(answer)).toContain('It says');
	});

	it('is found for every example of the tables that names nothing else', () => {
		const types = MESSAGE_PATTERNS.flatMap(({examples}) => examples.match.slice(0, 1)).map((example) => [example, ask(example).type]);
		expect(types.filter(([, type]) => type === 'nothing' || type === 'candidates')).toEqual([]);
	});

	it('is told beside the code of its line', () => {
		expect(ask('Exceeded max server round trips: 0x80244010')).toMatchObject({
			type: 'code',
			message: {meaning: expect.stringContaining('more requests')},
		});
	});

	it('is not seen in a single word', () => {
		expect(ask('deployed').type).not.toBe('message');
	});
});

describe('a policy', () => {
	it.each(
		MORE_SETTINGS.map((setting) => [setting.name, setting] as const),
	)('%s is told with values, default or unit, and place', (name, setting) => {
		expect(ask(name)).toMatchObject({type: 'setting', setting: {name}});
		expect(setting.text).toMatch(/\.$/);
		expect(setting.values.length).toBeGreaterThan(0);
		expect(setting.registry).toContain(name);
		expect(setting.source).not.toBe('');
	});
});
