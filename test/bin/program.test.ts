/** The program as it is put together: it stands alone, and says whose code is in it. */
import {readdirSync, readFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';

/** Packages that are not in the files of the program; DuckDB is used where it is installed. */
const OUTSIDE: ReadonlySet<string> = new Set(['piscina', '@duckdb/node-api']);

const FOLDER = join(PROJECT, 'dist', 'program');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
const TEXTS = new Map(FILES.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));

function importsOf(text: string): readonly string[] {
	return [...text.matchAll(/^(?:import|export) (?:.* from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gm)].map(
		([, plain, lazy]) => plain ?? lazy ?? '',
	);
}

describe('the files of the program', () => {
	it('are there, with those that threads begin with', () => {
		expect(FILES).toEqual(
			expect.arrayContaining([
				'main.js',
				'analysis-worker.js',
				'index-worker.js',
				'text-worker.js',
				'reading-process-entry.js',
				'worker-entry.js',
			]),
		);
		expect([...TEXTS.values()].reduce((sum, text) => sum + importsOf(text).length, 0)).toBeGreaterThan(FILES.length);
	});

	it('need only each other, Node, and the package that starts threads', () => {
		for (const text of TEXTS.values()) {
			for (const needed of importsOf(text)) {
				if (needed.startsWith('./')) expect(FILES).toContain(needed.slice(2));
				else expect({needed, isKnown: OUTSIDE.has(needed) || isBuiltin(needed)}).toEqual({needed, isKnown: true});
			}
		}
	});

	it('name no folder of the machine that built them', () => {
		for (const [name, text] of TEXTS) expect({name, isFound: text.includes(PROJECT)}).toEqual({name, isFound: false});
	});

	it('have the licence of every package in them beside them', () => {
		const packages = new Set(
			[...TEXTS.values()].flatMap((text) =>
				[...text.matchAll(/^\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map(([, name]) => name ?? ''),
			),
		);
		expect(packages.size).toBeGreaterThan(20);
		const licences = readFileSync(join(FOLDER, 'LICENCES.md'), 'utf8');
		for (const name of packages) expect(licences).toContain(`\n## ${name} - `);
		for (const part of licences.split(/^## /m).slice(1)) expect(part).toMatch(/copyright|\(c\)/i);
	});
});
