/** The log screen with a log in memory: keys in, rows out, its effects run at once unless they are held back. */
import type {LogName} from '../../src/core/store/log-source.js';
import type {LogEffect, LogMessage, LogModel} from '../../src/tui/log/index.js';
import {type AboutLog, logScreen, updateLog, viewLog} from '../../src/tui/log/index.js';
import {type Row, type Size, textOf} from '../../src/tui/rows.js';
import {ASCII_SYMBOLS, type Theme, UNICODE_SYMBOLS} from '../../src/tui/theme.js';
import {FakeLogText} from './fake-log-text.js';

export const NAME: LogName = {path: 'C:\\logs\\WindowsUpdate.log', member: null};
export const UNICODE: Theme = {symbols: UNICODE_SYMBOLS, hasColour: true};
export const ASCII: Theme = {symbols: ASCII_SYMBOLS, hasColour: false};

export interface ScreenOptions {
	readonly size?: Size;
	readonly about?: AboutLog;
	/** Effects that are only noted. */
	readonly held?: readonly LogEffect['type'][];
	readonly isComplete?: boolean;
}

export class LogScreen {
	model: LogModel;
	size: Size;
	readonly log: FakeLogText;
	readonly effects: LogEffect[] = [];
	readonly #held: readonly LogEffect['type'][];

	constructor(texts: readonly string[], {size = {columns: 80, rows: 24}, about, held = [], isComplete = true}: ScreenOptions = {}) {
		this.log = new FakeLogText(texts);
		this.size = size;
		this.#held = held;
		this.model = logScreen({name: NAME, table: this.log.lines, ...(about === undefined ? {} : {about})});
		this.send({type: 'resized'});
		if (isComplete) this.send({type: 'complete'});
	}

	send(message: LogMessage): this {
		const [model, effects] = updateLog(this.model, message, {size: this.size});
		this.model = model;
		this.effects.push(...effects);
		for (const effect of effects) if (!this.#held.includes(effect.type)) this.run(effect);
		return this;
	}

	press(...keys: readonly string[]): this {
		for (const key of keys) this.send({type: 'key', key});
		return this;
	}

	/** Text typed, then Enter. */
	type(text: string): this {
		return this.press(...[...text].map((key) => (key === ' ' ? 'space' : key)), 'enter');
	}

	run(effect: LogEffect): void {
		switch (effect.type) {
			case 'read':
				this.send({...effect, type: 'read-done', lines: this.log.textsOf(effect.first, effect.count)});
				break;
			case 'search':
				this.send({type: 'hits', search: effect.search, lines: this.log.hitsOf(effect.query), searchedLines: this.log.lines.count});
				this.send({type: 'search-ended', search: effect.search});
				break;
			case 'filter':
				this.send({type: 'filtered', filter: effect.filter, ...this.log.filteredBy(effect.lines)});
				break;
			case 'continue':
				this.send(effect);
				break;
			default:
		}
	}

	/** Lines more, as they come while the log is read or followed. */
	grow(texts: readonly string[]): this {
		this.log.append(texts);
		return this.send({type: 'grew', count: this.log.lines.count, bytes: 1, size: null});
	}

	rows(theme: Theme = UNICODE): readonly Row[] {
		return viewLog(this.model, this.size, theme);
	}

	text(theme: Theme = UNICODE): string {
		return textOf(this.rows(theme));
	}

	/** The last row. */
	status(theme: Theme = UNICODE): string {
		return textOf(this.rows(theme).slice(-1));
	}

	/** The number of the line under the cursor. */
	line(): number {
		const selected = this.rows().findIndex((row) => row.some(({isSelected}) => isSelected === true));
		const text = textOf(this.rows().slice(selected, selected + 1));
		return Number(/\d+/.exec(text)?.[0]);
	}
}
