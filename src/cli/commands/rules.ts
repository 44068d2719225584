/** `wulens rules`: lists the rules, and runs the examples of rules. */
import {createAnalyzer} from '../../core/analyze.js';
import {exampleContext, exampleLog} from '../../core/findings/example-log.js';
import {FACTS} from '../../core/findings/facts.js';
import type {Rule} from '../../core/findings/rule.js';
import {RULES} from '../../core/findings/rules/index.js';
import {pad} from '../../core/wording/cells.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {loadRules} from '../load-rules.js';
import {parseArguments} from '../arguments.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

export const RULES_HELP = `wulens rules lists the rules that judge a log, and tests rules of your own.

Usage:
  wulens rules list           id, role, severity and title of each rule
  wulens rules facts          the facts a condition can ask for
  wulens rules test [FILE…]   run the examples of the rules in FILE (JSON or YAML), or of
                              the rules that come with wulens

A file holds a list of rules with the keys id, severity (error, warning, info), role
(cause, context, file), title, when, explanation, steps (text, command, changes),
references, evidence, examples (match, noMatch), and, if wanted, variants. Use it with
wulens analyze --rules FILE; causes of yours are asked before those of wulens.

Exit codes: 0 all examples right, 1 some wrong, 2 bad usage or a file that cannot be read.
`;

export async function rulesCommand(argv: readonly string[]): Promise<ExitCode> {
	const {values, positionals} = parseArguments({args: [...argv], allowPositionals: true, options: {help: {type: 'boolean', short: 'h'}}});
	const output = outputTo(process.stdout);
	const [action, ...files] = positionals;
	if (values.help === true) {
		await output.write(RULES_HELP);
		return EXIT.done;
	}
	switch (action) {
		case 'list':
			for (const rule of RULES) await output.write(`${pad(rule.id, 32)} ${pad(rule.role, 8)} ${pad(rule.severity, 8)} ${rule.title}\n`);
			return EXIT.done;
		case 'facts':
			for (const fact of FACTS) await output.write(`${pad(fact.name, 24)} ${pad(fact.of, 5)} ${fact.meaning}\n`);
			return EXIT.done;
		case 'test':
			return testRules(files.length === 0 ? RULES : await loadRules(files), (text) => output.write(text));
		default:
			throw new UsageError(
				action === undefined ? 'rules what? list, facts or test' : `there is no "rules ${action}"; there are list, facts and test`,
			);
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
