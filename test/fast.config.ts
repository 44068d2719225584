/** The tests of `npm run check`: all but those that start programs, wait, or try very many inputs. */
import {defineConfig, mergeConfig} from 'vitest/config';
import all from './vitest.config.js';

/** Files and folders that the check leaves to `npm test`; docs/TESTING.md says what they prove. */
const SLOW: readonly string[] = [
	'test/bench/**',
	'test/bin/**',
	'test/browser/**',
	'test/cli/**',
	'test/corpus/**',
	'test/dependencies/**',
	'test/e2e/**',
	'test/etl/**',
	'test/fuzz/**',
	'test/node/**',
	'test/property/**',
	'test/web/**',
	'test/core/counted-work.test.ts',
	'test/core/device-settings/read-settings.test.ts',
	'test/core/etl/hostile.test.ts',
	'test/core/limits.test.ts',
	'test/core/line-skipper/scanner-code.test.ts',
	'test/core/line-index/text-search.test.ts',
	'test/core/megabyte-lines.test.ts',
	'test/core/regular-expressions.test.ts',
	'test/core/report/hostile-fields.test.ts',
	'test/tui/log/properties.test.ts',
];

export default mergeConfig(
	all,
	defineConfig({
		test: {
			exclude: [...SLOW],
			// A thread reads each module once instead of once for each file: half of the time of small files.
			isolate: false,
		},
	}),
);
