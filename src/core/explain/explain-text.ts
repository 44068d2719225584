/** Formats an explanation as text. */
import type {CauseClass} from '../codes/explanations.js';
import {type Certainty, formatHresult} from '../codes/index.js';
import {commandPattern} from '../findings/command-target.js';
import type {Rule} from '../findings/rule.js';
import {widthOf} from '../wording/cells.js';
import {plainText} from '../wording/plain-text.js';
import type {Emphasis, Paint} from '../wording/emphasis.js';
import {counted} from '../wording/labels.js';
import {shortened} from '../wording/sentences.js';
import {wrapText} from '../wording/wrap.js';
import type {Severity, Step} from '../types.js';
import type {ExplainedMessage} from './known-messages.js';
import type {ExplainedCode, Explanation, RelatedCodeName, RuleTitle} from './explain.js';

export interface ExplainTextOptions {
	/** Column at which text is wrapped. @default 80 */
	readonly width?: number;
	/** Adds color, or not. @default the text unchanged */
	readonly paint?: Paint;
}

const DEFAULT_WIDTH = 80;
const MIN_WIDTH = 40;
const INDENT = 2;
const LABEL = 13;

export const CAUSE_WORDS: Readonly<Record<CauseClass, string>> = {
	authentication: 'authentication required by the server',
	'client-state': 'Windows Update or its files on this PC',
	'file-signature': 'the signature of a file, not a connection',
	'name-resolution': 'name resolution (DNS)',
	network: 'the network between the PC and the server',
	'not-an-error': 'usually not a problem',
	other: 'no specific cause',
	policy: 'a policy or a URL in it',
	proxy: 'the proxy, or something else that answers instead of the server',
	service: 'a Windows service on this PC',
	servicing: 'the Windows component store, or an installer',
	storage: 'the disk, or the update database on it',
	'tls-certificate': 'TLS or a certificate',
	'trust-check': 'a certificate or signature check',
	'wsus-server': 'the server',
};

export const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
	seen: 'seen in logs',
	named: 'inferred from the names',
	inferred: 'likely',
};

const SEVERITY_EMPHASIS: Readonly<Record<Severity, Emphasis>> = {error: 'bad', warning: 'warning', info: 'good'};

