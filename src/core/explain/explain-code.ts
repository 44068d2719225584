/** Collects what is known about one code: meaning, related codes, look-alikes, and the rules that mention it. */
import {
	agentCodesOf,
	type Certainty,
	type CodeDescription,
	describeCode,
	formatHresult,
	HTTP_STATUS_OF,
	type HResult,
	nameOf,
	RELATED_CODES,
	toUnsigned,
	transportCodesOf,
	win32Of,
} from '../codes/index.js';
import {type CodeExplanation, explanationOf} from '../codes/explanations.js';
import type {Condition, FactTest, Rule} from '../findings/rule.js';
import type {Severity} from '../types.js';
import {type Lookalike, lookalikesOf} from './lookalikes.js';
import {facilityWords, readingOf} from '../codes/number-reading.js';

/** What is known about a code. */
export interface ExplainedCode {
	readonly code: CodeDescription;
	readonly explanation: CodeExplanation | null;
	/** The part of Windows it belongs to, in plain language. */
	readonly facility: string | null;
	/** How to read its digits, in full sentences. */
	readonly reading: string;
	readonly decimals: {readonly signed: number; readonly unsigned: number; readonly win32: number | null};
	readonly lookalikes: readonly Lookalike[];
	/** Codes of the underlying layer that Windows Update may convert to this one. */
	readonly comesFrom: readonly RelatedCodeName[];
	/** Windows Update codes that this one may be converted to. */
	readonly becomes: readonly RelatedCodeName[];
	readonly rules: readonly RuleTitle[];
}

export interface RelatedCodeName {
	readonly code: string;
	readonly name: string | null;
	readonly certainty: Certainty;
	readonly source: string;
}

export interface RuleTitle {
	readonly id: string;
	readonly severity: Severity;
	readonly title: string;
}

/** Everything known about a code; accepts signed numbers too. */
export function explainCode(value: HResult, rules: readonly Rule[]): ExplainedCode {
	const code = toUnsigned(value);
	const description = describeCode(code);
	return {
		code: description,
		explanation: explanationOf(code),
		facility: facilityWords(code),
		reading: readingOf(code),
		decimals: {signed: description.decimal, unsigned: code, win32: win32Of(code)},
		lookalikes: lookalikesOf(code),
		comesFrom: transportCodesOf(code).map((transport) => related(transport, transport, code)),
		becomes: agentCodesOf(code).map((agent) => related(agent, code, agent)),
		rules: rules.filter((rule) => mentions(rule, code)).map(titleOf),
	};
}

export function titleOf({id, severity, title}: Rule): RuleTitle {
	return {id, severity, title};
}

function related(shown: HResult, transport: HResult, agent: HResult): RelatedCodeName {
	const row = RELATED_CODES.find((candidate) => candidate.transport === transport && candidate.agent === agent);
	return {code: formatHresult(shown), name: nameOf(shown), certainty: row?.certainty ?? 'inferred', source: row?.source ?? ''};
}

/** Whether a rule tests for the code or mentions it in its texts. Examples and numbers in commands do not count. */
function mentions(rule: Rule, code: HResult): boolean {
	const wanted = formatHresult(code);
	const status = HTTP_STATUS_OF(code);
	if (conditionsOf(rule).some((when) => asksFor(when, wanted, status))) return true;
	const variants = rule.variants ?? [];
	const texts = [rule, ...variants].flatMap(({title, explanation, steps}) => [
		title ?? '',
		explanation ?? '',
		...(steps ?? []).map((step) => step.text),
	]);
	return texts.some((text) => text.toUpperCase().includes(wanted.toUpperCase()));
}

function conditionsOf(rule: Rule): readonly Condition[] {
	return [rule.when, ...(rule.variants ?? []).map((variant) => variant.when)];
}

/** Codes in `not` conditions do not count. */
function asksFor(when: Condition, code: string, status: number | null): boolean {
	if ([...(when.all ?? []), ...(when.any ?? [])].some((part) => asksFor(part, code, status))) return true;
	return Object.entries(when.facts ?? {}).some(([fact, test]) =>
		valuesOf(test).some((value) => value === code || (fact === 'httpStatus' && value === status && status !== null)),
	);
}

function valuesOf(test: FactTest): readonly unknown[] {
	return Array.isArray(test) ? test : [test];
}
