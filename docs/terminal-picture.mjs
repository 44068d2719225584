// Draws text with colour sequences as a picture of a terminal.

const CHARACTER = 8.4;
const LINE = 19;
const MARGIN = 18;
const BAR = 34;
/** Above the line of writing, and below. */
const ASCENT = 14;
const GROUND = '#0d1117';
const INK = '#e6edf3';
const COLOURS = {31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#56d4dd'};

const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const PLAIN = {bold: false, dim: false, underline: false, inverse: false, colour: null};

function changed(style, code) {
	if (code === 0) return PLAIN;
	if (code === 1) return {...style, bold: true};
	if (code === 2) return {...style, dim: true};
	if (code === 4) return {...style, underline: true};
	if (code === 7) return {...style, inverse: true};
	if (code === 22) return {...style, bold: false, dim: false};
	if (code === 24) return {...style, underline: false};
	if (code === 27) return {...style, inverse: false};
	if (code === 39) return {...style, colour: null};
	return code in COLOURS ? {...style, colour: COLOURS[code]} : style;
}

function drawLine(line, index, state) {
	const y = BAR + MARGIN + index * LINE;
	let column = 0;
	let grounds = '';
	let spans = '';
	for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
		const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
		if (codes !== undefined) {
			for (const code of codes.split(';')) state.style = changed(state.style, Number(code));
			continue;
		}
		if (part === '') continue;
		const {bold, dim, underline, inverse, colour} = state.style;
		const x = (MARGIN + column * CHARACTER).toFixed(1);
		const width = [...part].length;
		const ink = colour ?? (dim ? '#8b949e' : null);
		if (inverse)
			grounds += `<rect x="${x}" y="${y - ASCENT}" width="${(width * CHARACTER).toFixed(1)}" height="${LINE}" fill="${ink ?? INK}"/>`;
		const fill = inverse ? ` fill="${GROUND}"` : ink === null ? '' : ` fill="${ink}"`;
		const weight = bold ? ' font-weight="bold"' : '';
		const line = underline ? ' text-decoration="underline"' : '';
		const length = (width * CHARACTER).toFixed(1);
		// Each run says how wide it is, so that columns meet in any font.
		if (part.trim() !== '') spans += `<tspan x="${x}" ` + `textLength="${length}"${fill}${weight}${line}>${escapeXml(part)}</tspan>`;
		column += width;
	}
	return `${grounds}<text y="${y}" xml:space="preserve">${spans}</text>`;
}

/**
 * @param {readonly string[]} lines with SGR sequences
 * @param {number} columns
 * @param {string} label for those who do not see the picture
 */
export function drawTerminal(lines, columns, label) {
	const width = Math.round(columns * CHARACTER + 2 * MARGIN);
	const height = BAR + MARGIN + lines.length * LINE;
	const state = {style: PLAIN};
	const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${escapeXml(label)}">
<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>
<circle cx="18" cy="17" r="6" fill="#ff5f57"/><circle cx="38" cy="17" r="6" fill="#febc2e"/><circle cx="58" cy="17" r="6" fill="#28c840"/>
<g font-family="ui-monospace, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${INK}">
${lines.map((line, index) => drawLine(line, index, state)).join('\n')}
</g>
</svg>
`;
}
