// Draws the pictures of the README from what the built program prints: node docs/screenshot.mjs [--check] [analyze|view]
// The picture of the terminal UI needs tmux.
import {execFileSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {stripVTControlCharacters} from 'node:util';
import {drawTerminal} from './terminal-picture.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const environment = {...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', NO_COLOR: '', TERM: 'screen-256color'};

/** The answer and the first finding: the first screen, as wide as its longest command. */
function analyze() {
	const sample = 'samples/win11-uus-scanqos.log';
	const printed = execFileSync(process.execPath, ['bin/wulens.js', 'analyze', sample, '--color', '--width', '90'], {
		cwd: project,
		encoding: 'utf8',
		env: environment,
	});
	const [answer = '', finding = ''] = printed.split('\n\n');
	const lines = [`$ wulens analyze ${sample}`, ...answer.split('\n'), '', ...finding.split('\n')];
	const columns = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
	return drawTerminal(lines, columns, 'wulens analyze in a terminal: the verdict, the next step, and the first finding');
}

/** The timeline of a scan, as the program draws it in a real terminal. */
async function view() {
	const [columns, rows] = [128, 34];
	const socket = `wulens-picture-${randomBytes(4).toString('hex')}`;
	const tmux = (...args) =>
		execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {cwd: project, encoding: 'utf8', env: environment});
	const shown = async (text) => {
		for (let look = 0; look < 200; look++) {
			if (tmux('capture-pane', '-p').includes(text)) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		throw new Error(`the program does not show "${text}":\n${tmux('capture-pane', '-p')}`);
	};
	tmux(
		'new-session',
		'-d',
		'-x',
		String(columns),
		'-y',
		String(rows),
		`${process.execPath} bin/wulens.js view samples/online-user-proxy-rescue.log`,
	);
	try {
		tmux('set-option', '-g', 'status', 'off');
		tmux('resize-window', '-x', String(columns), '-y', String(rows));
		await shown('WARNING');
		tmux('send-keys', 'Enter');
		await shown('Result');
		tmux('send-keys', 'e', 'j', 'j');
		await shown('Lines 11 of');
		return drawTerminal(tmux('capture-pane', '-p', '-e', '-N').replace(/\n$/, '').split('\n'), columns, 'The timeline of a scan in wulens');
	} finally {
		tmux('kill-server');
	}
}

const PICTURES = {analyze, view};
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

for (const name of wanted.length === 0 ? Object.keys(PICTURES) : wanted) {
	const picture = new URL(`${name}.svg`, import.meta.url);
	const svg = await PICTURES[name]();
	if (!process.argv.includes('--check')) {
		writeFileSync(picture, svg);
	} else if (readFileSync(picture, 'utf8') !== svg) {
		console.error(`docs/${name}.svg is not what the program shows now; run node docs/screenshot.mjs`);
		process.exitCode = 1;
	}
}
