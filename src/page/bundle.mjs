/**
 * Bundles the scripts of the pages, and writes each as a module of core, so that whatever runs from source or from dist has
 * it as a text. With --check it only compares: exit code 1 where a module is out of date.
 */
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'vite';

const PAGES = [
	{page: 'a fleet', input: 'triage/main.ts', module: 'src/core/triage/html/page-script.generated.ts', name: 'PAGE_SCRIPT', hasHash: false},
	{
		page: 'a report',
		input: 'report/main.ts',
		module: 'src/core/report/html/page-script.generated.ts',
		name: 'REPORT_SCRIPT',
		hasHash: true,
	},
];

const project = fileURLToPath(new URL('../..', import.meta.url));

async function bundle(input) {
	const {output} = await build({
		configFile: false,
		root: project,
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
				input: fileURLToPath(new URL(input, import.meta.url)),
				output: {format: 'iife', strict: true, comments: false},
			},
		},
	});
	if (output.length !== 1) throw new Error('the script must be one file');
	return output[0].code.trim();
}

/** @param code a text without line feeds at its ends */
function moduleOf({page, name, hasHash}, code) {
	// A report holds no control characters but line feeds.
	const script = hasHash ? code.replaceAll('\t', '  ') : code;
	const text = script.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
	const hash = createHash('sha256').update(script).digest('base64');
	return (
		`/** The script of the page of ${page}. Generated from src/page by "npm run build:page"; do not ` +
		`edit. */\n\nexport const ${name}: string = \`${text}\`;\n` +
		(hasHash ? `\n/** SHA-256 in Base64, for the policy of the page. */\nexport const ${name}_HASH = '${hash}';\n` : '')
	);
}

for (const page of PAGES) {
	const target = `${project}/${page.module}`;
	const module = moduleOf(page, await bundle(page.input));
	if (!process.argv.includes('--check')) writeFileSync(target, module);
	else if (readFileSync(target, 'utf8') !== module) {
		console.error(`${page.module} is out of date: run npm run build:page`);
		process.exitCode = 1;
	}
}
