/** collect.cmd is what the table says; the table says where each thing lies, and how that is known. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {collectScript} from '../../../src/core/collect/collect-script.js';
import {COLLECT_ROWS, fileNameOf} from '../../../src/core/collect/collect-table.js';

const SCRIPT = join(import.meta.dirname, '../../../bin/collect.cmd');

describe('collect.cmd', () => {
	it('is made of the table; npm run test:update makes it anew', async () => {
		await expect(collectScript()).toMatchFileSnapshot(SCRIPT);
	});

	it('is text that cmd reads: line ends with CR, ASCII, labels for each jump', () => {
		const text = readFileSync(SCRIPT, 'latin1');
		expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		for (const [, label = ''] of text.matchAll(/(?:goto|call) :?(\w+)/g)) expect(text).toContain(`\r\n:${label}\r\n`);
	});

	it('changes nothing outside the folder of its own and the file that it writes', () => {
		const text = readFileSync(SCRIPT, 'latin1');
		for (const [, target = ''] of text.matchAll(/>{1,2}\s?("[^"]*"|\w+)/g)) expect(target).toMatch(/^(?:"%(?:TO|PLAN|LIST)%|nul$)/);
		for (const [, target = ''] of text.matchAll(/\b(?:rd \/s \/q|del|md) ("[^"]*")/g)) expect(target).toMatch(/^"%(?:TO|WORK)%/);
		expect(text).not.toMatch(/\breg(?:\.exe)?" (?:add|delete|import)|netsh\.exe" (?!winhttp show)/i);
	});

	it('has a line for each row', () => {
		const text = readFileSync(SCRIPT, 'latin1');
		for (const row of COLLECT_ROWS) {
			expect(row.source).not.toBe('');
			if (row.kind === 'command') expect(text).toContain(`>"%TO%\\${row.to}"`);
			else for (const pattern of row.patterns) expect(text).toContain(`"${row.folder}" "${pattern}"`);
		}
	});
});

describe('the name of the PC', () => {
	it('can be that of a folder', () => {
		expect([fileNameOf('PC-0142'), fileNameOf('../x:y'), fileNameOf('Büro 1'), fileNameOf(''), fileNameOf('..')]).toEqual([
			'PC-0142',
			'.._x_y',
			'Büro_1',
			'PC',
			'PC',
		]);
	});
});
