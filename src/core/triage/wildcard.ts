/** Patterns with `*` for any characters; case is ignored. */

/** Never slow, whatever the pattern; a regular expression might backtrack for ages. */
export function matchesPattern(text: string, pattern: string): boolean {
	const parts = pattern.toLowerCase().split('*');
	const value = text.toLowerCase();
	const [head = '', ...rest] = parts;
	if (rest.length === 0) return value === head;
	const tail = rest.pop() ?? '';
	if (!value.startsWith(head) || !value.endsWith(tail) || value.length < head.length + tail.length) return false;
	const end = value.length - tail.length;
	let at = head.length;
	for (const part of rest) {
		const found = value.indexOf(part, at);
		if (found < 0 || found + part.length > end) return false;
		at = found + part.length;
	}
	return true;
}
