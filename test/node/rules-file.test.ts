/** Rules of the user: what a file may hold, and how each mistake is told with file and line. */
import {describe, expect, it} from 'vitest';
import {FACTS} from '../../src/core/findings/facts/index.js';
import {RULES} from '../../src/core/findings/rules/index.js';
import {parseRules, readRulesFile} from '../../src/node/rules-file.js';

const BRANCH_URL = 'https://branch01.example:8531/ClientWebService/client.asmx';

const GOOD = `
# A rule of one company
- id: branch-office-proxy
  severity: warning
  role: context
  title: "Scan through the branch office ({count})"
  when:
    facts:
      service: WSUS
      host: {contains: branch}
      outcome: [failed, succeeded]
    not:
      facts: {retries: {atLeast: 5}}
  explanation: The scan went to the server of the branch office.
  steps:
    - text: Ask the branch office.
      changes: false
    - text: Point the policy to the main office.
      command: gpupdate /force
      changes: true
  references: [House rules]
  evidence: [endpoint, end]
  examples:
    match:
      - |
        Agent * START * Finding updates CallerId = CcmExec  Id = 2
        ProtocolTalker ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = ${BRANCH_URL}
        Agent * END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x00000000
    noMatch:
      - Agent hello
`;

describe('a good file', () => {
	it('in YAML', () => {
		const [rule] = parseRules(GOOD, 'rules.yml');
		expect(rule).toMatchObject({
			id: 'branch-office-proxy',
			role: 'context',
			when: {facts: {host: {contains: 'branch'}, outcome: ['failed', 'succeeded']}, not: {facts: {retries: {atLeast: 5}}}},
		});
		expect(rule?.steps).toEqual([
			{text: 'Ask the branch office.', command: null, changes: false},
			{text: 'Point the policy to the main office.', command: 'gpupdate /force', changes: true},
		]);
	});

	it('in JSON, also below a key "rules"', () => {
		const rules = parseRules(GOOD, 'rules.yml');
		expect(parseRules(JSON.stringify({rules}), 'rules.json')).toEqual(rules);
	});

	it('may write null for a step without a command', () => {
		const [rule] = parseRules(
			GOOD.replace('- text: Ask the branch office.', '- text: Ask the branch office.\n      command: null'),
			'rules.yml',
		);
		expect(rule?.steps[0]).toEqual({text: 'Ask the branch office.', command: null, changes: false});
	});

	it('may have one finding for all codes, and another step where the log does not provide what a command needs', () => {
		const [rule] = parseRules(
			GOOD.replace('  evidence:', '  acrossCodes: true\n  evidence:').replace(
				'- text: Ask the branch office.\n      changes: false',
				[
					'- text: Test the port of {host}.',
					'      command: Test-NetConnection {host} -Port {port}',
					'      changes: false',
					'      withoutCommand: {text: "Ask for the port of {host}.", changes: false}',
				].join('\n'),
			),
			'rules.yml',
		);
		expect(rule?.acrossCodes).toBe(true);
		expect(rule?.steps[0]?.withoutCommand).toEqual({text: 'Ask for the port of {host}.', command: null, changes: false});
	});

	it('may name facts in braces, the number of scans, the reason and a GUID', () => {
		const text = 'Of {host} {log.clientVersion} {count} {reason} {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}';
		expect(parseRules(GOOD.replace('The scan went to the server of the branch office.', text), 'rules.yml')[0]?.explanation).toBe(text);
	});

	it.each([
		'outcome: [failed, null]',
		'online: true',
		'httpStatus: 503',
		'httpStatus: {atLeast: 500, atMost: 599}',
		'policy.proxy: 1',
		'inWsusStore: "no"',
		'service: {contains: update}',
		'exitCode: {contains: "0x8024"}',
		'exitCode: "0x8024402C"',
		'log.firstTime: 2021-01-12',
		'updatesFound: null',
	])('may ask for %s', (test) => {
		expect(
			parseRules(
				GOOD.replace('service: WSUS', test.startsWith('outcome') ? 'service: WSUS' : test).replace(
					'outcome: [failed, succeeded]',
					test.startsWith('outcome') ? test : 'outcome: failed',
				),
				'rules.yml',
			),
		).toHaveLength(1);
	});

	it('is what the rules of wulens are, by the same checks', () => {
		expect(parseRules(JSON.stringify(RULES), 'rules.json')).toHaveLength(RULES.length);
	});

	it('may put the host and the port of the server into a command', () => {
		const [rule] = parseRules(GOOD.replace('command: gpupdate /force', 'command: telnet {host} {port}'), 'rules.yml');
		expect(rule?.steps.map(({command}) => command)).toContain('telnet {host} {port}');
	});

	it('may write codes without quotes', () => {
		const [rule] = parseRules(GOOD.replace('service: WSUS', 'code: [0x80240438, 0x8024402c]'), 'rules.yml');
		expect(rule?.when.facts?.code).toEqual(['0x80240438', '0x8024402C']);
	});
});

