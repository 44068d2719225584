/** The log screen with a log in memory: keys in, rows out, its effects run at once unless they are held back. */
import type {LogName} from '../../src/core/line-index/viewer-port.js';
import type {AboutLog, LogEffect, LogMessage} from '../../src/tui/log/messages.js';
import {type LogModel, logScreen} from '../../src/tui/log/model.js';
import {updateLog} from '../../src/tui/log/update.js';
import {viewLog} from '../../src/tui/log/view.js';
import type {Row, Size} from '../../src/tui/rows.js';
import type {Theme} from '../../src/tui/theme.js';
import {FakeLogText} from './fake-log-text.js';
import {checkedFrame, selectedText, textOf, UNICODE} from './frames.js';

export const NAME: LogName = {path: 'C:\\logs\\WindowsUpdate.log', member: null};

/** Lines of one thread each second, of four threads and three components in turn; every tenth one failed. */
export function manyLines(count: number, from = 0): readonly string[] {
	return Array.from({length: count}, (_, index) => {
		const number = from + index;
		const time = new Date(Date.UTC(2024, 2, 12, 14) + number * 1000).toISOString();
		const component = ['Agent', 'ProtocolTalker', 'WebServices'][number % 3] ?? '';
		const message = number % 10 === 9 ? `*FAILED* [8024402C] call ${number}` : `Message ${number}`;
		return (
			`${time.slice(0, 10).replaceAll('-', '/')} ${time.slice(11, 23)}0000 ${'4020'.padEnd(5)} ${String(8000 + (number % 4)).padEnd(5)} ` +
			`${component.padEnd(15)} ${message}`
		);
	});
}

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
	#command: string | null = null;

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
		for (const key of keys) this.#pressed(key);
		return this;
	}

	/** The command line is the root's, which sends what is typed in it. */
	#pressed(key: string): void {
		if (this.#command === null) {
			if (key === ':' && this.model.prompt === null) this.#command = '';
			else this.send({type: 'key', key});
		} else if (key === 'enter') {
			const text = this.#command;
			this.#command = null;
			this.send({type: 'jump', text});
		} else {
			this.#command += key;
		}
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
			case 'continue-thread-search':
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

	/** The frame, checked. */
	text(theme: Theme = UNICODE): string {
		return checkedFrame(this.rows(theme), this.size);
	}

	/** The last row. */
	status(theme: Theme = UNICODE): string {
		return textOf(this.rows(theme).slice(-1));
	}

	/** The row above it. */
	about(theme: Theme = UNICODE): string {
		return textOf(this.rows(theme).slice(-2, -1));
	}

	/** The number of the line under the cursor. */
	line(): number {
		return Number(/\d+/.exec(selectedText(this.rows()))?.[0]);
	}

	/** The numbers of the lines that show, from top to bottom. */
	lines(): readonly number[] {
		return this.text()
			.split('\n')
			.flatMap((row) => {
				const number = /^(?:[≈ ][▸ ]|[▸ ])[✗!·EWv ][*/ ] *(\d+)[│ ]/.exec(row)?.[1];
				return number === undefined ? [] : [Number(number)];
			});
	}

	/** The last effect but those that read. */
	lastEffect(): LogEffect | undefined {
		return this.effects.findLast(({type}) => type !== 'read');
	}
}
