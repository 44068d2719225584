/** Collects what explains failing updates on a Windows PC into one zip archive. Reads only; nothing of the PC is changed. */
import {createReadStream} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {
	COLLECT_ROWS,
	COLLECTED_NAME,
	type CollectRow,
	type CommandRow,
	fileNameOf,
	type FilesRow,
} from '../../core/collect/collect-table.js';
import {errorCode, inputErrorReason} from '../input-error.js';
import {createZip, type ZipWriter} from './zip-writer.js';

export interface CommandResult {
	readonly status: number | null;
	/** As the program wrote it, in its code page. */
	readonly output: Uint8Array;
}

/** What is asked of the PC. */
export interface CollectPlatform {
	/** Environment variables; names as the table writes them. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	readonly machine: string;
	/** Starts a program of the system folder, without a shell. @throws errors of starting it */
	run(program: string, args: readonly string[]): Promise<CommandResult>;
}

/** One line of what is told: what was taken, or why it was not. */
export interface CollectedItem {
	readonly what: string;
	/** File in the archive, below the folder of the machine; `null`: not taken. */
	readonly name: string | null;
	/** Why it was not taken, or not whole, as a clause; `null`: it was. */
	readonly problem: string | null;
}

/**
 * Goes through the table and writes the archive. What cannot be read is told and left out.
 *
 * @param path of the archive to write
 * @param onItem is told of each as it comes
 * @throws errors of writing the archive
 */
export async function collect(path: string, platform: CollectPlatform, onItem: (item: CollectedItem) => void): Promise<void> {
	const zip = await createZip(path);
	const folder = fileNameOf(platform.machine);
	const told: string[] = [];
	try {
		let taken = 0;
		for (const row of COLLECT_ROWS) {
			if (row.kind === 'files' && row.isInstead === true && taken > 0) continue;
			taken = 0;
			for await (const item of row.kind === 'files' ? files(row, zip, folder, platform) : command(row, zip, folder, platform)) {
				if (item.name !== null) taken++;
				told.push(itemText(item));
				onItem(item);
			}
		}
		await zip.add(`${folder}/${COLLECTED_NAME}`, [Buffer.from(told.map((line) => `${line}\r\n`).join(''))]);
		await zip.end();
	} finally {
		await zip.discard();
	}
}

/** As it is printed, and as it stands in the archive. */
export function itemText({what, name, problem}: CollectedItem): string {
	const said = name === null ? 'not taken' : problem === null ? 'taken' : 'taken in part';
	return `${said}: ${what}${name === null ? '' : ` (${name})`}${problem === null ? '' : `: ${problem}`}`;
}

async function* files(row: FilesRow, zip: ZipWriter, folder: string, platform: CollectPlatform): AsyncGenerator<CollectedItem> {
	const place = placeOf(row.folder, platform);
	const names = await matchingNames(place, row.patterns);
	if (typeof names === 'string') yield {what: row.what, name: null, problem: names};
	else if (names.length === 0) yield {what: row.what, name: null, problem: `there is none in ${place}`};
	else for (const name of names) yield await oneFile(row, join(place, name), row.to === '' ? name : `${row.to}/${name}`, zip, folder);
}

async function oneFile({what}: CollectRow, path: string, name: string, zip: ZipWriter, folder: string): Promise<CollectedItem> {
	let bytes = 0;
	/** Opened before it gets a place in the archive. */
	const stream = createReadStream(path, {highWaterMark: 1024 * 1024});
	const chunks = stream[Symbol.asyncIterator]();
	try {
		const first = await chunks.next();
		await zip.add(
			`${folder}/${name}`,
			(async function* () {
				for (let next = first; next.done !== true; next = await chunks.next()) {
					bytes += next.value.length;
					yield next.value;
				}
			})(),
		);
		return {what, name, problem: null};
	} catch (error) {
		const problem = inputErrorReason(error);
		if (problem === null || !isOf(error, path)) throw error;
		return {what, name: bytes === 0 ? null : name, problem: `${path}: ${problem}`};
	} finally {
		stream.destroy();
	}
}

/** Errors of reading the file; those of writing the archive end everything. */
function isOf(error: unknown, path: string): boolean {
	return (
		typeof error === 'object' &&
		error !== null &&
		(('path' in error && error.path === path) || ('syscall' in error && error.syscall === 'read'))
	);
}

async function* command(row: CommandRow, zip: ZipWriter, folder: string, platform: CollectPlatform): AsyncGenerator<CollectedItem> {
	const {what, program, arguments: args, to} = row;
	let result: CommandResult;
	try {
		result = await platform.run(program, args);
	} catch (error) {
		if (errorCode(error) === null) throw error;
		yield {what, name: null, problem: `${program} cannot be started: ${inputErrorReason(error) ?? errorCode(error)}`};
		return;
	}
	if (result.status !== 0 || result.output.length === 0) {
		const problem = result.status === 0 ? 'nothing is said of it' : 'not set, or not for this user';
		yield {what, name: null, problem: `${problem} (${[program, ...args].join(' ')})`};
		return;
	}
	await zip.add(`${folder}/${to}`, [result.output]);
	yield {what, name: to, problem: null};
}

/** By name; a text: why the folder cannot be listed. */
async function matchingNames(folder: string, patterns: readonly string[]): Promise<readonly string[] | string> {
	const matches = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 'i'));
	try {
		const entries = await readdir(folder, {withFileTypes: true});
		const names = entries.filter((entry) => entry.isFile()).map(({name}) => name);
		return names.filter((name) => matches.some((match) => match.test(name))).sort();
	} catch (error) {
		const reason = inputErrorReason(error);
		if (reason === null) throw error;
		return errorCode(error) === 'ENOENT' ? `there is no ${folder}` : `${folder}: ${reason}`;
	}
}

/** The folder on this PC. */
function placeOf(folder: string, {variables}: CollectPlatform): string {
	const [first = '', ...rest] = folder.split('\\');
	const name = /^%(\w+)%$/.exec(first)?.[1];
	return join(name === undefined ? first : (variables[name] ?? first), ...rest);
}

function escaped(text: string): string {
	return text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
}
