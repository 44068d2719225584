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
	return new Pages();
}

class Pages implements ScanPages {
	readonly pages: Uint8Array<ArrayBuffer>[] = [];
	private page = new Uint8Array(0);
	private used = 0;

	add(bytes: Uint8Array): number {
		if (this.used + bytes.length > this.page.length) {
			// The first page is small: most logs have few scans.
			this.page = new Uint8Array(Math.max(this.pages.length === 0 ? PAGE_BYTES / 32 : PAGE_BYTES, bytes.length));
			this.pages.push(this.page);
			this.used = 0;
		}
		this.page.set(bytes, this.used);
		const place = (this.pages.length - 1) * PAGE_RANGE + this.used;
		this.used += bytes.length;
		return place;
	}
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
