/**
 * Builds the page, dist/wulens.html: one file with its script, its style, and the licenses of what is in it. Its policy allows
 * this script alone, by its hash, and workers made of it; it forbids every connection.
 */
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {deflateRawSync} from 'node:zlib';
import {minify} from 'terser';
import {build} from 'vite';
import {shorter} from './shorter.mjs';

/** A log to try the page with, as short as people paste them. */
const EXAMPLE = 'pasted-from-a-ticket.log';

const ROOT = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');
const hashOf = (text) => createHash('sha256').update(text).digest('base64');

const {version} = JSON.parse(read('package.json'));

/** What vite makes of a module or a style sheet. */
async function built(name, output) {
	const result = await build({
		configFile: false,
		root: fileURLToPath(ROOT),
		logLevel: 'error',
		publicDir: false,
		plugins: shorter,
		define: {
			'process.env.NODE_ENV': '"production"',
			WULENS_VERSION: JSON.stringify(version),
			WULENS_EXAMPLE: JSON.stringify({name: EXAMPLE, packed: deflateRawSync(read(`samples/${EXAMPLE}`), {level: 9}).toString('base64')}),
		},
		oxc: {jsx: {runtime: 'automatic', importSource: 'preact'}},
		build: {
			write: false,
			minify: true,
			modulePreload: false,
			target: 'es2022',
			license: {fileName: 'licenses.md'},
			rolldownOptions: {
				input: fileURLToPath(new URL(name, import.meta.url)),
				output,
				// Modules of the core do nothing when they are loaded: what is not used of them is not needed.
				treeshake: {moduleSideEffects: (id) => !/[\\/]src[\\/]core[\\/]/.test(id)},
			},
		},
	});
	return result.output;
}

function textOf(output, isWanted) {
	const [found, ...more] = output.filter(isWanted);
	if (found === undefined || more.length > 0) throw new Error('the page must have one script, one style and one list of licenses');
	return (found.code ?? String(found.source)).trim();
}

const program = await built('main.tsx', {format: 'iife', codeSplitting: false});
/** A second look at the script takes some hundredths of what is sent, more than the first alone finds. */
const {code: script} = await minify(
	textOf(program, ({type}) => type === 'chunk'),
	{compress: {passes: 2, ecma: 2022, toplevel: true, unsafe_arrows: true}, mangle: {toplevel: true}, ecma: 2022},
);
const licenses = textOf(program, ({fileName}) => fileName === 'licenses.md');
const style = textOf(await built('styles.css', {}), ({fileName}) => fileName.endsWith('.css'));

/** No text in the script may end its element. */
const safeScript = script.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const policy = [
	"default-src 'none'",
	// Its own line scanner is WebAssembly (core/line-skipper): without this word, browsers refuse it. It allows no `eval`.
	`script-src 'sha256-${hashOf(safeScript)}' 'wasm-unsafe-eval'`,
	`style-src 'sha256-${hashOf(style)}'`,
	'worker-src blob:',
	"base-uri 'none'",
	"form-action 'none'",
].join('; ');

const notices = `wulens ${version}\n\n${read('LICENSE').trim()}\n\n${licenses}`;

const page = `<!DOCTYPE html>
<html lang="en" data-theme="auto">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="wulens ${version}">
<title>wulens: Windows Update logs explained</title>
<style>${style}</style>
</head>
<body>
<div id="root"><noscript>
<p>This page reads Windows Update logs on this computer. It needs JavaScript, which is switched off here.</p>
</noscript></div>
<template id="notices">${escaped(notices)}</template>
<script id="program">${safeScript}</script>
</body>
</html>
`;

mkdirSync(new URL('dist/', ROOT), {recursive: true});
writeFileSync(new URL('dist/wulens.html', ROOT), page);
