/** The folders of `src` import what the table of layers in CONTRIBUTING.md allows, and no modules import each other in a circle. */
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';
import {importCircles, sourceImports} from './imports.mjs';

interface Layer {
	/** Below `src`: a folder, or a module without its extension. */
	readonly path: string;
	readonly mayImport: readonly string[];
	/** There is no code for it yet. */
	readonly isPlanned: boolean;
}

const ROW = /^\| `([a-z/-]+)` \| ([^|]+) \| ([^|]+) \|$/gm;

const layers: readonly Layer[] = Array.from(
	readFileSync(join(PROJECT, 'CONTRIBUTING.md'), 'utf8').matchAll(ROW),
	([, path = '', names = '', what = '']): Layer => ({
		path,
		mayImport: names === '–' ? [] : names.split(', '),
		isPlanned: what.startsWith('(planned)'),
	}),
);

/** The rows that a name in the second column stands for. */
function meantBy(name: string): readonly string[] {
	if (name === 'core') return layers.map(({path}) => path).filter((path) => path.startsWith('core/'));
	return layers.map(({path}) => path).filter((path) => path === name || path === `core/${name}`);
}

/** The layer of a module, which is the innermost that holds it. */
function layerOf(module: string): string {
	const holding = layers.filter(({path}) => module.startsWith(`src/${path}/`) || module.replace(/\.tsx?$/, '') === `src/${path}`);
	const [layer] = holding.map(({path}) => path).toSorted((one, other) => other.length - one.length);
	return layer ?? expect.fail(`${module} belongs to no row of the table in CONTRIBUTING.md`);
}

const imports = sourceImports();

/** `layer → layer`, with the imports that make it. */
const edges = new Map<string, string[]>();
for (const [module, imported] of imports) {
	for (const other of imported) {
		const [from, to] = [layerOf(module), layerOf(other)];
		if (from !== to) edges.set(`${from} → ${to}`, [...(edges.get(`${from} → ${to}`) ?? []), `${module} imports ${other}`]);
	}
}

describe('layers', () => {
	it('are all of the source', () => {
		expect(layers.length).toBeGreaterThan(20);
		expect(imports.size).toBeGreaterThan(300);
		const missing = layers.filter(
			({path, isPlanned}) => !isPlanned && !existsSync(join(PROJECT, 'src', path)) && !imports.has(`src/${path}.ts`),
		);
		expect(missing).toEqual([]);
	});

	it('may import only what is above them', () => {
		const wrong = layers.flatMap(({path, mayImport}, row) =>
			mayImport
				.filter(
					(name) => meantBy(name).length === 0 || meantBy(name).some((other) => layers.findIndex((layer) => layer.path === other) >= row),
				)
				.map((name) => `${path}: ${name}`),
		);
		expect(wrong).toEqual([]);
	});

	it('import only what they may', () => {
		const allowed = new Set(layers.flatMap(({path, mayImport}) => mayImport.flatMap(meantBy).map((other) => `${path} → ${other}`)));
		expect([...edges].filter(([edge]) => !allowed.has(edge)).flatMap(([, places]) => places)).toEqual([]);
	});

	it('import all that they may', () => {
		const isPlanned = new Set(layers.filter((layer) => layer.isPlanned).map(({path}) => path));
		const unused = layers
			.filter(({path}) => !isPlanned.has(path))
			.flatMap(({path, mayImport}) =>
				mayImport.filter((name) => !meantBy(name).some((other) => edges.has(`${path} → ${other}`))).map((name) => `${path}: ${name}`),
			);
		expect(unused).toEqual([]);
	});
});

describe('circles', () => {
	it('are found', () => {
		const graph = new Map([
			['a', ['b', 'c']],
			['b', ['d']],
			['c', ['c']],
			['d', ['a', 'e']],
			['e', []],
		]);
		expect(importCircles(graph)).toEqual([['a', 'b', 'd'], ['c']]);
	});

	it('are not in the source', () => {
		expect(importCircles(imports)).toEqual([]);
	});
});
