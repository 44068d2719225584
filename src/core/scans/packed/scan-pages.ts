/** Stores the bytes of many scans in pages, so that adding a scan never means copying the scans before it. */

const PAGE_BYTES = 1024 * 1024;
/** The place of a scan is the number of its page times this, plus its offset within the page. */
const PAGE_RANGE = 2 ** 32;

export interface ScanPages {
	readonly pages: readonly Uint8Array<ArrayBuffer>[];
	/** Copies the bytes into a page. @returns their place */
	add(bytes: Uint8Array): number;
}

export function createScanPages(): ScanPages {
	const pages: Uint8Array<ArrayBuffer>[] = [];
	let page = new Uint8Array(0);
	let used = 0;
	return {
		pages,
		add(bytes) {
			if (used + bytes.length > page.length) {
				// The first page is small: most logs have few scans.
				page = new Uint8Array(Math.max(pages.length === 0 ? PAGE_BYTES / 32 : PAGE_BYTES, bytes.length));
				pages.push(page);
				used = 0;
			}
			page.set(bytes, used);
			const place = (pages.length - 1) * PAGE_RANGE + used;
			used += bytes.length;
			return place;
		},
	};
}

/** The page that holds a place. */
export function pageAt(pages: readonly Uint8Array[], place: number): Uint8Array {
	const page = pages[Math.floor(place / PAGE_RANGE)];
	if (page === undefined) throw new Error(`packed scans have no page for ${place}`);
	return page;
}

/** The offset of a place within its page. */
export function offsetOf(place: number): number {
	return place % PAGE_RANGE;
}
