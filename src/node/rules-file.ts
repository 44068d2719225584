/** Rules of the user: a JSON or YAML file with the shape of Rule, checked key by key, errors with file and line. */
import {readFile} from 'node:fs/promises';
import {isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments} from 'yaml';
import {COMMAND_PLACEHOLDER_NAMES} from '../core/findings/command-target.js';
import {comparisonMistake, valueMistake} from '../core/findings/fact-values.js';
import {FACTS, type FactValue} from '../core/findings/facts/index.js';
import {
	type Condition,
	EVIDENCE_SELECTORS,
	type EvidenceSelector,
	type FactTest,
	type FactTests,
	RULE_ROLES,
	type Rule,
	type RuleRole,
	type RuleStep,
	type RuleVariant,
	SCAN_EVIDENCE,
} from '../core/findings/rule.js';
import type {Step} from '../core/index.js';
import {SEVERITIES} from '../core/vocabulary.js';
import {inputErrorReason} from './input-error.js';

/** The file is not a list of rules; the message names file and line. */
export class RulesFileError extends Error {
	override readonly name = 'RulesFileError';
}

const FACT_NAMES: ReadonlySet<string> = new Set(FACTS.map((fact) => fact.name));
const MAX_DEPTH = 16;

/** What texts may hold in braces: facts, how many scans there are, why a file was not read. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['count', 'reason', ...FACT_NAMES]);
const PLACEHOLDER = /\{([^{}\n]{0,64})\}/g;
/** Numbers of services and providers stand in braces, too. */
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads rules from a file. YAML reads JSON as well, and knows where each value stands.
 *
 * @throws RulesFileError with file and line, for the first mistake
 */
export async function readRulesFile(path: string): Promise<readonly Rule[]> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		const reason = inputErrorReason(error);
		if (reason === null) throw error;
		throw new RulesFileError(`cannot read the rules ${path}: ${reason}`);
	}
	return parseRules(text, path);
}

/** @param path names the file in errors */
export function parseRules(text: string, path: string): readonly Rule[] {
	const lineCounter = new LineCounter();
	const documents = parseAllDocuments(text, {lineCounter, uniqueKeys: true});
	if (!Array.isArray(documents)) throw new RulesFileError(`${path}:1: the file holds no rules`);
	const rules: Rule[] = [];
	const lines = new Map<string, number>();
	for (const document of documents) {
		const [error] = document.errors;
		if (error !== undefined)
			throw new RulesFileError(`${path}:${lineCounter.linePos(error.pos[0]).line}: ${error.message.split('\n')[0] ?? 'it cannot be read'}`);
		const reader = createReader(path, lineCounter);
		const root = document.contents as Node | null;
		const list = isMap(root) && root.has('rules') ? reader.object(root, 'the file', ['rules'])('rules') : root;
		for (const item of isSeq(list) ? (list.items as (Node | null)[]) : [list ?? null]) {
			const rule = readRule(item, reader);
			const first = lines.get(`${rule.role} ${rule.id}`);
			if (first !== undefined)
				reader.fail(item, `there are two rules "${rule.id}" of the role ${rule.role}; the first is in line ${first}`);
			lines.set(`${rule.role} ${rule.id}`, reader.lineOf(item));
			rules.push(rule);
		}
	}
	return rules;
}

type Reader = ReturnType<typeof createReader>;

/** Reads values of a kind, or says where another was found. */
function createReader(path: string, lineCounter: LineCounter) {
	function lineOf(node: Node | null | undefined): number {
		const offset = node?.range?.[0];
		return offset === undefined ? 1 : lineCounter.linePos(offset).line;
	}
	function fail(node: Node | null | undefined, message: string): never {
		throw new RulesFileError(`${path}:${lineOf(node)}: ${message}`);
	}
	function string(node: Node | null | undefined, what: string): string {
		if (isScalar(node) && typeof node.value === 'string' && node.value.trim() !== '') return node.value;
		return fail(node, `${what} must be a text`);
	}
	function list<T>(node: Node | null | undefined, what: string, read: (item: Node | null) => T): readonly T[] {
		if (!isSeq(node)) return fail(node, `${what} must be a list`);
		return (node.items as (Node | null)[]).map(read);
	}
	return {
		fail,
		lineOf,
		string,
		/** A text for people, in which facts are filled in. */
		prose(node: Node | null | undefined, what: string): string {
			const text = string(node, what);
			for (const [braces, name = ''] of text.matchAll(PLACEHOLDER)) {
				if (!PLACEHOLDERS.has(name) && !GUID.test(name))
					fail(node, `${what} holds ${braces}, which is no fact; there are {count}, {reason} and what wulens rules facts lists`);
			}
			return text;
		},
		list,
		oneOf<T extends string>(node: Node | null | undefined, what: string, allowed: readonly T[]): T {
			const value = string(node, what);
			return allowed.find((candidate) => candidate === value) ?? fail(node, `${what} must be one of ${allowed.join(', ')}, not "${value}"`);
		},
		boolean(node: Node | null | undefined, what: string): boolean {
			return isScalar(node) && typeof node.value === 'boolean' ? node.value : fail(node, `${what} must be true or false`);
		},
		/** Gives a function that looks values up; unknown keys are refused. */
		object(node: Node | null | undefined, what: string, keys: readonly string[]): (key: string) => Node | undefined {
			if (!isMap(node)) return fail(node, `${what} must have keys: ${keys.join(', ')}`);
			for (const {key} of node.items) {
				const name = isScalar(key) ? String(key.value) : '?';
				if (!keys.includes(name)) fail(key as Node, `${what} has an unknown key "${name}"; known are ${keys.join(', ')}`);
			}
			return (key) => node.get(key, true) as Node | undefined;
		},
	};
}

