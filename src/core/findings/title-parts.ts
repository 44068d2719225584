/** Splits the title of a finding into parts, for showing it next to other findings or inside a sentence. */
import type {Finding} from '../types.js';

/** Not in the JSON report, because they follow from the rule and the facts. */
export interface TitleParts {
	/** The title without the parentheses at the end, which are about the scans of one log. */
	readonly main: string;
	/** What stands in these parentheses: server, code, number of scans; `null`: there are none. */
	readonly aside: string | null;
	/** Which part gives the number of scans. */
	readonly count: 'main' | 'aside' | null;
	/** Used in the verdict after the number of failed scans, if the title would repeat it. */
	readonly inVerdict: string | null;
}

/** `{server} did not respond in time ({rootCause})` */
const TEMPLATE = /^(?<main>.*?)(?: \((?<aside>[^()]*)\))?$/s;
const COUNT = '{count}';
const PLACEHOLDER = /\{([A-Za-z.]{1,32})\}/;
/** How `{count}` is filled in. */
const COUNTED = /\(\d+ scans?\b/;

const partsOfFinding = new WeakMap<Finding, TitleParts>();

/** Fills facts into a title. */
export interface TitleFacts {
	readonly fill: (template: string) => string;
	/** Whether the log has a value for a placeholder. */
	readonly isKnown: (name: string) => boolean;
}

/**
 * What is not known is left out of the parentheses.
 *
 * @param template the title of a rule, with placeholders
 */
export function titlePartsOfRule(template: string, inVerdict: string | undefined, {fill, isKnown}: TitleFacts): TitleParts {
	const {main = template, aside} = TEMPLATE.exec(template)?.groups ?? {};
	const known = aside?.split(', ').filter((part) => {
		const [, name] = PLACEHOLDER.exec(part) ?? [];
		return name === undefined || name === 'count' || isKnown(name);
	});
	return {
		main: fill(main),
		aside: known === undefined || known.length === 0 ? null : fill(known.join(', ')),
		count: main.includes(COUNT) ? 'main' : aside?.includes(COUNT) === true ? 'aside' : null,
		inVerdict: inVerdict === undefined ? null : fill(withoutUnknown(inVerdict, isKnown)),
	};
}

/** `{rootCauseReason} ({rootCause})`: where nothing is known for the words in front, what stands in the parentheses is all. */
function withoutUnknown(template: string, isKnown: TitleFacts['isKnown']): string {
	const {main = template, aside} = TEMPLATE.exec(template)?.groups ?? {};
	const [, name] = PLACEHOLDER.exec(main) ?? [];
	return aside === undefined || name === undefined || isKnown(name) ? template : aside;
}

/** The title from its parts. */
export function wholeTitle({main, aside}: Pick<TitleParts, 'main' | 'aside'>): string {
	return aside === null ? main : `${main} (${aside})`;
}

/** Remembers the title parts of a finding, whether created in this thread or received from another one with its parts. */
export function keepTitleParts(finding: Finding, parts: TitleParts): void {
	partsOfFinding.set(finding, parts);
}

/** For findings read from JSON, the parts are derived from the title alone. */
export function titlePartsOf(finding: Finding): TitleParts {
	return partsOfFinding.get(finding) ?? titlePartsOfText(finding.title);
}

export function titlePartsOfText(title: string): TitleParts {
	const {main = title, aside} = TEMPLATE.exec(title)?.groups ?? {};
	return {main, aside: aside ?? null, count: COUNTED.test(main) ? 'main' : COUNTED.test(title) ? 'aside' : null, inVerdict: null};
}
