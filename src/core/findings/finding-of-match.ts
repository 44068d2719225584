/** A finding from what matches: its severity, texts, steps and evidence. */
import type {Finding, OutsideFailure, Severity, Step} from '../types.js';
import {counted} from '../wording/labels.js';
import {plainText} from '../wording/plain-text.js';
import {lowerFirst, upperFirst} from '../wording/sentences.js';
import {keepCauseStory} from './cause-stories.js';
import {evidenceOf} from './evidence.js';
import type {DiagnoseInput} from './diagnose-input.js';
import {factNamed, type FactValue} from './facts/index.js';
import {stepsOf} from './fill-steps.js';
import {isOver, isRecurring, type Match, PLACEHOLDER, stateOf} from './match.js';
import {MAX_VALUES, outsideText} from './outside-words.js';
import {milderOf} from './severities.js';
import {keepTitleParts, type TitleFacts, type TitleParts, titlePartsOfRule, titlePartsOfText, wholeTitle} from './title-parts.js';
import {nothingToDo, overText, recurringText} from './trouble-words.js';

export function findingOf(match: Match, input: DiagnoseInput): Finding {
	const {rule, variant, scans, failures, network, values} = match;
	const fill = (text: string): string => fillIn(text, values, scans.length);
	const steps = isOver(match)
		? []
		: stepsOf([...(variant?.steps ?? []), ...rule.steps], {
				fill,
				firstValueOf: (fact) => firstValue(values.get(fact)),
				isOldWindows: input.facts('log.oldWindows') === true,
			});
	const titleFacts: TitleFacts = {
		fill,
		isKnown: (name) => (values.get(name)?.size ?? 0) > 0,
	};
	const title = variant?.title ?? rule.title;
	const parts = titlePartsOfRule(title, rule.inVerdict, titleFacts);
	const told = failures.flatMap((index) => input.outsideFailures[index] ?? []);
	const texts = textsOf(
		match,
		told,
		title,
		{...parts, main: upperFirst(parts.main)},
		upperFirst(fill(variant?.explanation ?? rule.explanation)),
	);
	const finding: Finding = {
		rule: rule.id,
		severity: severityOf(match),
		title: texts.story === null ? texts.title : `${texts.title}: ${texts.story}`,
		explanation: texts.explanation,
		nextSteps: steps.map(stepText),
		steps,
		references: rule.references,
		scans: scans.map(({id}) => id),
		failures: failures.toSorted((a, b) => a - b),
		evidence: evidenceOf(rule, {scans, failures: told, network: [...network]}, input),
	};
	keepTitles(match, finding, texts, parts);
	return finding;
}

function severityOf(match: Match): Severity {
	const severity = match.variant?.severity ?? match.rule.severity;
	if (isOver(match)) return 'info';
	if (isRecurring(match)) return milderOf(severity, 'warning');
	return match.weight === null ? severity : milderOf(severity, match.weight);
}

/** Titles that were put together are shown as they are; those of rules without the number of scans. */
function keepTitles(match: Match, finding: Finding, {title, story}: Texts, parts: TitleParts): void {
	const {scans, failures} = match;
	const isOwn = story === null && (scans.length > 0 || failures.length === 0);
	keepTitleParts(
		finding,
		isOwn ? {...parts, main: upperFirst(parts.main)} : {...titlePartsOfText(finding.title), inVerdict: parts.inVerdict},
	);
	if (match.isCause) keepCauseStory(finding, {trouble: stateOf(match), title, story});
}

interface Texts {
	readonly title: string;
	/** What became of it, to follow the title. */
	readonly story: string | null;
	readonly explanation: string;
}

/** The texts of the rule, with what became of it, or with what failed outside scans. */
function textsOf(match: Match, told: readonly OutsideFailure[], template: string, parts: TitleParts, explanation: string): Texts {
	const title = wholeTitle(parts);
	const troubles = [...match.troubles];
	if (isOver(match))
		return {
			title,
			story: overText(troubles),
			explanation: `${nothingToDo(troubles, match.scans.length)} ${explanation}`,
		};
	if (isRecurring(match)) {
		const story = recurringText(troubles);
		return {
			title,
			story,
			explanation: `Scans of this kind ${story}. ${explanation}`,
		};
	}
	if (match.isSoFar) {
		const count = counted(match.scans.length, 'scan');
		const aside = parts.aside === null ? count : `${parts.aside}; ${count}`;
		return {
			title: wholeTitle({
				main: parts.main,
				aside: `${aside} without a logged result`,
			}),
			story: null,
			explanation: `${SO_FAR} ${explanation}`,
		};
	}
	if (match.scans.length > 0 || told.length === 0) return {title, story: null, explanation};
	if (match.rule.role === 'outside')
		return {
			title: template.startsWith(OUTSIDE_TITLE) ? withReason(outsideText(told), match) : title,
			story: null,
			explanation,
		};
	return {
		title: `${outsideText(told)}: ${lowerFirst(parts.main)}`,
		story: null,
		explanation,
	};
}

/** Where the codes mean different things, none of them is told. */
function withReason(title: string, {values}: Match): string {
	const reasons = values.get('rootCauseReason');
	return reasons?.size === 1 ? `${title}: ${firstValue(reasons)}` : title;
}

const SO_FAR = 'The result of the scan is not in this log; this is what failed until the log ends.';

/** A title that begins so says no more than what failed. */
const OUTSIDE_TITLE = 'Something outside scans failed';

function firstValue(values: ReadonlySet<FactValue> | undefined): string | null {
	const [first] = values ?? [];
	return first === undefined || first === null ? null : String(first);
}

/** `text Command: …`, `Changes the PC: text` */
function stepText({text, command, changes}: Step): string {
	return `${changes ? 'Changes the PC: ' : ''}${text}${command === null ? '' : ` Command: ${command}`}`;
}

/** In parentheses, the server says nothing if the log does not name it. */
const UNNAMED_SERVER = / \((?:here: )?the server(?:, (?=[^()]{1,200}\))|\))/g;

/** Fills facts into a text: `{server}` becomes the server, or the first few if scans differ. For commands see command-target.ts. */
function fillIn(text: string, valuesByName: Match['values'], scans: number): string {
	const filled = text.replace(PLACEHOLDER, (_, name: string) => {
		if (name === 'count') return counted(scans, 'scan');
		const values = [...(valuesByName.get(name) ?? [])];
		if (values.length === 0) return factNamed(name)?.missing ?? 'unknown';
		const shown = values.slice(0, MAX_VALUES).map((value) => plainText(String(value)));
		return values.length > MAX_VALUES ? `${shown.join(', ')} and ${values.length - MAX_VALUES} more` : shown.join(', ');
	});
	return filled.replace(UNNAMED_SERVER, '').replace(/ {1,4}(?=[),]|\.(?:[\s)]|$))| {1,4}$/g, '');
}