function readRule(node: Node | null, reader: Reader): Rule {
	const get = reader.object(node, 'a rule', [
		'id',
		'severity',
		'role',
		'title',
		'inVerdict',
		'when',
		'explanation',
		'steps',
		'references',
		'variants',
		'acrossCodes',
		'evidence',
		'examples',
	]);
	const id = reader.string(get('id'), 'id');
	if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
		reader.fail(get('id'), `id "${id}" must be in lower case with dashes, such as proxy-of-branch-office`);
	const variants = get('variants');
	const examples = reader.object(get('examples'), `examples of ${id}`, ['match', 'noMatch']);
	const role = reader.oneOf(get('role'), 'role', RULE_ROLES);
	const [inVerdict, acrossCodes] = ['inVerdict', 'acrossCodes'].map(get);
	const texts = (key: string): readonly string[] =>
		reader.list(examples(key), `examples.${key}`, (item) => reader.string(item, 'an example'));
	return {
		id,
		severity: reader.oneOf(get('severity'), 'severity', SEVERITIES),
		role,
		title: reader.prose(get('title'), 'title'),
		...(inVerdict === undefined ? {} : {inVerdict: reader.prose(inVerdict, 'inVerdict')}),
		when: readCondition(get('when'), reader, 0),
		explanation: reader.prose(get('explanation'), 'explanation'),
		steps: readSteps(get('steps'), reader),
		references:
			get('references') === undefined ? [] : reader.list(get('references'), 'references', (item) => reader.string(item, 'a reference')),
		...(variants === undefined ? {} : {variants: reader.list(variants, 'variants', (item) => readVariant(item, reader))}),
		...(acrossCodes !== undefined && reader.boolean(acrossCodes, 'acrossCodes') ? {acrossCodes: true} : {}),
		evidence: readEvidence(get('evidence'), role, reader),
		examples: {match: texts('match'), noMatch: texts('noMatch')},
	};
}

function readVariant(node: Node | null, reader: Reader): RuleVariant {
	const get = reader.object(node, 'a variant', ['when', 'severity', 'title', 'explanation', 'steps']);
	const [severity, title, explanation, steps] = ['severity', 'title', 'explanation', 'steps'].map(get);
	return {
		when: readCondition(get('when'), reader, 0),
		...(severity === undefined ? {} : {severity: reader.oneOf(severity, 'severity', SEVERITIES)}),
		...(title === undefined ? {} : {title: reader.prose(title, 'title')}),
		...(explanation === undefined ? {} : {explanation: reader.prose(explanation, 'explanation')}),
		...(steps === undefined ? {} : {steps: readSteps(steps, reader)}),
	};
}

function readSteps(node: Node | undefined, reader: Reader): readonly RuleStep[] {
	return reader.list(node, 'steps', (item) => {
		const get = reader.object(item, 'a step', ['text', 'command', 'changes', 'onOldWindows', 'onlyWithCommand', 'withoutCommand']);
		const [onOldWindows, onlyWithCommand, withoutCommand] = ['onOldWindows', 'onlyWithCommand', 'withoutCommand'].map(get);
		return {
			text: reader.prose(get('text'), 'text of a step'),
			command: readCommand(get('command'), reader),
			changes: reader.boolean(get('changes'), 'changes'),
			...(onOldWindows === undefined ? {} : {onOldWindows: readOldStep(onOldWindows, reader)}),
			...(onlyWithCommand !== undefined && reader.boolean(onlyWithCommand, 'onlyWithCommand') ? {onlyWithCommand: true} : {}),
			...(withoutCommand === undefined ? {} : {withoutCommand: readOtherStep(withoutCommand, reader)}),
		};
	});
}

/** The step in its place where the log does not provide what the command needs. */
function readOtherStep(node: Node, reader: Reader): Step {
	const get = reader.object(node, 'withoutCommand', ['text', 'command', 'changes']);
	return {
		text: reader.prose(get('text'), 'text of withoutCommand'),
		command: readCommand(get('command'), reader),
		changes: reader.boolean(get('changes'), 'changes'),
	};
}

function readOldStep(node: Node, reader: Reader): NonNullable<RuleStep['onOldWindows']> {
	const get = reader.object(node, 'onOldWindows', ['text', 'command']);
	const text = get('text');
	return {
		...(text === undefined ? {} : {text: reader.prose(text, 'text of onOldWindows')}),
		command: readCommand(get('command'), reader),
	};
}

