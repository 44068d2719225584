// Draws the picture of the README from what the built program prints: node docs/screenshot.mjs [--check]
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const SAMPLE = 'samples/wsus-system-proxy-fails-no-fallback.log';
const PICTURE = new URL('analyze.svg', import.meta.url);
const project = fileURLToPath(new URL('..', import.meta.url));

const CHARACTER = 8.4;
const LINE = 19;
const MARGIN = 18;
const BAR = 34;
const COLOURS = {31: '#ff7b72', 32: '#7ee787', 33: '#e3b341'};

const printed = execFileSync(process.execPath, ['bin/wulens.js', 'analyze', SAMPLE, '--color', '--width', '80'], {
	cwd: project,
	encoding: 'utf8',
	env: {...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8'},
});
const lines = [`$ wulens analyze ${SAMPLE}`, ...printed.trimEnd().split('\n')];

const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function drawLine(line, index) {
	let style = '';
	let column = 0;
	let spans = '';
	for (const part of line.split(/(\u001b\[\d+m)/)) {
		const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
		if (code !== undefined) {
			if (code === '1') style = ' font-weight="bold"';
			else if (code === '2') style = ' fill="#8b949e"';
			else if (code in COLOURS) style = ` fill="${COLOURS[code]}"`;
			else style = '';
			continue;
		}
		if (part.trim() !== '') spans += `<tspan x="${(MARGIN + column * CHARACTER).toFixed(1)}"${style}>${escapeXml(part)}</tspan>`;
		column += part.length;
	}
	return `<text y="${BAR + MARGIN + index * LINE}" xml:space="preserve">${spans}</text>`;
}

const width = Math.round(80 * CHARACTER + 2 * MARGIN);
const height = BAR + MARGIN + lines.length * LINE;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="wulens analyze in a terminal">
<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
<circle cx="18" cy="17" r="6" fill="#ff5f57"/><circle cx="38" cy="17" r="6" fill="#febc2e"/><circle cx="58" cy="17" r="6" fill="#28c840"/>
<g font-family="ui-monospace, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3">
${lines.map(drawLine).join('\n')}
</g>
</svg>
`;

if (process.argv.includes('--check')) {
	if (readFileSync(PICTURE, 'utf8') !== svg) {
		console.error('docs/analyze.svg is not what the program prints now; run node docs/screenshot.mjs');
		process.exitCode = 1;
	}
} else {
	writeFileSync(PICTURE, svg);
}
