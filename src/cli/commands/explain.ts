/** `wulens explain`: codes, rules and names from logs in plain words. */
import {explanationOf} from '../../core/codes/explanations.js';
import {allEntries} from '../../core/codes/hresult-lookup.js';
import {formatHresult} from '../../core/codes/index.js';
import {type Explanation, explain} from '../../core/explain/explain.js';
import {explanationText, nothingText, withoutFacts} from '../../core/explain/explain-text.js';
import type {Rule} from '../../core/findings/rule.js';
import {pad, widthOf} from '../../core/wording/cells.js';
import {plainJson, plainText} from '../../core/wording/plain-text.js';
import {STDIN} from '../../node/inputs/standard-input.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import type {OptionValues, Parsed} from '../options/values.js';
import {outputTo} from '../output.js';
import {textOptions} from '../text-options.js';
import {UsageError} from '../usage-error.js';

type Values = OptionValues<'explain'>;

const CODES_HEADER = ['code', 'name', 'facility', 'aliases', 'decimal', 'meaning', 'cause class', 'next check'];

/** @param rules all rules, in the order in which they are to be listed */
export async function explainCommand({values, positionals}: Parsed<'explain'>, rules: readonly Rule[]): Promise<ExitCode> {
	const {list, 'list-codes': listCodes, reporter} = values;
	if (list && listCodes) throw new UsageError('--list and --list-codes cannot be combined.');
	if (!list && !listCodes) return explainQueries(positionals, values, rules);
	if (positionals.length > 0) throw new UsageError(`--list${listCodes ? '-codes' : ''} cannot be combined with a query.`);
	await outputTo(process.stdout).write(list ? rulesList(rules, reporter) : codesList(reporter));
	return EXIT.done;
}

async function explainQueries(positionals: readonly string[], values: Values, rules: readonly Rule[]): Promise<ExitCode> {
	const answers = await answersTo(positionals, rules);
	if (answers.length === 0) throw new UsageError('There is nothing to explain on standard input.');
	const unknown = answers.filter(({type}) => type === 'nothing');
	await outputTo(process.stdout).write(values.reporter === 'json' ? explanationsJson(answers) : textOf(answers, values));
	for (const {query} of unknown) process.stderr.write(`wulens: ${nothingText(query)}\n`);
	if (unknown.length === 0) return EXIT.done;
	return unknown.length === answers.length ? EXIT.couldNotRun : EXIT.someFailed;
}

/** Answers in the order of the arguments; standard input stands for the queries in it. */
async function answersTo(positionals: readonly string[], rules: readonly Rule[]): Promise<readonly Explanation[]> {
	const at = positionals.indexOf(STDIN);
	if (at < 0) return explainAll(positionals, rules);
	const {queriesOfLines} = await import('../queries.js');
	const queries = await queriesOfLines(process.stdin, rules);
	return [
		...explainAll(positionals.slice(0, at), rules),
		...queries.map((query) => explain(query, rules)),
		...explainAll(positionals.slice(at + 1), rules),
	];
}

/**
 * One answer for each query. Words that were not put in quotes (`explain HTTP 407`) are one query where they are
 * something together and the first is nothing by itself.
 */
export function explainAll(queries: readonly string[], rules: readonly Rule[]): readonly Explanation[] {
	const answers = queries.map((query) => explain(query, rules));
	const [first] = answers;
	const areWords = answers.length > 1 && queries.every((query) => !/\S\s+\S/.test(query));
	if (!areWords || first === undefined || isExact(first)) return answers;
	const together = explain(queries.join(' '), rules);
	// A code among the words would speak for the whole, and hide that the other words mean nothing.
	return together.type === 'code' || together.type === 'nothing' ? answers : [together];
}

/** Whether the answer names a thing, and does not merely come near one. */
function isExact({type}: Explanation): boolean {
	return type !== 'nothing' && type !== 'candidates';
}

function textOf(answers: readonly Explanation[], values: Values): string {
	const options = textOptions(values);
	return answers
		.filter(({type}) => type !== 'nothing')
		.map((answer) => explanationText(answer, options))
		.join('\n');
}

/** A list with one answer for each query; rules without their examples, which are tests. */
function explanationsJson(answers: readonly Explanation[]): string {
	return document(
		answers.map((answer) =>
			answer.type === 'rule' ? {...answer, rule: publicRule(answer.rule), others: answer.others.map(publicRule)} : answer,
		),
	);
}

function publicRule({id, severity, role, title, explanation, steps, variants = [], references}: Rule): object {
	return {id, severity, role, title, explanation, steps, variants: variants.map(({when: _, ...variant}) => variant), references};
}

/** The rules in their order. */
function rulesList(rules: readonly Rule[], reporter: Values['reporter']): string {
	if (reporter === 'json') return document(rules.map(({id, severity, title}) => ({id, severity, title})));
	const longest = Math.max(0, ...rules.map(({id}) => widthOf(id)));
	return rules
		.map(({id, severity, title}) => `${plainText(`${pad(id, longest)}  ${pad(severity, widthOf('warning'))}  ${withoutFacts(title)}`)}\n`)
		.join('');
}

/** All codes of the table with their explanations; the text form has tabs between and a header. */
function codesList(reporter: Values['reporter']): string {
	const rows = [...allEntries().values()]
		.toSorted((one, other) => one.code - other.code)
		.map(({code, name, facility, aliases}) => ({
			code: formatHresult(code),
			name,
			facility,
			aliases,
			decimal: code | 0,
			explanation: explanationOf(code),
		}));
	if (reporter === 'json') return document(rows);
	const lines = rows.map(({explanation, ...row}) => [
		row.code,
		row.name,
		row.facility,
		row.aliases.join(','),
		row.decimal,
		explanation?.meaning ?? '',
		explanation?.causeClass ?? '',
		explanation?.nextCheck ?? '',
	]);
	return [CODES_HEADER, ...lines].map((line) => `${line.join('\t')}\n`).join('');
}

function document(value: unknown): string {
	return `${plainJson(JSON.stringify(value, null, 2))}\n`;
}
