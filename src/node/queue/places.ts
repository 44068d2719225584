/** Where the files of a job lie: below the root of a worker, and nowhere else, whatever the job says. */
import {realpath, stat} from 'node:fs/promises';
import {join, sep} from 'node:path';
import type {FoundInput} from '../inputs/found-input.js';
import type {JobFile, JobInput} from './job.js';

/** `refused`: it is not below the root; `missing`: it is not there, or not as the job says, a full sentence tells. */
export type Located =
	| {readonly type: 'found'; readonly input: FoundInput}
	| {readonly type: 'refused' | 'missing'; readonly reason: string};

/** A file that the worker may read, by its real path. */
interface Target {
	readonly real: Buffer;
}

class PlaceError extends Error {
	readonly type: 'refused' | 'missing';

	constructor(type: 'refused' | 'missing', reason: string) {
		super(reason);
		this.type = type;
	}
}

/** @param root the real path of the folder that the files lie below */
export async function locate(root: string, input: JobInput): Promise<Located> {
	try {
		const {path, bytes, modified, namesFrom} = input;
		const at = input.isBytes ? null : await folderOf(root, input);
		const parts =
			input.parts === null
				? null
				: await Promise.all(
						input.parts.map(async (part) => ({
							path: part.path,
							raw: (await targetOf(root, part)).real,
							bytes: part.bytes,
							modified: part.modified,
						})),
					);
		const raw = parts === null ? (await targetOf(root, input)).real : null;
		const place = at === null || input.parts?.some(({isBytes}) => isBytes) === true ? {} : {at};
		return {type: 'found', input: {path, parts, raw, bytes, modified, namesFrom, problem: null, ...place}};
	} catch (error) {
		if (error instanceof PlaceError) return {type: error.type, reason: error.message};
		throw error;
	}
}

/** The folder in which settings are looked for. */
async function folderOf(root: string, {below, parts}: JobInput): Promise<string> {
	const segments = segmentsOf(below);
	const folder = join(root, ...(parts === null ? segments.slice(0, -1) : segments));
	return (await realOf(root, Buffer.from(folder), below)).toString();
}

async function targetOf(root: string, {below, isBytes, bytes}: JobFile): Promise<Target> {
	const text = isBytes ? Buffer.from(below, 'base64').toString('latin1') : below;
	const segments = segmentsOf(text);
	if (segments.length === 0) throw outside(below);
	const path = isBytes
		? Buffer.concat([Buffer.from(`${root}${sep}`), Buffer.from(segments.join(sep), 'latin1')])
		: Buffer.from(join(root, ...segments));
	const real = await realOf(root, path, below);
	const stats = await stat(real).catch(() => null);
	if (stats === null || !stats.isFile()) throw new PlaceError('missing', `${below} is not a file here.`);
	if (stats.size !== bytes) throw new PlaceError('missing', `${below} has ${stats.size} bytes here, not ${bytes}.`);
	return {real};
}

/** Names that stay below a folder on any system. @throws PlaceError */
function segmentsOf(below: string): readonly string[] {
	if (below === '') return [];
	const segments = below.split('/');
	if (segments.some((name) => !isName(name))) throw outside(below);
	return segments;
}

function isName(name: string): boolean {
	if (name === '' || name === '.' || name === '..' || name.includes('\0')) return false;
	// Drives, streams and devices of Windows.
	return process.platform !== 'win32' || !/[\\:]|^\.*$|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);
}

/** Links may lead elsewhere below the root. @throws PlaceError */
async function realOf(root: string, path: Buffer, below: string): Promise<Buffer> {
	const real = await realpath(path, {encoding: 'buffer'}).catch(() => null);
	if (real === null) throw new PlaceError('missing', `${below} is not there.`);
	const start = Buffer.from(root.endsWith(sep) ? root : `${root}${sep}`);
	if (!real.equals(Buffer.from(root)) && !real.subarray(0, start.length).equals(start)) throw outside(below);
	return real;
}

function outside(below: string): PlaceError {
	return new PlaceError('refused', `${below} is not below the root.`);
}
