/** Files with rules of the user: rules that can judge a log, or one mistake named with file and line. */
import {expect} from 'vitest';
import {RULES} from '../../../src/core/findings/rules/index.js';
import {parseRules, RulesFileError} from '../../../src/node/rules-file.js';
import type {Rule} from '../../../src/core/findings/rule.js';
import {analyzeText, bytesOf, end, etwLog, ONLINE, start} from '../../helpers/log-lines.js';
import {checkFileReport} from '../check-report.js';
import type {FuzzTarget} from '../target.js';

const LOG = etwLog(start('CcmExec', 2), ONLINE, 'WebServices *FAILED* [80240438] Web service call', end('CcmExec', 2, '0x80240438'));

const YAML = `# Rules of one company
- id: branch-office-proxy
  severity: warning
  role: context
  title: "Scan through the branch office ({count})"
  when:
    facts:
      host: {contains: wsus}
      outcome: [failed, succeeded]
    not:
      facts: {retries: {atLeast: 5}}
  explanation: &text The scan went to the server of the branch office.
  steps:
    - text: *text
      changes: false
  references: [House rules]
  evidence: [endpoint, end]
  examples:
    match: []
    noMatch: []
`;

export const RULES_FILES: FuzzTarget = {
	name: 'rules',
	seeds: () => [
		bytesOf(YAML),
		...RULES.slice(0, 6).map((rule) => bytesOf(JSON.stringify([rule], null, 1))),
		bytesOf(JSON.stringify({rules: RULES.slice(6, 8)})),
	],
	words: [
		'- ',
		'? ',
		': ',
		'&a ',
		'*a',
		'<<: ',
		'!!js/function ',
		'!!binary ',
		'---\n',
		'...\n',
		'{',
		'[',
		'|\n',
		'>-\n',
		'%YAML 1.2\n',
		'when: ',
		'facts: ',
		'not: ',
		'all: [',
		'~',
		'0x1',
		'\t',
	],
	maxBytes: 3000,
	shortRuns: 80,
	check(input) {
		let rules: readonly Rule[];
		try {
			rules = parseRules(new TextDecoder().decode(input), 'rules.yml');
		} catch (error) {
			expect(error).toBeInstanceOf(RulesFileError);
			if (error instanceof Error) expect(error.message).toMatch(/^rules\.yml:[1-9]\d*: \S/);
			return;
		}
		checkFileReport(analyzeText(LOG, {rules: [...rules, ...RULES]}));
	},
};
