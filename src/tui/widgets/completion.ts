/** What several completions have in common, which Tab can add without choosing. */

export function commonBeginning(texts: readonly string[]): string {
	let common = texts[0] ?? '';
	for (const text of texts) {
		let length = 0;
		while (length < common.length && common[length] === text[length]) length++;
		common = common.slice(0, length);
	}
	// Half a character is none.
	return /[\ud800-\udbff]$/.test(common) ? common.slice(0, -1) : common;
}
