/** From what a run plans to read to jobs: places below the root that workers know, and the sites that files are of. */
import {stat} from 'node:fs/promises';
import {dirname, relative, resolve, sep} from 'node:path';
import type {FoundInput} from '../inputs/found-input.js';
import {hasPattern} from '../inputs/glob.js';
import type {PlannedInput} from '../triage/plan.js';
import {batchesOf} from '../triage/read-all.js';
import {type Job, type JobFile, type JobInput, jobOf} from './job.js';

export interface PlannedJob {
	readonly job: Job;
	/** The first folder below the root; `null`: none. */
	readonly site: string | null;
	readonly inputs: readonly PlannedInput[];
}

export interface JobPlan {
	readonly jobs: readonly PlannedJob[];
	/** They do not lie below the root. */
	readonly outside: readonly PlannedInput[];
	readonly sites: readonly (string | null)[];
}

/** With more folders than this in the root, they are machines rather than sites. */
const MAX_SITES = 256;

/** @param alone to be read while nothing else is */
export function planJobs(root: string, settings: string, toRead: readonly PlannedInput[], alone: readonly PlannedInput[] = []): JobPlan {
	const below = new Map<PlannedInput, JobInput>();
	const outside: PlannedInput[] = [];
	for (const planned of [...toRead, ...alone]) {
		const input = jobInputOf(root, planned.input);
		if (input === null) outside.push(planned);
		else below.set(planned, input);
	}
	const siteOf = sitesOf([...below.values()]);
	const isBelow = (planned: PlannedInput): boolean => below.has(planned);
	const groups = [
		...bySite(toRead.filter(isBelow), (planned) => siteOf(below.get(planned))).flatMap(({site, inputs}) =>
			batchesOf(inputs).map((batch) => ({site, batch, isAlone: false})),
		),
		...alone.filter(isBelow).map((planned) => ({site: siteOf(below.get(planned)), batch: [planned], isAlone: true})),
	];
	const jobs = groups.map(({site, batch, isAlone}) => ({
		site,
		inputs: batch,
		job: jobOf(
			settings,
			batch.flatMap((planned) => below.get(planned) ?? []),
			isAlone,
		),
	}));
	return {jobs, outside, sites: [...new Set(jobs.map(({site}) => site))]};
}

/** `null`: it is not below the root. */
function jobInputOf(root: string, {path, raw, bytes, modified, namesFrom, parts}: FoundInput): JobInput | null {
	const file = jobFileOf(root, {path, raw, bytes, modified});
	const jobParts = parts?.map((part) => jobFileOf(root, part)) ?? null;
	if (file === null || jobParts?.includes(null) === true) return null;
	// Of a set of traces, the path names no file: where it lies counts.
	const folder = parts === null ? file : jobFileOf(root, {path: dirname(path), raw: null, bytes, modified});
	if (folder === null) return null;
	return {...folder, path, namesFrom, parts: jobParts?.flatMap((part) => part ?? []) ?? null};
}

function jobFileOf(root: string, {path, raw, bytes, modified}: Pick<FoundInput, 'path' | 'raw' | 'bytes' | 'modified'>): JobFile | null {
	const below = raw === null ? belowOf(root, path) : bytesBelow(root, raw);
	return below === null ? null : {path, below, isBytes: raw !== null, bytes, modified};
}

function belowOf(root: string, path: string): string | null {
	const below = relative(root, resolve(path));
	return below === '..' || below.startsWith(`..${sep}`) || resolve(root, below) !== resolve(path) ? null : below.split(sep).join('/');
}

/** In base64. */
function bytesBelow(root: string, raw: Uint8Array): string | null {
	const given = Buffer.from(raw).toString('latin1');
	const start = `${Buffer.from(root === sep ? '' : root).toString('latin1')}${sep}`;
	const path = given.startsWith(sep) ? given : `${Buffer.from(process.cwd()).toString('latin1')}${sep}${given}`;
	return path.startsWith(start) ? Buffer.from(path.slice(start.length), 'latin1').toString('base64') : null;
}

function sitesOf(inputs: readonly JobInput[]): (input: JobInput | undefined) => string | null {
	const names = new Set(inputs.map(firstFolder));
	return (input) => (input === undefined || names.size > MAX_SITES ? null : firstFolder(input));
}

/** `null`: it lies in the root itself, or the name is no text. */
function firstFolder({below, isBytes, parts}: JobInput): string | null {
	if (isBytes) return null;
	const [first = '', ...rest] = below.split('/');
	return rest.length === 0 && (parts === null || first === '') ? null : first;
}

function bySite(
	inputs: readonly PlannedInput[],
	siteOf: (planned: PlannedInput) => string | null,
): readonly {readonly site: string | null; readonly inputs: readonly PlannedInput[]}[] {
	const groups = new Map<string | null, PlannedInput[]>();
	for (const planned of inputs) {
		const site = siteOf(planned);
		const group = groups.get(site) ?? [];
		group.push(planned);
		groups.set(site, group);
	}
	return [...groups].map(([site, group]) => ({site, inputs: group}));
}

/**
 * The deepest folder in which everything lies that somebody named: of a folder itself, of a file the folder around it, of a
 * pattern the part without wildcards.
 */
export async function commonRoot(named: readonly string[]): Promise<string> {
	let root: string | null = null;
	for (const path of named) {
		const folder = await folderOf(resolve(path));
		if (root === null) root = folder;
		while (root !== folder && !folder.startsWith(root.endsWith(sep) ? root : root + sep)) root = dirname(root);
	}
	return root ?? process.cwd();
}

async function folderOf(path: string): Promise<string> {
	const isFolder = await stat(path).then(
		(stats) => stats.isDirectory(),
		() => false,
	);
	if (isFolder) return path;
	let folder = dirname(path);
	while (hasPattern(folder) && dirname(folder) !== folder) folder = dirname(folder);
	return folder;
}
