/**
 * Bundles the script of the page of a fleet and writes it as a module of core, so that whatever runs from source or from
 * dist has it as a text. With --check it only compares: exit code 1 where the module is out of date.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'vite';

const target = fileURLToPath(new URL('../core/triage/html/page-script.generated.ts', import.meta.url));

async function bundle() {
	const {output} = await build({
		configFile: false,
		root: fileURLToPath(new URL('../..', import.meta.url)),
		logLevel: 'error',
		publicDir: false,
		build: {
			write: false,
			minify: false,
			modulePreload: false,
			target: 'es2022',
			rolldownOptions: {
				// Paths in comments would depend on where this is run.
				experimental: {attachDebugInfo: 'none'},
				input: fileURLToPath(new URL('triage/main.ts', import.meta.url)),
				output: {format: 'iife', strict: true, comments: false},
			},
		},
	});
	if (output.length !== 1) throw new Error('the script must be one file');
	return output[0].code.trim();
}

/** @param script a text without line feeds at its ends */
function moduleOf(script) {
	const text = script.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
	return (
		'/** The script of the page of a fleet. Generated from src/page by "npm run build:page"; do not ' +
		`edit. */\n\nexport const PAGE_SCRIPT: string = \`${text}\`;\n`
	);
}

const module = moduleOf(await bundle());
if (process.argv.includes('--check')) {
	if (readFileSync(target, 'utf8') !== module) {
		console.error('src/core/triage/html/page-script.generated.ts is out of date: run npm run build:page');
		process.exitCode = 1;
	}
} else writeFileSync(target, module);
