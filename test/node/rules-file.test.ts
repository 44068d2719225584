/** Rules of the user: what a file may hold, and how each mistake is told with file and line. */
import {describe, expect, it} from 'vitest';
import {parseRules, readRulesFile} from '../../src/node/rules-file.js';

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
        ProtocolTalker ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = https://branch01.example:8531/ClientWebService/client.asmx
        Agent * END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x00000000
    noMatch:
      - Agent hello
`;

describe('a good file', () => {
	it('in YAML', () => {
		const [rule] = parseRules(GOOD, 'rules.yml');
		expect(rule).toMatchObject({id: 'branch-office-proxy', role: 'context', when: {facts: {host: {contains: 'branch'}, outcome: ['failed', 'succeeded']}, not: {facts: {retries: {atLeast: 5}}}}});
		expect(rule?.steps).toEqual([
			{text: 'Ask the branch office.', command: null, changes: false},
			{text: 'Point the policy to the main office.', command: 'gpupdate /force', changes: true},
		]);
	});

	it('in JSON, also below a key "rules"', () => {
		const rules = parseRules(GOOD, 'rules.yml');
		const asJson = JSON.stringify({rules: rules.map((rule) => ({...rule, steps: rule.steps.map(({text, command, changes}) => (command === null ? {text, changes} : {text, command, changes}))}))});
		expect(parseRules(asJson, 'rules.json')).toEqual(rules);
	});

	it('may write codes without quotes', () => {
		const [rule] = parseRules(GOOD.replace('service: WSUS', 'code: [0x80240438, 0x8024402c]'), 'rules.yml');
		expect(rule?.when.facts?.['code']).toEqual(['0x80240438', '0x8024402C']);
	});
});

describe('a mistake is told with file and line', () => {
	it.each<readonly [string, string, string, string]>([
		['an unknown key', 'severity: warning', 'severity: warning\n  colour: red', 'rules.yml:5: a rule has an unknown key "colour"'],
		['an unknown severity', 'severity: warning', 'severity: fatal', 'rules.yml:4: severity must be one of error, warning, info, not "fatal"'],
		['an unknown role', 'role: context', 'role: reason', 'rules.yml:5: role must be one of cause, context, file'],
		['an unknown fact', 'service: WSUS', 'servce: WSUS', 'rules.yml:9: there is no fact "servce"'],
		['an unknown test', '{contains: branch}', '{holds: branch}', 'rules.yml:10: host has an unknown key "holds"'],
		['an unknown selector', 'evidence: [endpoint, end]', 'evidence: [everything]', 'evidence must be one of start, end'],
		['a bad id', 'id: branch-office-proxy', 'id: Branch Office', 'rules.yml:3: id "Branch Office" must be in lower case with dashes'],
		['a missing text', 'explanation: The scan went to the server of the branch office.', 'explanation:', 'explanation must be a text'],
		['a step that does not say whether it changes something', 'changes: false', 'changes: maybe', 'changes must be true or false'],
		['a command with text from the log', 'command: gpupdate /force', 'command: nslookup {host}', 'a command must not hold facts from a log'],
		['a key twice', 'role: context', 'role: context\n  role: cause', 'rules.yml:6: Map keys must be unique'],
		['broken YAML', 'role: context', 'role: [context', 'rules.yml:'],
	])('%s', (_name, from, to, message) => {
		expect(GOOD).toContain(from);
		expect(() => parseRules(GOOD.replace(from, to), 'rules.yml')).toThrow(message);
	});

	it('two rules of one name', () => {
		expect(() => parseRules(`${GOOD}${GOOD}`, 'rules.yml')).toThrow('there are two rules "branch-office-proxy"');
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
