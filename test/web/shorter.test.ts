/** What the build leaves out of the page, or writes shorter, comes back as it was; and the page stays small enough to be sent. */
import {readFileSync} from 'node:fs';
import {stripTypeScriptTypes} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {PACKED_EXPLANATIONS} from '../../src/core/codes/explanation-table.js';
import {PACKED_TABLE} from '../../src/core/codes/hresult-table.js';
import {SCANNER_CODE} from '../../src/core/line-skipper/scanner-code.generated.js';
import {OWN_WORDS} from '../../src/core/redact/own-words.js';
import {shorter} from '../../src/web/shorter.mjs';
import {PROJECT} from '../helpers/run-wulens.js';
import {PAGE_FILE} from '../helpers/wulens-page.js';

/** A module as the build of the page makes it. */
async function shortModule(plugin: string, path: string): Promise<{readonly code: string; readonly exports: Record<string, unknown>}> {
	const id = join(PROJECT, path);
	const made = shorter.find(({name}) => name === plugin)?.transform.handler(readFileSync(id, 'utf8'), id);
	if (made === undefined) throw new Error(`there is no ${plugin}`);
	// What it takes from another module is taken from there.
	const code = stripTypeScriptTypes(made)
		.replaceAll(/from '(\.[^']*)\.js'/g, (_, other: string) => `from '${new URL(`${other}.ts`, pathToFileURL(id)).href}'`)
		.replaceAll(/from '([a-z][^':]*)'/g, (_, other: string) => `from '${import.meta.resolve(other)}'`);
	const exports: Record<string, unknown> = await import(`data:text/javascript,${encodeURIComponent(code)}`);
	return {code, exports};
}

describe('a module in the page', () => {
	it('has all codes and their names', async () => {
		const {exports} = await shortModule('shorter-codes', 'src/core/codes/hresult-table.ts');
		expect(exports.PACKED_TABLE).toEqual(PACKED_TABLE);
	});

	it('has all explanations', async () => {
		const {exports} = await shortModule('shorter-explanations', 'src/core/codes/explanation-table.ts');
		expect(exports.PACKED_EXPLANATIONS).toEqual(PACKED_EXPLANATIONS);
	});

	it('has the code of the line scanner', async () => {
		const {exports} = await shortModule('shorter-scanner', 'src/core/line-skipper/scanner-code.generated.ts');
		expect(exports.SCANNER_CODE).toBe(SCANNER_CODE);
	});

	it('has all words that are no names', async () => {
		const {exports} = await shortModule('shorter-words', 'src/core/redact/own-words.ts');
		expect([...(exports.OWN_WORDS as ReadonlySet<string>)].toSorted()).toEqual([...OWN_WORDS].toSorted());
	});

	it('lacks examples and sources, but none that it shows', async () => {
		const {code} = await shortModule('without-proofs', 'src/core/neighbors/neighbor-kinds.ts');
		expect(code.match(/source: '.+'/g)).toBe(null);
	});
});

describe('the page', () => {
	it('is small enough to be sent by mail: at most 900 KB, and 325 KB as a web server sends it', () => {
		const page = readFileSync(PAGE_FILE);
		expect(page.length).toBeLessThan(900_000);
		expect(gzipSync(page, {level: 9}).length).toBeLessThan(325_000);
	});
});