/** Lines of text, with a final line break; every character is safe to print. */
export function explanationText(
	explanation: Explanation,
	{width = DEFAULT_WIDTH, paint = (_, text) => text}: ExplainTextOptions = {},
): string {
	const columns = Math.max(MIN_WIDTH, width);

	function title(text: string, emphasis: Emphasis = 'strong'): string {
		return `${emphasize(wrapText(plainText(text), columns, 0, INDENT), emphasis)}\n`;
	}

	function paragraph(text: string, indent: number = INDENT, lead: string = ' '.repeat(indent), emphasis?: Emphasis): string {
		return `${lead}${emphasize(wrapText(plainText(text), columns, indent, indent), emphasis)}\n`;
	}

	function fact(label: string, text: string): string {
		const lead = `${' '.repeat(INDENT)}${paint('dim', label)}${' '.repeat(LABEL - widthOf(label))}`;
		return `${lead}${wrapText(plainText(text), columns, INDENT + LABEL, INDENT + LABEL)}\n`;
	}

	/** Several facts of one kind; only the first has the label. */
	function facts(label: string, texts: readonly string[]): string {
		return texts.map((text, index) => fact(index === 0 ? label : '', text)).join('');
	}

	/** Applies emphasis line by line, without the indents. */
	function emphasize(text: string, emphasis: Emphasis | undefined): string {
		return emphasis === undefined ? text : text.replace(/[^\s].*/g, (line) => paint(emphasis, line));
	}

	function codeText(found: ExplainedCode): string {
		const {code, explanation, facility, decimals} = found;
		let text = title(nameText(code));
		if (explanation !== null) text += paragraph(explanation.meaning);
		text += '\n';
		if (explanation !== null) text += fact('Suspect', CAUSE_WORDS[explanation.causeClass]) + fact('Check', explanation.nextCheck);
		text += facts(
			'Not the same',
			found.lookalikes.map((lookalike) => `Often mistaken for ${nameText(lookalike)}. ${lookalike.text}`),
		);
		text += facts('Comes from', found.comesFrom.map(relatedText)) + facts('May become', found.becomes.map(relatedText));
		text += fact('Part of', facility ?? 'unknown');
		text += fact(
			'Decimal',
			[decimals.signed, ...(decimals.unsigned === decimals.signed ? [] : [decimals.unsigned])].join(', ') +
				(decimals.win32 === null ? '' : `; Win32 error ${decimals.win32}`),
		);
		if (code.aliases.length > 0) text += fact('Also called', code.aliases.join(', '));
		if (explanation === null || code.note !== null) text += fact('How to read', found.reading);
		if (explanation === null)
			text += fact(
				'',
				'wulens has no explanation for this code. On Windows, this command may show the system message: ' +
					`certutil\u00a0-error\u00a0${systemCode(found)}`,
			);
		return text + facts('Rules', found.rules.map(ruleLine));
	}

	function messageFacts({meaning, advice, source}: ExplainedMessage): string {
		return `${fact('It says', meaning)}${advice === null ? '' : fact('So', advice)}${fact('Logged by', source)}`;
	}

	function stepLines(steps: readonly Step[], indent: number): string {
		return steps
			.map(({text, command, changes}, index) => {
				const lead = `${' '.repeat(indent)}${index + 1}. `;
				const line = paragraph(`${changes ? '(changes the PC) ' : ''}${withoutFacts(text)}`, lead.length, lead);
				// A command is kept on one line so that it can be copied.
				return command === null ? line : `${line}${' '.repeat(lead.length)}${paint('strong', plainText(commandPattern(command)))}\n`;
			})
			.join('');
	}

	function ruleText(rule: Rule): string {
		let text = title(withoutFacts(rule.title), SEVERITY_EMPHASIS[rule.severity]);
		text += paragraph(`${rule.id}, ${rule.severity}`, INDENT, undefined, 'dim');
		text += `\n${paragraph(withoutFacts(rule.explanation))}`;
		if (rule.steps.length > 0) text += `\n${paragraph('What to do:')}${stepLines(rule.steps, INDENT)}`;
		for (const variant of rule.variants ?? []) {
			text += `\n${paragraph(withoutFacts(variant.title ?? rule.title), INDENT, undefined, 'strong')}`;
			if (variant.explanation !== undefined) text += paragraph(withoutFacts(variant.explanation), INDENT + 2);
			text += stepLines(variant.steps ?? [], INDENT + 2);
		}
		return rule.references.length === 0 ? text : `${text}\n${facts('See', rule.references)}`;
	}

	function incompleteText(explanation: Extract<Explanation, {type: 'incomplete'}>): string {
		const {prefix, count, codes} = explanation;
		const rest = count - codes.length;
		return [
			title(`${prefix} is incomplete: a code has eight digits`),
			paragraph(count === 0 ? 'No known code begins with it.' : `${counted(count, 'known code begins', 'known codes begin')} with it:`),
			...codes.map((code) => paragraph(nameText(code), INDENT + 2, ' '.repeat(INDENT))),
			rest > 0 ? paragraph(`and ${counted(rest, 'more code')}; type more digits`, INDENT, undefined, 'dim') : '',
		].join('');
	}

	function settingText(explanation: Extract<Explanation, {type: 'setting'}>): string {
		const {name, text, values, groupPolicy, csp, configMgr, registry, command, caution, source} = explanation.setting;
		return [
			`${title(name)}${paragraph(text)}\n`,
			facts(
				'Values',
				values.map((row) => `${row.value}: ${row.text}`),
			),
			caution === '' ? '' : fact('Not the same', caution),
			groupPolicy === null ? '' : fact('Group Policy', groupPolicy),
			csp === null ? '' : fact('CSP', csp),
			configMgr === null ? '' : fact('ConfigMgr', configMgr),
			fact('Registry', registry),
			// A command is kept on one line so that it can be copied.
			fact('Show it with', command.replaceAll(' ', '\u00a0')),
			fact('Source', source),
		].join('');
	}

	function candidatesText(explanation: Extract<Explanation, {type: 'candidates'}>): string {
		const {count, codes, rules, services, settings, callers} = explanation;
		const rest = count - codes.length;
		const all = count + rules.length + services.length + settings.length + callers.length;
		return [
			title(`${counted(all, 'match', 'matches')} for "${shortened(explanation.query, MAX_QUOTE)}"`),
			...codes.map((code) => paragraph(nameText(code), INDENT + 2, ' '.repeat(INDENT))),
			rest > 0 ? paragraph(`and ${counted(rest, 'more code')}; type more of the name`, INDENT, undefined, 'dim') : '',
			...rules.map((rule) => paragraph(`rule ${ruleLine(rule)}`, INDENT + 2, ' '.repeat(INDENT))),
			...services.map(({id, name}) => paragraph(`service ${id} ${name}`, INDENT + 2, ' '.repeat(INDENT))),
			...settings.map(({name}) => paragraph(`setting ${name}`, INDENT + 2, ' '.repeat(INDENT))),
			...callers.map(({name}) => paragraph(`caller ${name}`, INDENT + 2, ' '.repeat(INDENT))),
		].join('');
	}

	switch (explanation.type) {
		case 'code':
			return (
				codeText(explanation) +
				facts('Same line', explanation.alsoNamed.map(nameText)) +
				(explanation.message === null ? '' : messageFacts(explanation.message))
			);
		case 'incomplete':
			return incompleteText(explanation);
		case 'caller': {
			const {name, text, forms, source} = explanation.caller;
			return `${title(name)}${paragraph(`A program that starts scans. ${text}`)}\n${facts('In logs', forms)}${fact('Source', source)}`;
		}
		case 'message':
			return `${title(explanation.message.example)}${paragraph('A line of the log.')}\n${messageFacts(explanation.message)}`;
		case 'http-status':
			return [
				title(`HTTP status ${explanation.status}: ${counted(explanation.codes.length, 'code')}`),
				...explanation.codes.map(codeText),
			].join('\n');
		case 'rule':
			return [explanation.rule, ...explanation.others].map(ruleText).join('\n');
		case 'service': {
			const {name, ids, printed, text} = explanation.service;
			return `${title(name)}${paragraph(text)}\n${facts('ID', ids)}${printed === '' ? '' : fact('In logs', printed)}`;
		}
		case 'proxy-behavior': {
			const {raw, text, caution, source} = explanation.behavior;
			return `${title(`Proxy behavior ${raw.join(', ')}`)}${paragraph(text)}\n${fact('Not the same', caution)}${fact('Source', source)}`;
		}
		case 'setting':
			return settingText(explanation);
		case 'candidates':
			return candidatesText(explanation);
		case 'nothing':
			return title(nothingText(explanation.query));
		default:
			return explanation satisfies never;
	}
}

