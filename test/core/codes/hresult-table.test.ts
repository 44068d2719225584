import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {allEntries, entryByName, entryOf} from '../../../src/core/codes/hresult-lookup.js';
import {PACKED_TABLE, TABLE_SIZE} from '../../../src/core/codes/hresult-table.js';

const GENERATOR = fileURLToPath(new URL('../../../src/core/codes/data/generate.mjs', import.meta.url));

describe('the HRESULT table', () => {
	it('is what the generator makes of the data', () => {
		const {status, stderr} = spawnSync(process.execPath, [GENERATOR, '--check'], {encoding: 'utf8'});
		expect([status, stderr]).toEqual([0, '']);
	});

	it('decodes to one entry for each row', () => {
		expect(allEntries().size).toBe(TABLE_SIZE);
	});

	it('is sorted by code within each facility', () => {
		for (const [, rows] of PACKED_TABLE) {
			const lines = rows.trim().split('\n');
			expect(lines).toEqual(lines.toSorted());
		}
	});

	it('has well-formed codes and names, each name once', () => {
		const names: string[] = [];
		for (const {code, name, aliases} of allEntries().values()) {
			expect(code).toBe(code >>> 0);
			names.push(name, ...aliases);
		}
		expect(names.filter((name) => !/^(?:[A-Z][A-Z0-9_]+|JET_err[A-Za-z0-9]+)$/.test(name))).toEqual([]);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(['WU_E_REDIRECTOR_UNEXPECTED']);
	});

	it('finds rows by number, name and alias', () => {
		const entry = entryOf(0x80072ee2);
		expect(entry).toMatchObject({name: 'ERROR_WINHTTP_TIMEOUT', facility: 'winhttp'});
		expect(entryByName('ERROR_WINHTTP_TIMEOUT')).toEqual(entry);
		expect(entryByName('ERROR_INTERNET_TIMEOUT')).toEqual(entry);
		expect(entryOf(0x8024fff1)).toBeUndefined();
	});
});
