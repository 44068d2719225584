/** What the README says is so: its example runs, its picture is what the program prints, its commands exist. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';

const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');

function block(language: string): string {
	const text = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
	if (text === undefined) throw new Error(`README.md has no ${language} block`);
	return text;
}

it('the library example prints what it says', () => {
	// Within the package, so that its own name resolves as it does for those who install it.
	mkdirSync(join(PROJECT, 'dist', '.readme'), {recursive: true});
	const file = join(PROJECT, 'dist', '.readme', 'example.mjs');
	writeFileSync(file, block('js'));
	expect(execFileSync(process.execPath, [file], {cwd: PROJECT, encoding: 'utf8'})).toBe(block('text'));
});

it('the picture is what the program prints', () => {
	expect(() => execFileSync(process.execPath, [join(PROJECT, 'docs', 'screenshot.mjs'), '--check'], {stdio: 'pipe'})).not.toThrow();
});

it('the two commands are in package.json', () => {
	const {scripts} = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
	expect(readme).toContain('npm ci && npm start');
	expect(readme).toContain('npm ci && npm test');
	expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
});