/** Text from a log must never be part of a command, but for a host and a port of strict form. */
function readCommand(node: Node | undefined, reader: Reader): string | null {
	if (node === undefined || (isScalar(node) && node.value === null)) return null;
	const command = reader.string(node, 'command');
	for (const [braces, name = ''] of command.matchAll(/\{([A-Za-z.]{1,32})\}/g)) {
		if (!COMMAND_PLACEHOLDER_NAMES.includes(name))
			reader.fail(node, `a command must not hold ${braces}; of a log, it may hold only {${COMMAND_PLACEHOLDER_NAMES.join('}, {')}}`);
	}
	return command;
}

/** A finding that proves nothing by a line is dropped, so a rule must say where its lines are. */
function readEvidence(node: Node | undefined, role: RuleRole, reader: Reader): readonly EvidenceSelector[] {
	const evidence = reader.list(node, 'evidence', (item) => reader.oneOf(item, 'evidence', EVIDENCE_SELECTORS));
	const allowed: readonly EvidenceSelector[] = role === 'file' ? EVIDENCE_SELECTORS : SCAN_EVIDENCE;
	if (!evidence.some((selector) => allowed.includes(selector)))
		reader.fail(
			node,
			`evidence must name at least one of ${allowed.join(', ')}${role === 'file' ? '' : `, for a rule of the role ${role}`}`,
		);
	return evidence;
}

function readCondition(node: Node | null | undefined, reader: Reader, depth: number): Condition {
	if (depth > MAX_DEPTH) reader.fail(node, 'conditions are nested too deeply');
	const get = reader.object(node, 'a condition', ['facts', 'all', 'any', 'not']);
	const [facts, all, any, not] = ['facts', 'all', 'any', 'not'].map(get);
	const inner = (item: Node | null): Condition => readCondition(item, reader, depth + 1);
	if (facts === undefined && all === undefined && any === undefined && not === undefined)
		reader.fail(node, 'a condition needs facts, all, any or not');
	return {
		...(facts === undefined ? {} : {facts: readFacts(facts, reader)}),
		...(all === undefined ? {} : {all: reader.list(all, 'all', inner)}),
		...(any === undefined ? {} : {any: reader.list(any, 'any', inner)}),
		...(not === undefined ? {} : {not: inner(not)}),
	};
}

/** Names and values are checked one by one, which is what makes them tests of facts. */
function readFacts(node: Node, reader: Reader): FactTests {
	if (!isMap(node)) return reader.fail(node, 'facts must name facts and their values');
	const facts: Record<string, FactTest> = {};
	for (const {key, value} of node.items) {
		const name = isScalar(key) ? String(key.value) : '?';
		if (!FACT_NAMES.has(name)) reader.fail(key as Node, `there is no fact "${name}"; known are ${[...FACT_NAMES].join(', ')}`);
		facts[name] = readTest(value as Node | null, name, reader);
	}
	return facts as FactTests;
}

function readTest(node: Node | null, name: string, reader: Reader): FactTest {
	if (isSeq(node)) {
		if (node.items.length === 0) reader.fail(node, `${name} must have a value; an empty list holds none`);
		return reader.list(node, name, (item) => readValue(item, name, reader));
	}
	if (!isMap(node)) return readValue(node, name, reader);
	const get = reader.object(node, name, ['atLeast', 'atMost', 'contains']);
	const [atLeast, atMost, contains] = ['atLeast', 'atMost', 'contains'].map(get);
	const number = (part: Node): number =>
		isScalar(part) && typeof part.value === 'number' ? part.value : reader.fail(part, `${name} must be compared with a number`);
	const test = {
		...(atLeast === undefined ? {} : {atLeast: number(atLeast)}),
		...(atMost === undefined ? {} : {atMost: number(atMost)}),
		...(contains === undefined ? {} : {contains: reader.string(contains, 'contains')}),
	};
	if (Object.keys(test).length === 0) reader.fail(node, `${name} must be compared by atLeast, atMost or contains`);
	const mistake = comparisonMistake(name, test);
	return mistake === null ? test : reader.fail(node, `${name} ${mistake}`);
}

/** A value that the fact can have. */
function readValue(node: Node | null, name: string, reader: Reader): FactValue {
	const value = readScalar(node, name, reader);
	const mistake = valueMistake(name, value);
	return mistake === null ? value : reader.fail(node, `${name} ${mistake}`);
}

/** YAML takes 0x80240438 without quotes for a number. */
function readScalar(node: Node | null, name: string, reader: Reader): FactValue {
	if (node === null) return null;
	if (!isScalar(node)) return reader.fail(node, `${name} must be a value or a list of values`);
	const {value} = node;
	if (typeof value === 'number' && /^0x/i.test(String(node.source ?? ''))) return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
	return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? value
		: reader.fail(node, `${name} must be a text, a number, true, false or null`);
}
