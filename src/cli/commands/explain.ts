/** `wulens explain`: codes, rules and names from logs in plain words. */
import {allEntries} from '../../core/codes/hresult-lookup.js';
import {explanationOf} from '../../core/codes/explanations.js';
import {formatHresult} from '../../core/codes/index.js';
import {type Explanation, explain} from '../../core/explain/explain.js';
import {explanationText, nothingText, withoutFacts} from '../../core/explain/explain-text.js';
import type {Rule} from '../../core/findings/rule.js';
import {pad, widthOf} from '../../core/wording/cells.js';
import {plainJson, plainText} from '../../core/wording/plain-text.js';
import {parseArguments, parseWidth} from '../arguments.js';
import {type ColourChoice, painter, wantsColour} from '../colour.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

export const EXPLAIN_HELP = `wulens explain says in plain words what a code, a rule or a name in a log means,
what to suspect and what to check first. It needs no network.

Usage:
  wulens explain [options] QUERY…
  wulens explain --list | --list-codes

  QUERY is an error code in any form (0x8024402C, -2145107924, 2149859372, 12007), a
  symbol or a part of one (NAME_NOT_RESOLVED, "name not resolved"), an HTTP status
  ("HTTP 407"), a rule, a service or its GUID, a proxy behavior, a policy or registry
  value (SetProxyBehaviorForUpdateDetection), or a line of a log.

Options:
      --list          the rules: id, severity and title
      --list-codes    all codes, as tab-separated text with a header
  -r, --reporter NAME how to print (default: text)
                      text    for people
                      json    one JSON document, a list with one answer for each query
      --color, --no-color
                      colour, or none (default: on terminals, unless NO_COLOR is set)
      --width N       columns of the text (default: those of the terminal, else 80)
  -h, --help          this text

Exit codes:
  0  every query has an answer, or names that come near it
  2  bad usage, or no query has an answer
  3  some queries have no answer
`;

type ExplainReporter = 'text' | 'json';

interface ExplainArguments {
	readonly queries: readonly string[];
	readonly list: 'rules' | 'codes' | null;
	readonly reporter: ExplainReporter;
	readonly colour: ColourChoice;
	readonly width: number | null;
}

const NEGATIVE_NUMBER = /^-\d+$/;
const CODES_HEADER = ['code', 'name', 'facility', 'aliases', 'decimal', 'meaning', 'cause class', 'next check'];

/** `null`: help was asked for. */
export function parseExplainArguments(argv: readonly string[]): ExplainArguments | null {
	const {values, positionals} = parseArguments({
		// A decimal code is not an option: with a blank before it, it is taken for what it is, and explain() trims it.
		args: argv.map((argument) => (NEGATIVE_NUMBER.test(argument) ? ` ${argument}` : argument)),
		allowPositionals: true,
		allowNegative: true,
		options: {
			list: {type: 'boolean'},
			'list-codes': {type: 'boolean'},
			reporter: {type: 'string', short: 'r'},
			color: {type: 'boolean'},
			width: {type: 'string'},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help === true) return null;
	const reporter = values.reporter ?? 'text';
	if (reporter !== 'text' && reporter !== 'json') throw new UsageError(`explain has no reporter "${reporter}"; choose text, json`);
	if (values.list === true && values['list-codes'] === true) throw new UsageError('--list and --list-codes do not go together');
	const list = values.list === true ? 'rules' : values['list-codes'] === true ? 'codes' : null;
	if (list !== null && positionals.length > 0) throw new UsageError(`--list${list === 'codes' ? '-codes' : ''} takes no query`);
	if (list === null && positionals.length === 0)
		throw new UsageError('explain what? Name a code such as 0x8024402C, a rule, or a part of a name');
	return {
		queries: positionals,
		list,
		reporter,
		colour: values.color === undefined ? 'auto' : values.color ? 'always' : 'never',
		width: values.width === undefined ? null : parseWidth(values.width),
	};
}

/** @param rules all rules, in the order in which they are to be listed */
export async function explainCommand(argv: readonly string[], rules: readonly Rule[]): Promise<ExitCode> {
	const args = parseExplainArguments(argv);
	const output = outputTo(process.stdout);
	if (args === null) {
		await output.write(EXPLAIN_HELP);
		return EXIT.done;
	}
	if (args.list !== null) {
		await output.write(args.list === 'rules' ? rulesList(rules, args.reporter) : codesList(args.reporter));
		return EXIT.done;
	}

	const answers = explainAll(args.queries, rules);
	const unknown = answers.filter(({type}) => type === 'nothing');
	await output.write(args.reporter === 'json' ? explanationsJson(answers) : textOf(answers, args));
	for (const {query} of unknown) process.stderr.write(`wulens: ${nothingText(query)}\n`);
	if (unknown.length === 0) return EXIT.done;
	return unknown.length === answers.length ? EXIT.couldNotRun : EXIT.someFailed;
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

function textOf(answers: readonly Explanation[], {colour, width}: ExplainArguments): string {
	const toTerminal = process.stdout.isTTY === true;
	const paint = painter(wantsColour(colour, process.env, toTerminal));
	const columns = width ?? (toTerminal ? process.stdout.columns : undefined);
	const options = {...(paint === undefined ? {} : {paint}), ...(columns === undefined ? {} : {width: columns})};
	return answers
		.filter(({type}) => type !== 'nothing')
		.map((answer) => explanationText(answer, options))
		.join('\n');
}

/** A list with one answer for each query; rules without their examples, which are tests. */
export function explanationsJson(answers: readonly Explanation[]): string {
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
export function rulesList(rules: readonly Rule[], reporter: ExplainReporter): string {
	if (reporter === 'json') return document(rules.map(({id, severity, title}) => ({id, severity, title})));
	const longest = Math.max(0, ...rules.map(({id}) => widthOf(id)));
	return rules
		.map(({id, severity, title}) => `${plainText(`${pad(id, longest)}  ${pad(severity, widthOf('warning'))}  ${withoutFacts(title)}`)}\n`)
		.join('');
}

/** All codes of the table with their explanations; the text form has tabs between and a header. */
export function codesList(reporter: ExplainReporter): string {
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
