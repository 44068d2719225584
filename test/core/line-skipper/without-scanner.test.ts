/** Where there is no WebAssembly, or a policy forbids it, all lines are read. */
import {afterEach, expect, it, vi} from 'vitest';
import {MEANINGLESS} from '../../helpers/both-ways.js';
import {bytesOf} from '../../helpers/log-lines.js';

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

it.each([
	['missing', undefined],
	[
		'forbidden',
		{
			Module: class {
				constructor() {
					throw new Error('refused by a policy');
				}
			},
		},
	],
])('WebAssembly is %s', async (_, assembly) => {
	vi.resetModules();
	vi.stubGlobal('WebAssembly', assembly);
	const {createAnalyzer} = await import('../../../src/core/analyze.js');
	const {takeScanner} = await import('../../../src/core/line-skipper/scanner.js');
	expect(takeScanner()).toBeNull();
	const log = bytesOf(MEANINGLESS.repeat(3));
	const [one, other] = [createAnalyzer(), createAnalyzer({readsAllLines: true})];
	for (const analyzer of [one, other]) analyzer.push(log);
	const report = one.end();
	expect(report).toEqual(other.end());
	expect(report.log?.lines).toBe(360);
});
