/** Lines of the log that are loaded as text, in pages: the most recently used last, and never more than a limit allows. */

/** Small, so that filtered lines, each in another page, do not cost much. */
export const PAGE_LINES = 64;

const MAX_PAGES = 512;
/** Characters kept at most, besides those of the lines shown. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

export interface Page {
	readonly lines: readonly string[];
	/** How many lines were asked for; the log may end before them. */
	readonly asked: number;
	readonly characters: number;
	/** Why the lines are missing. */
	readonly failure: string | null;
}

export interface Pages {
	/** By number, 0 for the first lines; in the order of use. */
	readonly loadedPages: ReadonlyMap<number, Page>;
	/** Asked for and not here yet. */
	readonly pending: ReadonlySet<number>;
	readonly characters: number;
}

export const EMPTY_PAGES: Pages = {loadedPages: new Map(), pending: new Set(), characters: 0};

export function pageOf(line: number): number {
	return Math.floor((line - 1) / PAGE_LINES);
}

export function pageWith({loadedPages}: Pages, line: number): Page | undefined {
	return loadedPages.get(pageOf(line));
}

/** The text as it is in the file; `undefined`: not read yet. */
export function textAt(pages: Pages, line: number): string | undefined {
	return pageWith(pages, line)?.lines[(line - 1) % PAGE_LINES];
}

/** Lines of a page that the log has by now. */
function expectedLines(page: number, count: number): number {
	return Math.max(0, Math.min(PAGE_LINES, count - page * PAGE_LINES));
}

export interface LineRange {
	readonly first: number;
	readonly count: number;
}

/** Of the wanted pages those that are not here, as runs of lines to be read. */
export function missingRanges({loadedPages, pending}: Pages, wanted: Iterable<number>, count: number): readonly LineRange[] {
	const missing = [...wanted]
		.filter((page) => !pending.has(page) && expectedLines(page, count) > (loadedPages.get(page)?.asked ?? 0))
		.sort((a, b) => a - b);
	const ranges: LineRange[] = [];
	let from = -1;
	let until = -1;
	const close = (): void => {
		if (from < 0) return;
		const first = from * PAGE_LINES + 1;
		ranges.push({first, count: Math.min(until * PAGE_LINES, count) - first + 1});
	};
	for (const page of missing) {
		if (page !== until) {
			close();
			from = page;
		}
		until = page + 1;
	}
	close();
	return ranges;
}

export function withPending(pages: Pages, ranges: readonly LineRange[]): Pages {
	if (ranges.length === 0) return pages;
	const pending = new Set(pages.pending);
	for (const {first, count} of ranges) for (let page = pageOf(first); page <= pageOf(first + count - 1); page++) pending.add(page);
	return {...pages, pending};
}

/**
 * Takes lines that were read. What was longest out of use goes; what is in use stays however much that is, for it would
 * only be asked for again.
 *
 * @param inUse pages on the screen and around it
 */
export function withLines(
	pages: Pages,
	{first, count}: LineRange,
	lines: readonly string[],
	failure: string | null,
	inUse: Iterable<number>,
): Pages {
	const loadedPages = new Map(pages.loadedPages);
	const pending = new Set(pages.pending);
	let {characters} = pages;
	const remove = (page: number): void => {
		characters -= loadedPages.get(page)?.characters ?? 0;
		loadedPages.delete(page);
	};
	const used = new Set(inUse);
	for (const page of used) {
		const known = loadedPages.get(page);
		if (known === undefined) continue;
		loadedPages.delete(page);
		loadedPages.set(page, known);
	}
	for (let page = pageOf(first); page <= pageOf(first + count - 1); page++) {
		const from = page * PAGE_LINES + 1 - first;
		const part = lines.slice(Math.max(0, from), from + PAGE_LINES);
		remove(page);
		pending.delete(page);
		const size = part.reduce((sum, {length}) => sum + length, 0);
		loadedPages.set(page, {lines: part, asked: Math.min(PAGE_LINES, count - from), characters: size, failure});
		characters += size;
	}
	for (const page of loadedPages.keys()) {
		if (loadedPages.size <= MAX_PAGES && characters <= MAX_CHARACTERS) break;
		if (!used.has(page)) remove(page);
	}
	return {loadedPages, pending, characters};
}

/** The page is to be read again, for its last line may have been a part of one. What is known of it is shown until then. */
export function outdated(pages: Pages, line: number): Pages {
	const page = pageWith(pages, line);
	if (page === undefined) return pages;
	return {...pages, loadedPages: new Map(pages.loadedPages).set(pageOf(line), {...page, asked: 0})};
}
