/** The keys of the page, as in the terminal where they fit: the one place where a key, its command and its help stand. */

export type Command =
	| 'help'
	| 'explain'
	| 'save'
	| 'back'
	| 'search'
	| 'answer'
	| 'scans'
	| 'log'
	| 'fleet'
	| 'copy'
	| 'next-scan'
	| 'previous-scan'
	| 'next'
	| 'previous'
	| 'next-failure'
	| 'previous-failure'
	| 'zoom-in'
	| 'zoom-out'
	| 'whole'
	| 'failed-only'
	| 'online-only'
	| 'wsus-only'
	| 'clear'
	| 'go-to'
	| 'filter'
	| 'this-thread';

export interface KeyRow {
	/** Names as `KeyboardEvent.key` has them. */
	readonly keys: readonly string[];
	readonly command: Command;
	/** Begins with a small letter. */
	readonly help: string;
	readonly where: 'everywhere' | 'scans' | 'scan' | 'lines';
}

export const KEYS: readonly KeyRow[] = [
	{keys: ['?'], command: 'help', help: 'show these keys', where: 'everywhere'},
	{keys: ['c'], command: 'explain', help: 'explain a code or a name', where: 'everywhere'},
	{keys: ['w'], command: 'save', help: 'copy or save the report', where: 'everywhere'},
	{keys: ['y'], command: 'copy', help: 'copy as Markdown: the scan, or else the log', where: 'everywhere'},
	{keys: ['a'], command: 'answer', help: 'show the answer', where: 'everywhere'},
	{keys: ['s'], command: 'scans', help: 'show the scans', where: 'everywhere'},
	{keys: ['l'], command: 'log', help: 'show the log', where: 'everywhere'},
	{keys: ['m'], command: 'fleet', help: 'show all logs', where: 'everywhere'},
	{keys: ['/'], command: 'search', help: 'search', where: 'everywhere'},
	{keys: ['Escape'], command: 'back', help: 'close, or go back', where: 'everywhere'},
	{keys: ['f', '1'], command: 'failed-only', help: 'show only failed scans, or all', where: 'scans'},
	{keys: ['2'], command: 'online-only', help: 'show only online scans, or all', where: 'scans'},
	{keys: ['3'], command: 'wsus-only', help: 'show only scans against WSUS, or all', where: 'scans'},
	{keys: ['x'], command: 'clear', help: 'clear all filters', where: 'scans'},
	{keys: ['}'], command: 'next-scan', help: 'go to the next scan', where: 'scan'},
	{keys: ['{'], command: 'previous-scan', help: 'go to the previous scan', where: 'scan'},
	{keys: ['e'], command: 'next-failure', help: 'go to the next failure', where: 'scan'},
	{keys: ['E'], command: 'previous-failure', help: 'go to the previous failure', where: 'scan'},
	{keys: ['+', '='], command: 'zoom-in', help: 'zoom in at the mark', where: 'scan'},
	{keys: ['-', '_'], command: 'zoom-out', help: 'zoom out', where: 'scan'},
	{keys: ['0'], command: 'whole', help: 'show the whole scan', where: 'scan'},
	{keys: ['n', 'F3'], command: 'next', help: 'go to the next hit', where: 'lines'},
	{keys: ['N'], command: 'previous', help: 'go to the previous hit', where: 'lines'},
	{keys: ['f', '&'], command: 'filter', help: 'filter lines by text', where: 'lines'},
	{keys: [':'], command: 'go-to', help: 'go to a line, a time, or a percentage', where: 'lines'},
	{keys: ['i'], command: 'this-thread', help: 'show only lines of this thread, or all', where: 'lines'},
	{keys: ['e'], command: 'next-failure', help: 'go to the next failure of the report', where: 'lines'},
	{keys: ['E'], command: 'previous-failure', help: 'go to the previous failure of the report', where: 'lines'},
	{keys: ['x'], command: 'clear', help: 'clear all filters', where: 'lines'},
];

/** @returns commands of the screen before those of every screen */
export function commandOf(key: string, where: KeyRow['where'] | null): Command | null {
	const rows = KEYS.filter((row) => row.keys.includes(key));
	return (rows.find((row) => row.where === where) ?? rows.find((row) => row.where === 'everywhere'))?.command ?? null;
}
