/** The script of the page of a report: copies commands, and opens what a link or a printer needs. No network. */

const SHOWN_MS = 1500;

/** @returns whether the text is on the clipboard */
async function copy(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copyBySelection(text);
	}
}

/** For browsers that keep the clipboard from pages on disk. */
function copyBySelection(text: string): boolean {
	const area = document.createElement('textarea');
	area.value = text;
	document.body.append(area);
	area.select();
	const isCopied = document.execCommand('copy');
	area.remove();
	return isCopied;
}

document.addEventListener('click', async ({target}) => {
	const button = target instanceof Element ? target.closest<HTMLButtonElement>('button.copy') : null;
	const code = button?.parentElement?.querySelector('code');
	if (button == null || code == null) return;
	const isCopied = await copy(code.textContent ?? '');
	button.textContent = isCopied ? 'Copied' : 'Not copied';
	button.focus();
	setTimeout(() => {
		button.textContent = 'Copy';
	}, SHOWN_MS);
});

/** Opens what is around the target of the address, and the target itself. */
function follow(): void {
	const target = location.hash.length < 2 ? null : document.getElementById(location.hash.slice(1));
	if (target === null) return;
	const inside = target.querySelector<HTMLDetailsElement>(':scope > details');
	if (inside !== null) inside.open = true;
	for (let at: Element | null = target; at !== null; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
	target.scrollIntoView();
}

/** On paper nothing can be opened. */
let closed: readonly HTMLDetailsElement[] = [];

addEventListener('beforeprint', () => {
	closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
	for (const details of closed) details.open = true;
});
addEventListener('afterprint', () => {
	for (const details of closed) details.open = false;
	closed = [];
});
addEventListener('hashchange', follow);
document.documentElement.classList.add('scripted');
follow();
