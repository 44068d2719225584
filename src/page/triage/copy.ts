/** Copies texts, and says on the button that it is done. */

/** How long a button says so. */
const SHOWN_MS = 2000;

export async function copyText(text: string, button: HTMLButtonElement, done: string): Promise<void> {
	const before = button.textContent;
	const isCopied = await toClipboard(text);
	button.textContent = isCopied ? done : 'Copying is not allowed';
	setTimeout(() => {
		button.textContent = before;
	}, SHOWN_MS);
}

/** Pages that are opened as files have no clipboard of their own in some browsers, but can copy what is selected. */
async function toClipboard(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copySelected(text);
	}
}

function copySelected(text: string): boolean {
	const area = document.createElement('textarea');
	area.value = text;
	area.style.position = 'fixed';
	area.style.opacity = '0';
	document.body.append(area);
	area.select();
	const isCopied = document.execCommand('copy');
	area.remove();
	return isCopied;
}
