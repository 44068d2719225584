/** On a Node that is too old the command says what it needs, before it loads anything that could not be parsed. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {runInNewContext} from 'node:vm';
import {expect, it} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';

const source = readFileSync(join(PROJECT, 'bin', 'wulens.js'), 'utf8')
	.replace(/^#!.*/, '')
	.replace(/import\('(.*)'\)/, "load('$1')");

function startOn(version: string): {readonly printed: string; readonly exitCode: number | undefined; readonly loaded: string[]} {
	let printed = '';
	const loaded: string[] = [];
	const process = {
		versions: {node: version},
		exitCode: undefined as number | undefined,
		stderr: {write: (text: string) => (printed += text)},
	};
	runInNewContext(source, {process, load: (path: string) => loaded.push(path)});
	return {printed, exitCode: process.exitCode, loaded};
}

it.each(['18.20.0', '20.20.2', '22.11.0'])('refuses Node %s in one line', (version) => {
	const {printed, exitCode, loaded} = startOn(version);
	expect(printed).toBe(`wulens needs Node 22.12 or newer; this is Node ${version}. See https://nodejs.org\n`);
	expect(exitCode).toBe(2);
	expect(loaded).toEqual([]);
});

it.each(['22.12.0', '22.20.1', '24.0.0', '100.1.0'])('starts on Node %s', (version) => {
	expect(startOn(version)).toMatchObject({printed: '', exitCode: undefined, loaded: ['../dist/program/main.js']});
});

it('asks for what package.json says', () => {
	expect(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')).engines.node).toBe('>=22.12');
});
