/** What a key table is: the one place where a screen's keys, their commands and their help stand. */

/**
 * Names of keys: a printed character as it is (`j`, `G`, `/`), else `up`, `down`, `left`, `right`, `pageup`, `pagedown`,
 * `home`, `end`, `enter`, `escape`, `tab`, `shift+tab`, `backspace`, `delete`, `space`, `f1` to `f12`, `shift+f3`, and
 * `ctrl+` before a small letter.
 */
export type KeyName = string;

export interface Binding<Command extends string> {
	readonly keys: readonly KeyName[];
	readonly command: Command;
	/** What it does, for the help; begins with a small letter. */
	readonly help: string;
	/** One or two words for the hint bar; without it, the key is in the help only. */
	readonly hint?: string;
}

/** The first row that has the key. */
export function commandOf<Command extends string>(bindings: readonly Binding<Command>[], key: KeyName): Command | null {
	return bindings.find(({keys}) => keys.includes(key))?.command ?? null;
}

const SHOWN: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	'shift+tab': 'Shift+Tab',
	backspace: 'Backspace',
	delete: 'Del',
	space: 'Space',
};
const SHOWN_ASCII: Readonly<Record<string, string>> = {up: 'Up', down: 'Down', left: 'Left', right: 'Right'};

/** As people know the key. */
export function keyLabel(key: KeyName, unicode: boolean): string {
	const ctrl = /^ctrl\+(.)$/.exec(key)?.[1];
	if (ctrl !== undefined) return `Ctrl+${ctrl.toUpperCase()}`;
	if (/^(?:shift\+)?f\d+$/.test(key)) return key.replace('shift+', 'Shift+').replace(/f(?=\d)/, 'F');
	return (unicode ? undefined : SHOWN_ASCII[key]) ?? SHOWN[key] ?? key;
}
