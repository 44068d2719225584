/** Questions to `wulens explain` from lines of text. */
import type {Readable} from 'node:stream';
import {findCodesInText, formatHresult} from '../core/codes/index.js';
import {explain} from '../core/explain/explain.js';
import type {Rule} from '../core/findings/rule.js';
import {readTextLines} from '../node/inputs/text-lines.js';
import {cannotRead, STDIN_NAME} from './inputs.js';

/** A line of a log begins with its date or time. */
const STAMPED = /^\W{0,4}\d{2,4}[-/.: ]{1,3}\d/;

/**
 * Reads queries, one per line. Of a line with codes in it, the codes are the queries, each once; a line without is a
 * query itself where it names something (a rule, a service, a setting), and any other text is passed over unless it is a
 * single word, which was surely meant.
 *
 * @param stream lines in UTF-8 or UTF-16
 * @throws UsageError where it cannot be read
 */
export async function queriesOfLines(stream: Readable, rules: readonly Rule[]): Promise<readonly string[]> {
	const queries = new Set<string>();
	try {
		for await (const line of readTextLines(stream)) for (const query of queriesOfLine(line, rules)) queries.add(query);
	} catch (error) {
		throw cannotRead(STDIN_NAME, error);
	}
	return [...queries];
}

/** @returns codes as they are written in reports, so that one that is written in two ways is explained once */
function queriesOfLine(line: string, rules: readonly Rule[]): readonly string[] {
	const text = line.trim();
	if (text === '') return [];
	const words = text.split(/[\s,;]+/).filter((word) => word !== '');
	const codes = findCodesInText(text).map(({code}) => formatHresult(code));
	if (codes.length > 0) return codes;
	const whole = explain(text, rules);
	// A pasted log has thousands of lines that say something; what is asked for are its codes.
	const isLogLine = (whole.type === 'message' || whole.type === 'caller') && STAMPED.test(text);
	if (whole.type !== 'nothing' && whole.type !== 'candidates' && !isLogLine) return [text];
	// "12007, 12029": alone on a line, small numbers are codes, too.
	if (words.every((word) => /^-?\d{1,10}$/.test(word))) return words;
	return words.length === 1 ? words : [];
}
