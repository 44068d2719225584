/** A log of millions of lines costs what its window costs: counted in lines looked at and asked for. */
import {describe, expect, it} from 'vitest';
import type {LineTable} from '../../../src/core/line-index/viewer-port.js';
import type {LogEffect, LogMessage} from '../../../src/tui/log/messages.js';
import {type LogModel, logScreen} from '../../../src/tui/log/model.js';
import {updateLog} from '../../../src/tui/log/update.js';
import {viewLog} from '../../../src/tui/log/view.js';
import {SLICE_LINES} from '../../../src/tui/log/thread-search.js';
import {checkedFrame, UNICODE} from '../../helpers/frames.js';
import {NAME} from '../../helpers/log-screen.js';

const COUNT = 3_000_000;
const SIZE = {columns: 80, rows: 24};

/** Columns as a log would have them; one thread at both ends, another between. */
class LargeLog {
	looks = 0;
	effects: LogEffect[] = [];
	model: LogModel;
	readonly #tids = new Uint16Array(COUNT + 1).fill(7);

	constructor() {
		this.#tids[1] = 9;
		this.#tids[COUNT] = 9;
		const look = <Value>(value: Value): Value => {
			this.looks++;
			return value;
		};
		const table: LineTable = {
			count: COUNT,
			kindOf: () => look('record' as const),
			levelOf: () => look(4 as const),
			hasLevels: true,
			secondsOf: (line) => look(line),
			componentOf: () => look('Agent'),
			pidOf: () => look(4020),
			tidOf: (line) => look(this.#tids[line] ?? 0),
			lineAt: (seconds) => look(seconds > COUNT ? null : Math.max(1, Math.ceil(seconds))),
			components: ['Agent'],
		};
		this.model = logScreen({name: NAME, table});
		this.send({type: 'resized'}).send({type: 'complete'});
	}

	send(message: LogMessage): this {
		const [model, effects] = updateLog(this.model, message, {size: SIZE});
		this.model = model;
		this.effects.push(...effects);
		for (const effect of effects) {
			if (effect.type !== 'read') continue;
			const lines = Array.from(
				{length: effect.count},
				(_, index) => `2024/03/12 14:00:00.0000000 4020  7     Agent           Message ${effect.first + index}`,
			);
			this.send({...effect, type: 'read-done', lines});
		}
		return this;
	}

	press(...keys: readonly string[]): this {
		for (const key of keys) this.send({type: 'key', key});
		return this;
	}

	text(): string {
		return checkedFrame(viewLog(this.model, SIZE, UNICODE), SIZE);
	}

	/** Lines asked for. */
	get asked(): number {
		return this.effects.reduce((sum, effect) => sum + (effect.type === 'read' ? effect.count : 0), 0);
	}
}

describe('a log of three million lines', () => {
	it('is moved through by looking at the window only', () => {
		const log = new LargeLog();
		for (const keys of [
			['G'],
			['g'],
			['pageup'],
			[...':1500000', 'enter'],
			[...':75%', 'enter'],
			[...':12:00', 'enter'],
			['W'],
			['G'],
			['k'],
			['t'],
			['pageup'],
		]) {
			log.looks = 0;
			log.effects = [];
			log.press(...keys).text();
			expect(log.looks).toBeLessThan(2500);
			expect(log.asked).toBeLessThanOrEqual(4 * 64);
		}
	});

	it('holds no more text than its bound', () => {
		const log = new LargeLog();
		for (let percent = 0; percent < 100; percent++)
			log.press(...`:${percent}%`, 'enter', 'pagedown', 'pagedown', 'pagedown', 'pagedown', 'pagedown', 'pagedown', 'pagedown');
		expect(log.model.pages.loadedPages.size).toBeLessThanOrEqual(512);
		expect(log.model.pages.characters).toBe([...log.model.pages.loadedPages.values()].reduce((sum, {characters}) => sum + characters, 0));
	});

	it('is searched for a thread in slices', () => {
		const log = new LargeLog().press('o');
		let slices = 1;
		for (; log.model.threadSearch !== null; slices++) {
			const {threadSearch} = log.model;
			log.looks = 0;
			log.send({type: 'continue-thread-search', threadSearch: threadSearch.id}).text();
			expect(log.looks).toBeLessThan(2 * SLICE_LINES + 2500);
		}
		expect(slices).toBe(COUNT / SLICE_LINES);
		expect(log.text()).toContain('line 3,000,000 of 3,000,000');
	});

	it('stops looking for a thread when asked to', () => {
		const log = new LargeLog().press('o');
		expect(log.text()).toContain('looking for the thread (Esc to stop)');
		const id = log.model.threadSearch?.id ?? 0;
		log.press('escape');
		expect(log.effects.some(({type}) => type === 'back')).toBe(false);
		log.send({type: 'continue-thread-search', threadSearch: id});
		expect(log.text()).toContain('line 1 of');
		log.press('o', 'j');
		expect(log.model.threadSearch).toBeNull();
	});

	it('takes a million hits and filtered lines', () => {
		const log = new LargeLog().press('/', ...'message', 'enter');
		const search = log.model.search?.id ?? 0;
		for (let batch = 0; batch < 100; batch++)
			log.send({
				type: 'hits',
				search,
				lines: Uint32Array.from({length: 10_000}, (_, index) => batch * 30_000 + 3 * index + 3),
				searchedLines: batch * 30_000,
			});
		expect(log.text()).toContain('hit 1 of 1,000,000 (still searching…)');
		log.send({type: 'search-ended', search}).press('N');
		expect(log.text()).toContain('hit 1,000,000 of 1,000,000');
		log.press('i');
		const visible = Uint32Array.from({length: COUNT / 2}, (_, index) => 2 * index + 2);
		log.send({type: 'filtered', filter: log.model.filter.run?.id ?? 0, visible, matches: visible});
		log.looks = 0;
		log.effects = [];
		log.press('n', 'g', 'n', 'G', 'N', 'N').text();
		expect(log.text()).toContain('hit 999,996 of 1,000,000');
		expect(log.looks).toBeLessThan(20_000);
		expect(log.asked).toBeLessThan(1000);
	});
});
