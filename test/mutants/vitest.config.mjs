/** The test runner for one stage of the core while it is mutated. */
import {defineConfig} from 'vitest/config';
import {SLOW_FILES} from './stages.mjs';

export default defineConfig({
	test: {
		include: (process.env.WULENS_MUTANTS_TESTS ?? '').split(' '),
		exclude: SLOW_FILES,
		setupFiles: ['test/mutants/setup.mjs'],
		testTimeout: 60_000,
	},
});
