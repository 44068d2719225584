/** A command to run on the PC, with a button that copies it where the page may run its script. */
import {plainText} from '../../wording/plain-text.js';
import {escapeHtml} from './escape.js';

export function commandBlock(command: string): string {
	const lines = command.split(/\r?\n/).map((line) => plainText(line));
	const text = lines.map(escapeHtml).join('\n');
	return (
		`<div class="command"><pre><code>${text}</code></pre>` +
		`<button type="button" class="copy" aria-label="Copy ${escapeHtml(lines.join(' '))}">Copy</button></div>`
	);
}
