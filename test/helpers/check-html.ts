/** A strict reading of the pages this project writes: what a browser would silently mend is an error here. */
import {expect} from 'vitest';

const VOID = new Set(['meta', 'br', 'wbr', 'hr', 'link', 'img', 'input']);
/** Elements of drawings end themselves. */
const SELF_CLOSING = new Set(['circle', 'path', 'line', 'rect']);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9:-]*(?:="[^"<>]*")?)*)\s*(\/?)>/gi;

export interface Page {
	/** Element names in order, each with its attributes. */
	readonly elements: readonly {readonly name: string; readonly attributes: ReadonlyMap<string, string>}[];
}

/** @returns the elements; fails on a tag that is not closed, not nested or not a tag */
export function checkHtml(html: string): Page {
	expect(html.startsWith('<!DOCTYPE html>\n<html lang="en">')).toBe(true);
	const body = html.slice('<!DOCTYPE html>\n'.length);
	const elements: {name: string; attributes: Map<string, string>}[] = [];
	const open: string[] = [];
	let end = 0;
	for (const match of body.matchAll(TAG)) {
		const [tag, slash = '', name = '', attributeText = '', selfClosing = ''] = match;
		expect(body.slice(end, match.index)).not.toMatch(/^(?:style|script)$/.test(open.at(-1) ?? '') ? /<\// : /[<>]/);
		end = match.index + tag.length;
		if (slash !== '') {
			expect(`</${open.pop() ?? 'nothing'}>`).toBe(tag);
			continue;
		}
		const attributes = new Map<string, string>();
		for (const [, key = '', value = ''] of attributeText.matchAll(/([a-z][a-z0-9:-]*)(?:="([^"]*)")?/gi)) {
			expect(attributes.has(key), `${key} twice in ${tag}`).toBe(false);
			attributes.set(key, value);
		}
		elements.push({name, attributes});
		if (SELF_CLOSING.has(name) && selfClosing !== '') continue;
		expect(selfClosing, tag).toBe('');
		if (!VOID.has(name)) open.push(name);
	}
	expect(open).toEqual([]);
	expect(body.slice(end)).not.toMatch(/[<>]/);
	// An ampersand always begins an entity.
	expect(body.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')).not.toMatch(/&(?!(?:amp|lt|gt|quot|nbsp|#39);)/);
	return {elements};
}

/** Ids are there once, and every link within the page leads to one. */
export function checkAnchors({elements}: Page): void {
	const ids = elements.flatMap(({attributes}) => attributes.get('id') ?? []);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
	const known = new Set(ids);
	const targets = elements.flatMap(({attributes}) => attributes.get('href') ?? []).filter((href) => href.startsWith('#'));
	expect(targets.filter((href) => !known.has(href.slice(1)))).toEqual([]);
}

/** Levels go up by one at most. */
export function checkHeadings({elements}: Page): void {
	const levels = elements.flatMap(({name}) => (/^h[1-6]$/.test(name) ? Number(name.slice(1)) : []));
	expect(levels[0]).toBe(1);
	expect(levels.filter((level) => level === 1)).toHaveLength(1);
	levels.forEach((level, index) => {
		expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
	});
}

const ELEMENTS = new Set(
	(
		'html head meta title style body header main footer section article h1 h2 h3 h4 p a span strong ' +
		'div dl dt dd ul ol li pre code table caption thead tbody tr th td details summary figure ' +
		'figcaption wbr svg g path circle line rect text tspan b button fieldset legend label input script'
	).split(' '),
);

/**
 * Nothing runs but the script of the page, which its policy knows, and nothing is fetched: only known elements, no handler,
 * links to our own references and within the page.
 */
export function checkHarmless({elements}: Page, references: readonly string[], scripts = 1): void {
	expect(elements.filter(({name}) => name === 'script').map(({attributes}) => attributes.size)).toEqual(Array(scripts).fill(0));
	for (const {name, attributes} of elements) {
		expect(ELEMENTS.has(name), name).toBe(true);
		for (const [key, value] of attributes) {
			expect(key).not.toMatch(/^on|^src|^action|^formaction|^xlink|^background|^poster|^data$/);
			if (key === 'href') {
				expect(value.startsWith('#') || references.includes(value), value).toBe(true);
				if (!value.startsWith('#')) expect(attributes.get('rel')).toBe('noreferrer noopener');
			}
			if (key === 'style') expect(value).not.toMatch(/url|expression|import/i);
		}
	}
}
