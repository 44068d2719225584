/** Mock-ups of what tools collect from three PCs, made by the writers of the tests. */
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {end, etwLog, start} from './log-lines.js';
import {GP_KEY, regFile} from './settings-files.js';
import {entriesOf, writeTrace} from './trace-writer.js';
import {cabOf} from './cab-writer.js';
import {zipOf} from './zip-writer.js';

export const PCS = ['PC-0142', 'LAPTOP7', 'SRV-DB-01'] as const;

/** Scans of a PC, so that each has others, and failures of its own. */
const SCANS: Readonly<Record<(typeof PCS)[number], readonly string[]>> = {
	'PC-0142': [start('A', 1), end('A', 1)],
	LAPTOP7: [start('B', 1), end('B', 1, '0x8024402C'), start('B', 2), end('B', 2)],
	'SRV-DB-01': [start('C', 1), end('C', 1, '0x80240438'), start('C', 2), end('C', 2, '0x80240438'), start('C', 3), end('C', 3)],
};

export type Pc = (typeof PCS)[number];

/** A file of a collection; `files`: it is an archive. */
export type Tree = {readonly [path: string]: string | Uint8Array | Tree};

export function textOf(pc: Pc): string {
	return etwLog(...SCANS[pc]);
}

export function scansOf(pc: Pc): number {
	return SCANS[pc].length / 2;
}

/** Two traces that are one log. */
export function tracesOf(pc: Pc, folder: string, prefix = ''): Tree {
	const entries = entriesOf(textOf(pc));
	const parts = [entries.slice(0, 1), entries.slice(1)];
	return Object.fromEntries(
		parts.map((part, index) => [
			`${folder}${prefix}WindowsUpdate.20240312.100000.000.${index + 1}.etl`,
			writeTrace(part, {start: (entries[0]?.time ?? 0n) - 10n, firstSequence: 7 + index}),
		]),
	);
}

export const POLICIES = regFile(`[${GP_KEY}]`, '"SetProxyBehaviorForUpdateDetection"=dword:00000001');

/** Written to the disk; what ends in .zip is an archive of what stands below it. */
export async function putTree(folder: string, tree: Tree): Promise<void> {
	for (const [path, content] of Object.entries(tree)) {
		const data = typeof content === 'string' || content instanceof Uint8Array ? content : zipOfTree(content);
		await mkdir(dirname(join(folder, path)), {recursive: true});
		await writeFile(join(folder, path), data);
	}
}

export function zipOfTree(tree: Tree, separator: '/' | '\\' = '/'): Buffer {
	return zipOf(...membersOf(tree, separator));
}

/** As Windows packs it. */
export function cabOfTree(tree: Tree): Buffer {
	return cabOf(...membersOf(tree, '\\'));
}

function membersOf(tree: Tree, separator: '/' | '\\'): readonly {readonly name: string; readonly data: string | Uint8Array}[] {
	return Object.entries(tree).map(([path, content]) => ({
		name: separator === '/' ? path : path.replaceAll('/', '\\'),
		data: typeof content === 'string' || content instanceof Uint8Array ? content : zipOfTree(content, separator),
	}));
}
