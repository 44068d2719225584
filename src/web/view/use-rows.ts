/** Rows of a view of the log, fetched in pages as they come into sight. */
import {useCallback, useEffect, useReducer, useRef} from 'preact/hooks';
import type {Lines} from '../workers/lines.js';
import type {ShownLine} from '../workers/protocol.js';

const PAGE = 64;
const MAX_PAGES = 64;

/** @param key another one is another view: what was fetched does not count any more; @returns the row, or `null` until it is there */
export function useRows(lines: Lines, key: string): (row: number) => ShownLine | null {
	const pages = useRef<Map<number, readonly ShownLine[] | 'asked'>>(new Map());
	const [, draw] = useReducer((count: number) => count + 1, 0);
	useEffect(() => {
		pages.current = new Map();
		draw(undefined as never);
	}, [lines, key]);
	return useCallback(
		(row) => {
			const number = Math.floor(row / PAGE);
			const known = pages.current;
			const page = known.get(number);
			// A page at the end may have been fetched while there were fewer lines.
			if (page === undefined || (page !== 'asked' && page.length < PAGE && row % PAGE >= page.length)) {
				known.set(number, page === undefined ? 'asked' : page);
				lines.rows(number * PAGE, PAGE).then((found) => {
					if (pages.current !== known) return;
					if (found === null) known.delete(number);
					else known.set(number, found);
					for (const old of known.keys()) {
						if (known.size <= MAX_PAGES) break;
						if (Math.abs(old - number) > 4) known.delete(old);
					}
					draw(undefined as never);
				});
			}
			return page === undefined || page === 'asked' ? null : (page[row % PAGE] ?? null);
		},
		[lines, key],
	);
}
