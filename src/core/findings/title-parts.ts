/** What the title of a finding is made of, for those who put it beside other findings or into a sentence. */
import type {Finding} from '../types.js';

/** Not in the JSON: they follow from the rule and the facts. */
export interface TitleParts {
	/** The title without what stands in brackets at its end, which is about the scans of one log. */
	readonly main: string;
	/** Which part says how many scans there are. */
	readonly count: 'main' | 'aside' | null;
	/** What a verdict says after the number of failed scans, where the title would say it again. */
	readonly inVerdict: string | null;
}

/** `No answer in time from {server} ({rootCause})` */
const TEMPLATE = /^(?<main>.*?)(?: \((?<aside>[^()]*)\))?$/s;
const COUNT = '{count}';
/** How `{count}` is filled in. */
const COUNTED = /\(\d+ scans?\b/;

const partsOfFinding = new WeakMap<Finding, TitleParts>();

/**
 * @param template title of a rule, with placeholders
 * @param fill puts facts into a template
 */
export function titlePartsOfRule(template: string, inVerdict: string | undefined, fill: (template: string) => string): TitleParts {
	const {main = template, aside = ''} = TEMPLATE.exec(template)?.groups ?? {};
	return {
		main: fill(main),
		count: main.includes(COUNT) ? 'main' : aside.includes(COUNT) ? 'aside' : null,
		inVerdict: inVerdict === undefined ? null : fill(inVerdict),
	};
}

/** Remembers what the title of a finding is made of; for findings of this thread, or that came from another with theirs. */
export function keepTitleParts(finding: Finding, parts: TitleParts): void {
	partsOfFinding.set(finding, parts);
}

/** For findings that were read from JSON only the title is left to tell. */
export function titlePartsOf(finding: Finding): TitleParts {
	const known = partsOfFinding.get(finding);
	if (known !== undefined) return known;
	const {main = finding.title} = TEMPLATE.exec(finding.title)?.groups ?? {};
	return {main, count: COUNTED.test(main) ? 'main' : COUNTED.test(finding.title) ? 'aside' : null, inVerdict: null};
}
