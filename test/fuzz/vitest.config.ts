/** The test runner for the long run of the fuzzer. */
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	test: {
		include: ['test/fuzz/long.fuzz.ts'],
		reporters: ['default'],
		disableConsoleIntercept: true,
	},
});
