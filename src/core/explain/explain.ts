/** Explains a code in any form, a rule, an HTTP status, a service, a proxy behavior, a setting, a caller, or a message. */
import {agentCodesOf, findCodesInText, formatHresult, type HResult, nameOf, parseCode} from '../codes/index.js';
import type {Rule} from '../findings/rule.js';
import {plainText} from '../wording/plain-text.js';
import {type ExplainedCode, explainCode} from './explain-code.js';
import type {ExplainedSetting} from './explained-setting.js';
import {type IncompleteCode, incompleteCode} from './incomplete-code.js';
import {type ExplainedCaller, findCaller, findCallerInLine} from './known-callers.js';
import {type ExplainedMessage, findMessageByPart, findMessageInLine} from './known-messages.js';
import {findSettingInLine} from './known-settings.js';
import {type ExplainedBehavior, type ExplainedService, findBehavior, findService, findServiceInLine} from './known-things.js';
import {type NameMatches, searchByName} from './name-search.js';

export type {ExplainedCode, RelatedCodeName, RuleTitle} from './explain-code.js';

/** The answer; `query` is the query without unprintable characters. */
export type Explanation = {readonly query: string} /** `message`: what else the line says, if it is one. */ & (
	| ({readonly type: 'code'; readonly alsoNamed: readonly CodeName[]; readonly message: ExplainedMessage | null} & ExplainedCode)
	| ({readonly type: 'incomplete'} & IncompleteCode)
	| {readonly type: 'http-status'; readonly status: number; readonly codes: readonly ExplainedCode[]}
	/** `others`: other rules with the same id. */
	| {readonly type: 'rule'; readonly rule: Rule; readonly others: readonly Rule[]}
	| {readonly type: 'service'; readonly service: ExplainedService}
	| {readonly type: 'proxy-behavior'; readonly behavior: ExplainedBehavior}
	| {readonly type: 'setting'; readonly setting: ExplainedSetting}
	| {readonly type: 'caller'; readonly caller: ExplainedCaller}
	| {readonly type: 'message'; readonly message: ExplainedMessage}
	| ({readonly type: 'candidates'} & NameMatches)
	| {readonly type: 'nothing'}
);

/** Another code in the same line. */
interface CodeName {
	readonly code: string;
	readonly name: string | null;
}

/** Longer than any log record; the rest of a longer query is not read. */
const MAX_QUERY = 16_384;

const WHOLE_STATUS = /^[1-5]\d\d$/;
const HTTP_STATUS = /\b(?:http(?:\/\d(?:\.\d)?)?|status)(?:[ _-]?(?:error|status))?(?:[ _-]?code)?(?:[ =[(]{0,4}|: {0,2})([1-5]\d\d)\b/i;
/** The agent's code for every status that does not have its own. */
const STATUS_NOT_MAPPED: HResult = 0x8024402b;

/**
 * Explains a code, a name, or a line.
 * @param query `0x8024402C`, `-2145107924`, `12007`, `NAME_NOT_RES`, `name not resolved`, `HTTP 407`, a rule or a part
 * of its id, a service or its GUID, a proxy behavior, a policy, or a whole log line
 * @param rules the rules that can be queried and that are searched for codes
 */
export function explain(query: string, rules: readonly Rule[]): Explanation {
	const text = plainText(query.slice(0, MAX_QUERY)).trim();
	const answer = text === '' ? null : (readWhole(text, rules) ?? readLine(text, rules) ?? search(text, rules));
	return {query: text, ...(answer ?? {type: 'nothing'})};
}

type Answer<T = Explanation> = T extends unknown ? Omit<T, 'query'> : never;

/** Reads the text as a whole: an id, a name, or a status. Settings are found in any line. */
function readWhole(text: string, rules: readonly Rule[]): Answer | null {
	const id = text.toLowerCase();
	const [rule, ...others] = rules.filter((candidate) => candidate.id === id);
	if (rule !== undefined) return {type: 'rule', rule, others};

	// "407" is read as the HTTP status rather than the Win32 error, but only if Windows Update has its own code for that status.
	if (WHOLE_STATUS.test(text) && agentCodeOf(Number(text)) !== STATUS_NOT_MAPPED) return explainStatus(Number(text), rules);

	const incomplete = incompleteCode(text);
	if (incomplete !== null) return {type: 'incomplete', ...incomplete};

	const caller = findCaller(text);
	if (caller !== null) return {type: 'caller', caller: publicCaller(caller)};

	// Some service IDs begin with eight digits that could also be a code.
	const parsed = parseCode(text);
	const service = parsed !== null && nameOf(parsed.code) !== null ? null : findService(text);
	if (service !== null) return {type: 'service', service};

	const behavior = parsed === null ? findBehavior(text) : null;
	return behavior === null ? null : {type: 'proxy-behavior', behavior};
}

/** The first known item in the text; codes take precedence. */
function readLine(text: string, rules: readonly Rule[]): Answer | null {
	const parsed = parseCode(text);
	if (parsed !== null) {
		const others = new Set(findCodesInText(text).map(({code}) => code));
		others.delete(parsed.code);
		return {
			type: 'code',
			...explainCode(parsed.code, rules),
			alsoNamed: [...others].map((code) => ({code: formatHresult(code), name: nameOf(code)})),
			message: findMessageInLine(text),
		};
	}
	const status = HTTP_STATUS.exec(text)?.[1];
	const answer = status === undefined ? null : explainStatus(Number(status), rules);
	if (answer !== null) return answer;
	const service = findServiceInLine(text);
	if (service !== null) return {type: 'service', service};
	const message = findMessageInLine(text);
	if (message !== null) return {type: 'message', message};
	const setting = findSettingInLine(text);
	if (setting !== null) return {type: 'setting', setting};
	const caller = findCallerInLine(text);
	return caller === null ? null : {type: 'caller', caller: publicCaller(caller)};
}

/** A single match is the answer; several are candidates. */
function search(text: string, rules: readonly Rule[]): Answer | null {
	const found = searchByName(text, rules);
	const names = new Set([
		...found.codes.map(({code}) => code),
		...found.rules.map(({id}) => id),
		...found.services.map(({name}) => name),
		...found.settings.map(({name}) => name),
		...found.callers.map(({name}) => name),
	]);
	if (names.size > 1) return {type: 'candidates', ...found};
	const [only] = names;
	if (only === undefined) {
		const message = findMessageByPart(text);
		return message === null ? null : {type: 'message', message};
	}
	return readWhole(only, rules) ?? readLine(only, rules);
}

/** Without the pattern of its name. */
function publicCaller({name, text, forms, source}: ExplainedCaller): ExplainedCaller {
	return {name, text, forms, source};
}

/** `null` for a status without a code. */
function explainStatus(status: number, rules: readonly Rule[]): Answer | null {
	const transport = transportCodeOf(status);
	const codes = [...(status >= 400 ? [agentCodeOf(status)] : []), ...(nameOf(transport) === null ? [] : [transport])];
	return codes.length === 0 ? null : {type: 'http-status', status, codes: codes.map((code) => explainCode(code, rules))};
}

function transportCodeOf(status: number): HResult {
	return 0x80190000 + status;
}

function agentCodeOf(status: number): HResult {
	return agentCodesOf(transportCodeOf(status))[0] ?? STATUS_NOT_MAPPED;
}
