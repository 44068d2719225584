/** What a reader sees of a page, to compare it word for word. */

const BLOCKS = new RegExp(
	[
		String.raw`<\/?(?:p|h\d|li|tr|summary|details|dl|dt|ol|ul|section|article|header|footer|main`,
		String.raw`|pre|figure|figcaption|nav|svg|g|div|caption|label|text)\b[^>]*>`,
	].join(''),
	'g',
);

/** A line for each block, with a bar between cells; no styles, scripts or titles of shapes. */
export function visibleText(html: string): string {
	const body = html.slice(html.indexOf('<body')).replace(/<(script|style|title)\b[^>]*>[^<]*<\/\1>/g, '');
	const blocks = body
		.replace(/<\/(?:td|th)>\s*(?=<t[dh])/g, ' | ')
		.replace(/<dd\b[^>]*>/g, ': ')
		.replace(BLOCKS, '\n');
	const text = blocks
		.replace(/<[^>]*>/g, '')
		.replaceAll('&quot;', '"')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
	return `${text
		.split('\n')
		.map((line) => line.replace(/[ \t]+/g, ' ').trim())
		.filter((line) => line !== '')
		.join('\n')}\n`;
}
