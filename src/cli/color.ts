/** Decides once whether output has color, and paints. */
import {styleText} from 'node:util';
import type {Emphasis} from '../core/wording/emphasis.js';

/** The environment variables that say what a terminal can show. */
export interface TerminalEnvironment {
	readonly NO_COLOR?: string | undefined;
	readonly FORCE_COLOR?: string | undefined;
	readonly TERM?: string | undefined;
	readonly TERM_PROGRAM?: string | undefined;
	readonly WT_SESSION?: string | undefined;
	readonly LC_ALL?: string | undefined;
	readonly LC_CTYPE?: string | undefined;
	readonly LANG?: string | undefined;
}

/**
 * `--color` or `--no-color` wins, then `NO_COLOR` (any text, no-color.org), then `FORCE_COLOR` (0 and false mean no),
 * then whether the output is a terminal.
 *
 * @param choice `null`: neither option was given
 */
export function wantsColor(choice: boolean | null, environment: TerminalEnvironment, isTerminal: boolean): boolean {
	if (choice !== null) return choice;
	if ((environment.NO_COLOR ?? '') !== '') return false;
	const force = environment.FORCE_COLOR;
	if (force !== undefined) return force !== '0' && force !== 'false';
	return isTerminal && environment.TERM !== 'dumb';
}

const STYLES = {
	strong: 'bold',
	dim: 'dim',
	good: 'green',
	warning: 'yellow',
	bad: 'red',
} as const satisfies Record<Emphasis, string>;

/** Paints text for a terminal; `undefined` without color. */
export function painter(hasColor: boolean): ((emphasis: Emphasis, text: string) => string) | undefined {
	return hasColor ? (emphasis, text) => (text === '' ? text : styleText(STYLES[emphasis], text, {validateStream: false})) : undefined;
}

/** Old Windows consoles have fonts without ✓ and the like; Windows Terminal and others say who they are. */
export function wantsUnicode(environment: TerminalEnvironment, platform: string): boolean {
	if (platform === 'win32') return environment.WT_SESSION !== undefined || environment.TERM_PROGRAM !== undefined;
	return environment.TERM !== 'linux' && !/^(?:C|POSIX)$/.test(environment.LC_ALL ?? environment.LC_CTYPE ?? environment.LANG ?? '');
}
