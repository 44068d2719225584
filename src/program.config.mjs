/**
 * The program in few files: what tsc made of cli/, tui/, node/ and core/, with the packages they need, for bin/wulens.js to start.
 * Each module is a file of its own otherwise, and to find and read them takes longer than to analyze a small log
 * (docs/PERFORMANCE.md). The library is bundled by src/library.config.mjs.
 */
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';
import {compiled, loadedWith} from './compiled-modules.mjs';
import {licenseTexts} from './license-texts.mjs';

const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const atStart = loadedWith(['cli/main.js']);
const toParse = loadedWith(['cli/options/parse.js']);
const toLookUp = loadedWith(['cli/commands/explain.js', 'cli/commands/expect.js']);
const toAnalyze = loadedWith(['cli/commands/analyze.js']);

/**
 * One file for what every run needs, one for the tables of commands and options, one for what an analysis shares with
 * commands that read no log, and one for the rest of it. Without them there would be fifty, for whatever two commands share.
 */
const groups = [
	{name: 'start', test: (module) => atStart.has(module) && module !== compiled('cli/main.js')},
	{name: 'options', test: (module) => toParse.has(module) && !atStart.has(module)},
	{name: 'codes', test: (module) => toAnalyze.has(module) && toLookUp.has(module) && !atStart.has(module) && !toParse.has(module)},
	{name: 'analysis', test: (module) => toAnalyze.has(module) && !toLookUp.has(module) && !atStart.has(module) && !toParse.has(module)},
];

/**
 * The package that measures text prepares for every emoji when it is loaded, which takes longer than to analyze a small
 * log. Most text is ASCII and never asks it, so that it is prepared with the first text that does.
 */
const widthsWhenAsked = {
	name: 'widths-when-asked',
	transform: {
		filter: {id: /string-width[\\/]index\.js$/},
		handler(code) {
			const [imports] = /^(?:import .*\n)+/.exec(code) ?? [];
			const [body, width, ...more] = code.slice(imports?.length ?? 0).split('export default function ');
			if (imports === undefined || width === undefined || more.length > 0) this.error('string-width is not written as it was');
			return `${imports}let width = null;
const prepare = () => {${body}return function ${width}};
export default (text, options) => (width ??= prepare())(text, options);
`;
		},
	},
};

export default defineConfig({
	plugins: [widthsWhenAsked, licenseTexts],
	root: fileURLToPath(new URL('..', import.meta.url)),
	publicDir: false,
	logLevel: 'warn',
	define: {
		// React and Ink keep measurements of every update unless told otherwise.
		'process.env.NODE_ENV': '"production"',
		WULENS_VERSION: JSON.stringify(version),
	},
	// Piscina starts a file of its own as the worker, and must find it beside it. DuckDB is used where it is installed.
	ssr: {noExternal: true, external: ['piscina', '@duckdb/node-api']},
	build: {
		ssr: true,
		target: 'node22',
		outDir: fileURLToPath(new URL('../dist/program', import.meta.url)),
		minify: false,
		// Licences of the packages whose code is in these files ask that their text comes with it.
		license: {fileName: 'LICENCES.md'},
		rolldownOptions: {
			// Threads and processes are started by the name of their file, beside the file that starts them: these keep their names.
			input: {
				main: compiled('cli/main.js'),
				'analysis-worker': compiled('node/view/analysis-worker.js'),
				'index-worker': compiled('node/view/index-worker.js'),
				'text-worker': compiled('node/view/text-worker.js'),
				'reading-process-entry': compiled('node/triage/reading-process-entry.js'),
				'worker-entry': compiled('node/triage/worker-entry.js'),
			},
			// Piscina asks its worker for what it exports.
			preserveEntrySignatures: 'allow-extension',
			output: {
				entryFileNames: '[name].js',
				chunkFileNames: '[name]-[hash].js',
				codeSplitting: {groups, includeDependenciesRecursively: false},
			},
		},
	},
});
