/** Copying and saving, also where the browser has no clipboard for pages: on hosts without encryption. */

/** @returns whether it was copied */
export async function copyText(text: string): Promise<boolean> {
	try {
		if (window.isSecureContext) {
			await navigator.clipboard.writeText(text);
			return true;
		}
	} catch {
		// Not allowed, or the page has no focus.
	}
	return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
	const before = document.activeElement;
	const area = document.createElement('textarea');
	area.value = text;
	area.className = 'offscreen';
	// Within a dialog, nothing else can be selected.
	(document.querySelector('dialog[open]') ?? document.body).append(area);
	area.select();
	try {
		return document.execCommand('copy');
	} finally {
		area.remove();
		if (before instanceof HTMLElement) before.focus();
	}
}

export function saveBlob(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The browser has begun to save it by then.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** For a file name: letters, digits and a few signs, of whatever a log is called. */
export function fileStem(name: string): string {
	const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
	const clean = base
		.replace(/[^\p{L}\p{N}._-]+/gu, '-')
		.replace(/^[-.]+|[-.]+$/g, '')
		.slice(0, 80);
	return clean === '' ? 'wulens' : clean;
}