describe('a mistake is told with file and line', () => {
	it.each<readonly [string, string, string, string]>([
		['an unknown key', 'severity: warning', 'severity: warning\n  colour: red', 'rules.yml:5: a rule has an unknown key "colour"'],
		[
			'an unknown severity',
			'severity: warning',
			'severity: fatal',
			'rules.yml:4: severity must be one of error, warning, info, not "fatal"',
		],
		['an unknown role', 'role: context', 'role: reason', 'rules.yml:5: role must be one of cause, outside, context, file'],
		['an unknown fact', 'service: WSUS', 'servce: WSUS', 'rules.yml:9: there is no fact "servce"'],
		['an unknown test', '{contains: branch}', '{holds: branch}', 'rules.yml:10: host has an unknown key "holds"'],
		['an unknown selector', 'evidence: [endpoint, end]', 'evidence: [everything]', 'evidence must be one of start, end'],
		['a bad id', 'id: branch-office-proxy', 'id: Branch Office', 'rules.yml:3: id "Branch Office" must be in lower case with dashes'],
		['a missing text', 'explanation: The scan went to the server of the branch office.', 'explanation:', 'explanation must be a text'],
		['a step that does not say whether it changes something', 'changes: false', 'changes: maybe', 'changes must be true or false'],
		[
			'a command with text from the log',
			'command: gpupdate /force',
			'command: nslookup {server}',
			'a command must not hold {server}; of a log, it may hold only {host}, {port}',
		],
		['a key twice', 'role: context', 'role: context\n  role: cause', 'rules.yml:6: Map keys must be unique'],
		[
			'an unknown placeholder in the title',
			'({count})',
			'({conut})',
			'rules.yml:6: title holds {conut}, which is no fact; there are {count}, {reason} and what wulens rules facts lists',
		],
		[
			'an unknown placeholder in the explanation',
			'The scan went to',
			'The {sever} went to',
			'rules.yml:14: explanation holds {sever}, which is no fact',
		],
		[
			'an unknown placeholder in a step',
			'Ask the branch office.',
			'Ask {sever 1}.',
			'rules.yml:16: text of a step holds {sever 1}, which is no fact',
		],
		[
			'an unknown placeholder in a variant',
			'  evidence:',
			'  variants:\n    - when: {facts: {online: true}}\n      title: "{Server}"\n  evidence:',
			'rules.yml:24: title holds {Server}, which is no fact',
		],
		[
			'no evidence',
			'evidence: [endpoint, end]',
			'evidence: []',
			'rules.yml:22: evidence must name at least one of start, end, root-cause, failures, proxy, ' +
				'certificate, endpoint, network, for a rule of the role context',
		],
		[
			'evidence that scans have none of',
			'evidence: [endpoint, end]',
			'evidence: [settings, issues]',
			'rules.yml:22: evidence must name at least one of start,',
		],
		[
			'an outcome that is none',
			'outcome: [failed, succeeded]',
			'outcome: faild',
			'rules.yml:11: outcome must be one of succeeded, failed, cancelled, unknown, not the text "faild"',
		],
		[
			'one of several values that is none',
			'outcome: [failed, succeeded]',
			'outcome: [failed, faild]',
			'rules.yml:11: outcome must be one of',
		],
		[
			'a number in quotes',
			'service: WSUS',
			'httpStatus: "503"',
			'rules.yml:9: httpStatus must be a number without quotes, not the text "503"',
		],
		['a text for yes or no', 'service: WSUS', 'online: "yes"', 'rules.yml:9: online must be true or false, not the text "yes"'],
		['yes for a text that says yes', 'service: WSUS', 'inWsusStore: true', 'rules.yml:9: inWsusStore must be text, not true'],
		['a policy that is none', 'service: WSUS', 'policy.proxy: 2', 'rules.yml:9: policy.proxy must be one of 0, 1, not 2'],
		['a code in decimals', 'service: WSUS', 'code: "-2145107924"', 'rules.yml:9: code must be written as 0x and eight hex digits'],
		[
			'a code in small letters in quotes',
			'service: WSUS',
			"exitCode: '0x8024402c'",
			'rules.yml:9: exitCode must be written as 0x and eight hex digits',
		],
		['a range of a text', 'service: WSUS', 'caller: {atLeast: 5}', 'rules.yml:9: caller must be text; atLeast and atMost are for numbers'],
		[
			'a part of a number',
			'service: WSUS',
			'httpStatus: {contains: "5"}',
			'rules.yml:9: httpStatus must be a number without quotes; contains is for text',
		],
		['a part that no value has', 'service: WSUS', 'service: {contains: wsuss}', 'rules.yml:9: service is one of WSUS, Windows Update,'],
		['an empty list of values', 'service: WSUS', 'service: []', 'rules.yml:9: service must have a value'],
		['an empty comparison', 'service: WSUS', 'service: {}', 'rules.yml:9: service must be compared by atLeast, atMost or contains'],
		['broken YAML', 'role: context', 'role: [context', 'rules.yml:'],
	])('%s', (_name, from, to, message) => {
		expect(GOOD).toContain(from);
		expect(() => parseRules(GOOD.replace(from, to), 'rules.yml')).toThrow(message);
	});

	it('two rules of one name', () => {
		const line = GOOD.split('\n').length + 2;
		expect(() => parseRules(`${GOOD}${GOOD}`, 'rules.yml')).toThrow(
			`rules.yml:${line}: there are two rules "branch-office-proxy" of the role context; the first is in line 3`,
		);
		expect(parseRules(`${GOOD}${GOOD.replace('role: context', 'role: cause')}`, 'rules.yml')).toHaveLength(2);
	});

	it.each(['', 'just text', '42', '[]]', '{"rules": 5}', '- - -', 'a: &x *x'])('a file that holds no rules: %j', (text) => {
		expect(() => {
			if (parseRules(text, 'rules.yml').length === 0) throw new Error('rules.yml: nothing');
		}).toThrow('rules.yml');
	});

	it('a file that is not there', async () => {
		await expect(readRulesFile('no/such/rules.yml')).rejects.toThrow('cannot read the rules no/such/rules.yml: there is no such file');
	});
});

describe('the table of facts', () => {
	it('has each fact once', () => {
		expect(new Set(FACTS.map(({name}) => name)).size).toBe(FACTS.length);
	});

	it.each(FACTS)('$name has values of one type, each once, and a meaning', ({values, meaning}) => {
		const list: readonly unknown[] = typeof values === 'string' ? [] : values;
		expect(new Set(list.map((value) => typeof value)).size).toBeLessThanOrEqual(1);
		expect(new Set(list).size).toBe(list.length);
		expect(meaning).not.toBe('');
	});
});
