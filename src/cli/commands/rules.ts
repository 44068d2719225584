/** `wulens rules`: lists the rules, and runs the examples of rules. */
import {createAnalyzer} from '../../core/analyze.js';
import {exampleContext, exampleLog} from '../../core/findings/example-log.js';
import {FACTS} from '../../core/findings/facts/index.js';
import type {Rule} from '../../core/findings/rule.js';
import {RULES} from '../../core/findings/rules/index.js';
import {pad} from '../../core/wording/cells.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {loadRules} from '../load-rules.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {orList} from '../options/choices.js';
import {RULES_ACTIONS} from '../options/command-table.js';
import {suggestion} from '../options/nearest.js';
import type {Parsed} from '../options/values.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

export async function rulesCommand({positionals}: Parsed<'rules'>): Promise<ExitCode> {
	const output = outputTo(process.stdout);
	const [name = '', ...rest] = positionals;
	const action = RULES_ACTIONS.find((candidate) => candidate === name);
	const [surplus] = rest;
	if (surplus !== undefined && action !== undefined && action !== 'test') throw new UsageError(`Unexpected argument: "${surplus}".`);
	switch (action) {
		case 'list':
			for (const rule of RULES) await output.write(`${pad(rule.id, 32)} ${pad(rule.role, 8)} ${pad(rule.severity, 8)} ${rule.title}\n`);
			return EXIT.done;
		case 'facts':
			for (const fact of FACTS) await output.write(`${pad(fact.name, 24)} ${pad(fact.of, 5)} ${fact.meaning}\n`);
			return EXIT.done;
		case 'test':
			return testRules(rest.length === 0 ? RULES : await loadRules(rest), (text) => output.write(text));
		case undefined:
			throw new UsageError(`Unknown action "${name}".${suggestion(name, RULES_ACTIONS, '')} Choose ${orList(RULES_ACTIONS)}.`);
		default:
			return action satisfies never;
	}
}

async function testRules(rules: readonly Rule[], write: (text: string) => Promise<void>): Promise<ExitCode> {
	let wrong = 0;
	let examples = 0;
	for (const rule of rules) {
		for (const [kind, texts] of [
			['match', rule.examples.match],
			['noMatch', rule.examples.noMatch],
		] as const) {
			for (const [index, text] of texts.entries()) {
				examples++;
				const isRight = speaks(rule, rules, text) === (kind === 'match');
				if (isRight) continue;
				wrong++;
				await write(
					`${rule.id}: example ${kind}[${index}] is wrong: the rule ${kind === 'match' ? 'is silent' : 'speaks'} on\n${text
						.split('\n')
						.map((line) => `    ${plainText(line)}\n`)
						.join('')}`,
				);
			}
		}
	}
	await write(`${counted(rules.length, 'rule')}, ${counted(examples, 'example')}, ${wrong} wrong\n`);
	return wrong === 0 ? EXIT.done : EXIT.found;
}

/** The rule is asked among its own table, so that a cause before it can speak first, as it will in use. */
function speaks(rule: Rule, rules: readonly Rule[], text: string): boolean {
	const analyzer = createAnalyzer({path: 'example', rules, context: exampleContext(text)});
	analyzer.push(new TextEncoder().encode(exampleLog(text)));
	// A rule of the same name can have another role, and then has another severity.
	const severities = new Set([rule.severity, ...(rule.variants ?? []).flatMap(({severity}) => (severity === undefined ? [] : [severity]))]);
	return analyzer.end().findings.some((finding) => finding.rule === rule.id && severities.has(finding.severity));
}
