// Makes pictures of the HTML report on each sample, as seen at first, on a desk and on a phone, light and dark:
// node docs/report-pictures.mjs [--full] [FOLDER] [SAMPLE...]. With --readme it makes the picture of the README alone,
// docs/report.png. It needs a build, and Chromium on PATH.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const project = fileURLToPath(new URL('..', import.meta.url));
const isFull = process.argv.includes('--full');
const isReadme = process.argv.includes('--readme');
const README_SAMPLE = 'pasted-from-a-ticket';
const [given, ...wanted] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const folder = given ?? mkdtempSync(join(tmpdir(), 'wulens-report-pictures-'));
mkdirSync(folder, {recursive: true});

const SCREENS = [
	{name: 'desk', viewport: {width: 1280, height: 900}},
	{name: 'phone', viewport: {width: 390, height: 844}},
];

const samples = readdirSync(join(project, 'samples')).filter((name) => name.endsWith('.log'));
const inputs = [...samples.map((name) => `samples/${name}`), 'samples'].filter(
	(input) => (isReadme ? [README_SAMPLE] : wanted).some((name) => basename(input).startsWith(name)) || (!isReadme && wanted.length === 0),
);

const executablePath = execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'], {
	encoding: 'utf8',
}).trim();
const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
try {
	for (const input of inputs) {
		const name = basename(input, '.log');
		const page = join(folder, `${name}.html`);
		writeFileSync(
			page,
			execFileSync(process.execPath, ['bin/wulens.js', 'analyze', input, '--reporter', 'html'], {
				cwd: project,
				maxBuffer: 2 ** 28,
				stdio: ['ignore', 'pipe', 'ignore'],
			}),
		);
		for (const screen of isReadme ? SCREENS.slice(0, 1) : SCREENS) {
			for (const colorScheme of isReadme ? ['light'] : ['light', 'dark']) {
				const context = await browser.newContext({viewport: screen.viewport, colorScheme});
				const tab = await context.newPage();
				await tab.goto(pathToFileURL(page).href);
				const picture = isReadme ? join(project, 'docs/report.png') : join(folder, `${name}-${screen.name}-${colorScheme}.png`);
				await tab.screenshot({path: picture, fullPage: isFull});
				await context.close();
			}
		}
	}
} finally {
	await browser.close();
}
console.log(folder);
