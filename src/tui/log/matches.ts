/** Where a search matches within the text on the screen. The whole log is searched elsewhere. */
import type {TextQuery} from '../../core/line-index/viewer-port.js';
import type {TextRange} from './text-range.js';

/** More are of no use on one line. */
const MAX_MATCHES = 200;

/** Longer texts are looked through this far. */
const MAX_TEXT = 4096;

/** Case means something only where the text has a capital. */
export function queryOf(text: string, isRegExp: boolean): TextQuery {
	// Of a regular expression, `\S` and `\W` are no capitals that somebody looks for.
	const letters = isRegExp ? text.replace(/\\./g, '') : text;
	return {text, isRegExp, isCaseSensitive: letters !== letters.toLowerCase()};
}

/** `/text/` is a regular expression; with `/` at one end only it is text, as paths are. */
export function typedQuery(typed: string, isRegExp: boolean): Pick<TextQuery, 'text' | 'isRegExp'> {
	const inner = /^\/(.+)\/$/s.exec(typed)?.[1];
	return inner === undefined || isRegExp ? {text: typed, isRegExp} : {text: inner, isRegExp: true};
}

/** Why a query cannot be used; `null`: it can. */
export function queryProblem({text, isRegExp}: Pick<TextQuery, 'text' | 'isRegExp'>): string | null {
	if (!isRegExp) return null;
	try {
		new RegExp(text);
		return null;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** Matches that begin in a part of a text, or before it and reach into it. */
export type Matcher = (text: string, from: number, to: number) => readonly TextRange[];

/** A match may begin or end out of sight. */
const MARGIN = 128;

const NOTHING: Matcher = () => [];

/** A group that repeats may take for ever on an unlucky text; so may many repetitions one after another. */
const REPEATED_GROUP = /\)[*+{]/;
const REPETITIONS = /[*+}]/g;
const MAX_REPETITIONS = 2;
const OPTIONAL = /\?/g;
const MAX_OPTIONAL = 6;

/** `^`, `$`, `\b` and looks around are about what stands before and after. */
const ANCHOR = /[\^$]|\\b|\(\?/i;

/** An expression is tried on so much of a text: the time goes by its third power. */
const MAX_EXPRESSION_TEXT = 512;

/** Matches in a text; of expressions that may take long, one or none: the line itself is marked as a hit then. */
export function matcherOf({text, isRegExp, isCaseSensitive}: TextQuery): Matcher {
	if (text === '') return NOTHING;
	if (!isRegExp) return plainMatcher(text, isCaseSensitive);
	const repetitions = text.match(REPETITIONS)?.length ?? 0;
	const isSlow = REPEATED_GROUP.test(text) || repetitions > MAX_REPETITIONS || (text.match(OPTIONAL)?.length ?? 0) > MAX_OPTIONAL;
	if (isSlow || queryProblem({text, isRegExp}) !== null) return NOTHING;
	const expression = new RegExp(text, isCaseSensitive ? 'g' : 'gi');
	const most = repetitions > 1 ? 1 : MAX_MATCHES;
	const isAnchored = ANCHOR.test(text);
	return (shown, from, to) => {
		// The ends of a part are not those of the line.
		if (isAnchored && shown.length > MAX_EXPRESSION_TEXT) return [];
		const first = isAnchored ? 0 : Math.max(0, from - MARGIN);
		const found: TextRange[] = [];
		for (const match of shown
			.slice(first, isAnchored ? shown.length : Math.min(to + MARGIN, first + MAX_EXPRESSION_TEXT))
			.matchAll(expression)) {
			if (match[0] !== '') found.push({start: first + match.index, end: first + match.index + match[0].length});
			if (found.length >= most) break;
		}
		return found;
	};
}

function plainMatcher(wanted: string, isCaseSensitive: boolean): Matcher {
	const fold = (text: string): string => {
		const lower = isCaseSensitive ? text : text.toLowerCase();
		// A few capitals fold to two characters, which would move everything after them.
		return lower.length === text.length ? lower : text;
	};
	const wantedText = fold(wanted);
	return (text, from, to) => {
		const first = Math.max(0, from - Math.max(MARGIN, wantedText.length));
		const searched = fold(text.slice(first, Math.min(to + wantedText.length, first + MAX_TEXT)));
		const found: TextRange[] = [];
		for (
			let at = searched.indexOf(wantedText);
			at >= 0 && found.length < MAX_MATCHES;
			at = searched.indexOf(wantedText, at + wantedText.length)
		)
			found.push({start: first + at, end: first + at + wantedText.length});
		return found;
	};
}
