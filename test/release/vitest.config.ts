/** The tests of `npm run release:check`: what is in release/, opened and run. */
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {NotRunReporter} from '../house/not-run-reporter.js';

const MINUTES = 60_000;

export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	test: {
		include: ['test/release/*.check.ts'],
		fileParallelism: false,
		testTimeout: 5 * MINUTES,
		hookTimeout: 15 * MINUTES,
		expect: {requireAssertions: true},
		reporters: ['default', new NotRunReporter()],
	},
});
