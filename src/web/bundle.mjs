/**
 * Builds the page, dist/wulens.html: one file with its script, its style, and the licenses of what is in it. Its policy allows
 * this script alone, by its hash, and workers made of it; it forbids every connection.
 */
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build, parseSync} from 'vite';

const EXAMPLE = 'wsus-system-proxy-fails-no-fallback.log';

const ROOT = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');
const hashOf = (text) => createHash('sha256').update(text).digest('base64');

const {version} = JSON.parse(read('package.json'));

/**
 * Rules and tables of patterns come with examples that prove them, which only tests and `wulens rules test` read: they would
 * make the page larger. What `explain` shows of them stays.
 */
const withoutExamples = {
	name: 'without-examples',
	enforce: 'pre',
	transform: {
		filter: {id: /core[\\/](?:findings[\\/]rules|events|redact|device-settings|records)[\\/].*\.ts$/, code: /examples: /},
		handler(code, id) {
			const isRule = /[\\/]rules[\\/]/.test(id);
			let made = '';
			let at = 0;
			for (const {value, text} of examplesIn(parseSync(id, code).program, isRule)) {
				made += `${code.slice(at, value.start)}${text}`;
				at = value.end;
			}
			return made + code.slice(at);
		},
	},
};

/** Values of properties, in order, and what stands in their place. */
function* examplesIn(node, isRule) {
	if (typeof node !== 'object' || node === null) return;
	const {type, key, value} = node;
	if (type === 'Property' && key.name === 'examples' && value.type === 'ArrayExpression') yield {value, text: '[]'};
	else if (type === 'Property' && key.name === 'examples' && isRule && value.type === 'ObjectExpression')
		yield {value, text: '{match: [], noMatch: []}'};
	else if (type === 'Property' && key.name === 'noMatch' && value.type === 'ArrayExpression') yield {value, text: '[]'};
	else for (const child of Object.values(node)) yield* examplesIn(child, isRule);
}

/**
 * Most codes of the table follow the one before them by one, and most names begin like the one before them: both are left out,
 * a sign for the number of letters in their place, and come back when the page is loaded.
 */
const withoutCodes = {
	name: 'without-codes',
	enforce: 'pre',
	transform: {
		filter: {id: /core[\\/]codes[\\/]hresult-table\.ts$/},
		handler(code) {
			let last = Number.NaN;
			let before = '';
			const rows = code.replaceAll(/^([0-9A-F]{8}) ([A-Z].*)/gm, (_, digits, name) => {
				const isNext = Number.parseInt(digits, 16) === last + 1;
				last = Number.parseInt(digits, 16);
				let shared = 0;
				while (shared < 40 && name[shared] !== undefined && name[shared] === before[shared]) shared++;
				before = name;
				return `${isNext ? '+' : `${digits} `}${String.fromCharCode(48 + shared)}${name.slice(shared)}`;
			});
			const table = 'export const PACKED_TABLE: readonly (readonly [facility: Facility, rows: string])[] = [';
			if (!rows.includes(table)) this.error('the table of codes is not written as it was');
			return `${rows.replace(table, 'const SHORT_TABLE: readonly (readonly [facility: Facility, rows: string])[] = [')}
let last = 0;
let before = '';
const ROW = /^(?:\\+|([0-9A-F]{8}) )(.)(.*)/gm;
export const PACKED_TABLE = SHORT_TABLE.map(([facility, rows]) => [facility, rows.replaceAll(ROW, (_, digits, shared, rest) => {
	last = digits === undefined ? last + 1 : Number.parseInt(digits, 16);
	before = before.slice(0, shared.charCodeAt(0) - 48) + rest;
	return \`\${last.toString(16).toUpperCase().padStart(8, '0')} \${before}\`;
})]);
`;
		},
	},
};

/** What vite makes of a module or a style sheet. */
async function built(name, output) {
	const result = await build({
		configFile: false,
		root: fileURLToPath(ROOT),
		logLevel: 'error',
		publicDir: false,
		plugins: [withoutExamples, withoutCodes],
		define: {
			'process.env.NODE_ENV': '"production"',
			WULENS_VERSION: JSON.stringify(version),
			WULENS_EXAMPLE: JSON.stringify({name: EXAMPLE, text: read(`samples/${EXAMPLE}`)}),
		},
		oxc: {jsx: {runtime: 'automatic', importSource: 'preact'}},
		build: {
			write: false,
			minify: true,
			modulePreload: false,
			target: 'es2022',
			license: {fileName: 'licenses.md'},
			rolldownOptions: {input: fileURLToPath(new URL(name, import.meta.url)), output},
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
const script = textOf(program, ({type}) => type === 'chunk');
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
