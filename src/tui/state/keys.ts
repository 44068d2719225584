/** Keys that mean the same on every screen, and the keys of each screen, as the help and the hint bar show them. */
import {DROP_BINDINGS} from '../drop/keys.js';
import {FAILURES_BINDINGS} from '../failures/screen.js';
import {FINDING_BINDINGS} from '../finding/screen.js';
import type {HelpSection} from '../help/screen.js';
import type {Binding} from '../keys.js';
import {LOG_BINDINGS} from '../log/keys.js';
import {MACHINES_BINDINGS} from '../machines/keys.js';
import {OVERVIEW_BINDINGS} from '../overview/keys.js';
import {SCAN_BINDINGS} from '../scan/keys.js';
import {SCANS_BINDINGS} from '../scans/keys.js';
import {LIST_BINDINGS} from '../widgets/list.js';
import type {Screen} from './model.js';

export type RootCommand = 'help' | 'quit' | 'leave' | 'write' | 'reload' | 'redraw' | 'stop' | 'mouse' | 'command' | 'back';

/** Also while something is typed. */
export const ALWAYS_BINDINGS: readonly Binding<RootCommand>[] = [
	{keys: ['ctrl+c'], command: 'leave', help: 'quit at once'},
	{keys: ['ctrl+z'], command: 'stop', help: 'suspend wulens; fg in the shell resumes it'},
	{keys: ['ctrl+l'], command: 'redraw', help: 'redraw the screen'},
	{keys: ['f5'], command: 'reload', help: 'reload the files'},
];

export const ROOT_BINDINGS: readonly Binding<RootCommand>[] = [
	{keys: ['?', 'f1'], command: 'help', help: 'show this help', hint: 'keys'},
	{
		keys: [':'],
		command: 'command',
		help: 'go to a line (:123) or time (:08:15) of the log or a scan (:scan 5), or write a file (:export report.csv)',
		hint: 'go to',
	},
	{keys: ['w'], command: 'write', help: 'write the HTML report into the current folder'},
	{keys: ['M'], command: 'mouse', help: 'turn the mouse off, so that the terminal can select text, or on'},
	{keys: ['escape'], command: 'back', help: 'clear the filters, then go back to the previous screen'},
	{keys: ['q'], command: 'quit', help: 'quit', hint: 'quit'},
];

interface ScreenKeys {
	readonly title: string;
	readonly bindings: readonly Binding<string>[];
	/** The screen has lines to move in that are not in its own table. */
	readonly hasList: boolean;
}

const SCREENS: Readonly<Record<Screen['type'], ScreenKeys>> = {
	drop: {title: 'Opening files', bindings: DROP_BINDINGS, hasList: false},
	machines: {title: 'Machines', bindings: MACHINES_BINDINGS, hasList: true},
	scans: {title: 'Findings and scans', bindings: SCANS_BINDINGS, hasList: true},
	finding: {title: 'Finding', bindings: FINDING_BINDINGS, hasList: true},
	failures: {title: 'Failures outside scans', bindings: FAILURES_BINDINGS, hasList: true},
	overview: {title: 'Overview', bindings: OVERVIEW_BINDINGS, hasList: false},
	scan: {title: 'Timeline of a scan', bindings: SCAN_BINDINGS, hasList: true},
	log: {title: 'Log', bindings: LOG_BINDINGS, hasList: false},
};

export function bindingsOf(screen: Screen['type']): readonly Binding<string>[] {
	return SCREENS[screen].bindings;
}

export function helpSections(screen: Screen['type']): readonly HelpSection[] {
	const {title, bindings, hasList} = SCREENS[screen];
	return [
		{title, bindings},
		...(hasList
			? [
					{
						title: 'Moving',
						bindings: LIST_BINDINGS.filter(({keys}) => !keys.every((key) => bindings.some((binding) => binding.keys.includes(key)))),
					},
				]
			: []),
		{title: 'On every screen', bindings: [...ROOT_BINDINGS, ...ALWAYS_BINDINGS]},
	];
}
