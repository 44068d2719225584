/** The test runner for one stage of the core while it is mutated. */
import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: (process.env.WULENS_MUTANTS_TESTS ?? '').split(' '),
		testTimeout: 60_000,
	},
});
