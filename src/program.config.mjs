/**
 * The program in few files: what tsc made of cli/, tui/, node/ and core/, with the packages they need, for bin/wulens.js to start.
 * Each module is a file of its own otherwise, and to find and read them takes longer than to analyze a small log
 * (docs/PERFORMANCE.md). The library (the exports in package.json) stays as tsc made it.
 */
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';

const compiled = (module) => fileURLToPath(new URL(`../dist/${module}`, import.meta.url));

export default defineConfig({
	root: fileURLToPath(new URL('..', import.meta.url)),
	publicDir: false,
	logLevel: 'warn',
	define: {
		// React and Ink keep measurements of every update unless told otherwise.
		'process.env.NODE_ENV': '"production"',
	},
	// Piscina starts a file of its own as the worker, and must find it beside it.
	ssr: {noExternal: true, external: ['piscina']},
	build: {
		ssr: true,
		target: 'node22',
		outDir: fileURLToPath(new URL('../dist/program', import.meta.url)),
		minify: false,
		// Licences of the packages whose code is in these files ask that their text comes with it.
		license: {fileName: 'LICENCES.md'},
		rolldownOptions: {
			// Threads are started by the name of their file, beside the file that starts them: these keep their names.
			input: {
				main: compiled('cli/main.js'),
				'analysis-worker': compiled('node/view/analysis-worker.js'),
				'index-worker': compiled('node/view/index-worker.js'),
				'text-worker': compiled('node/view/text-worker.js'),
				worker: compiled('node/triage/worker.js'),
			},
			output: {entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js'},
		},
	},
});