/** One sentence for a query without a result. */
export function nothingText(query: string): string {
	return `nothing found for "${shortened(query, MAX_QUOTE)}"`;
}

const MAX_QUOTE = 60;

/** Words for what a rule fills in from a log, if there is no log. */
const FACT_WORDS: ReadonlyMap<string, string> = new Map([
	['server', 'the server'],
	['wsus.server', 'the WSUS server'],
	['caller', 'the caller'],
]);

/** The text of a rule as a general statement: parentheses that contain only facts are removed, and other facts become words. */
export function withoutFacts(text: string): string {
	const general = text
		.replace(/ ?\([^()]{0,100}\{[\w.]{1,40}\}[^()]{0,100}\)/g, '')
		.replace(/: (?:\{[\w.]{1,40}\} ?){1,9}$/, '')
		.replace(/\{([\w.]{1,40})\}/g, (_, fact: string) => FACT_WORDS.get(fact) ?? '…');
	return general.charAt(0).toUpperCase() + general.slice(1);
}

function ruleLine({id, title}: RuleTitle): string {
	return `${id}: ${withoutFacts(title)}`;
}

/** The number for which Windows has a message: an NTSTATUS without its marker bit. */
export function systemCode({code, decimals}: ExplainedCode): string {
	return code.facility === 'ntstatus' ? formatHresult(decimals.unsigned - 0x10000000) : code.code;
}

function nameText({code, name}: {readonly code: string; readonly name: string | null}): string {
	return `${code} ${name ?? '(no known name)'}`;
}

function relatedText(related: RelatedCodeName): string {
	return `${nameText(related)} (${CERTAINTY_WORDS[related.certainty]})`;
}
