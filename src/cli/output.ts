/** Writes to standard output or a file: waits where the reader is slow, ends quietly where it has gone. */
import {constants, createWriteStream, type WriteStream} from 'node:fs';
import {access, copyFile, type FileHandle, open, readlink, realpath, rename, rm, stat} from 'node:fs/promises';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import type {Writable} from 'node:stream';
import {errorCode, outputErrorReason} from '../node/input-error.js';
import {temporaryName} from '../node/temporary-name.js';
import {UsageError} from './usage-error.js';

export interface Output {
	/** Waits until the text is taken. Does nothing once `isClosed`. */
	write(text: string): Promise<void>;
	/** The reader has gone (`| head`): nobody wants the rest. */
	readonly isClosed: boolean;
	end(): Promise<void>;
}

export interface FileOutput extends Output {
	/** The temporary file that holds the text until `end`; `null` where the file itself is written. */
	readonly temporaryPath: string | null;
	/** Gives up: the file stays as it was before. Does nothing after `end`. */
	discard(): Promise<void>;
}

/** Puts small pieces together, so that each write is worth its while. */
const BLOCK_LENGTH = 64 * 1024;

export function* inBlocks(pieces: Iterable<string>): Generator<string> {
	let block: string[] = [];
	let length = 0;
	for (const piece of pieces) {
		block.push(piece);
		length += piece.length;
		if (length < BLOCK_LENGTH) continue;
		yield block.join('');
		block = [];
		length = 0;
	}
	yield block.join('');
}

function isBrokenPipe(error: unknown): boolean {
	return (
		error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' || error.code === 'EOF')
	);
}

/** @param where for the message of the UsageError thrown where writing fails */
export function outputTo(stream: Writable, where = 'to standard output'): Output {
	let closed = false;
	let failure: unknown = null;
	function fail(error: unknown): void {
		closed = true;
		if (!isBrokenPipe(error)) failure ??= error;
	}
	function check(): void {
		if (failure !== null) throw cannotWrite(where, failure);
	}
	stream.on('error', fail);
	return {
		get isClosed() {
			return closed;
		},
		async write(text) {
			check();
			if (closed || text === '') return;
			// The callback comes when the text is written, so that no error comes after the last word.
			await new Promise<void>((done) => {
				stream.write(text, (error) => {
					if (error) fail(error);
					done();
				});
			});
			check();
		},
		async end() {
			check();
		},
	};
}

/**
 * Writes beside the file and puts the result in its place at the end, so that the file is whole or as it was. What is no
 * regular file (a device, a FIFO) is written directly.
 *
 * @throws UsageError where the file cannot be written
 */
export async function outputToFile(path: string): Promise<FileOutput> {
	try {
		const target = await targetOf(path);
		return target.isRegular ? await replace(path, target) : await writeInPlace(path);
	} catch (error) {
		throw cannotWrite(path, error);
	}
}

interface Target {
	/** Where links lead: they stay, and what they name is replaced. */
	readonly path: string;
	readonly isRegular: boolean;
	/** Permissions of the file there is; `null`: there is none yet. */
	readonly mode: number | null;
}

async function targetOf(path: string): Promise<Target> {
	try {
		const stats = await stat(path);
		return stats.isFile() ? {path: await realpath(path), isRegular: true, mode: stats.mode & 0o777} : {path, isRegular: false, mode: null};
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') throw error;
	}
	const link = await readlink(path).catch(() => null);
	return link === null ? {path, isRegular: true, mode: null} : targetOf(resolve(dirname(path), link));
}

async function writeInPlace(path: string): Promise<FileOutput> {
	const stream = createWriteStream(path);
	await once(stream, 'open');
	return fileOutput(path, stream, null, async () => {});
}

async function replace(name: string, {path, mode}: Target): Promise<FileOutput> {
	if (mode !== null) await access(path, constants.W_OK);
	const temporary = await openTemporary(path, mode !== null);
	if (mode !== null) await temporary.handle.chmod(mode);
	return fileOutput(name, temporary.handle.createWriteStream(), temporary.path, async () => {
		try {
			await rename(temporary.path, path);
		} catch {
			// Another file system, or a file that is mounted or open elsewhere: its content can be replaced, its place not.
			await copyFile(temporary.path, path);
			await rm(temporary.path, {force: true});
		}
	});
}

/** @param mayBeElsewhere the file may be in a folder where no other file may be made */
async function openTemporary(path: string, mayBeElsewhere: boolean): Promise<{readonly path: string; readonly handle: FileHandle}> {
	const name = temporaryName(path);
	const beside = join(dirname(path), name);
	try {
		return {path: beside, handle: await open(beside, 'wx')};
	} catch (error) {
		if (!mayBeElsewhere) throw error;
		const elsewhere = join(tmpdir(), name);
		return {path: elsewhere, handle: await open(elsewhere, 'wx', 0o600)};
	}
}

/** @param keep puts what was written in its place */
function fileOutput(name: string, stream: WriteStream, temporaryPath: string | null, keep: () => Promise<void>): FileOutput {
	const output = outputTo(stream, name);
	let isKept = false;
	async function closed(): Promise<void> {
		if (!stream.closed) await new Promise<void>((done) => stream.once('close', () => done()));
	}
	return {
		temporaryPath,
		get isClosed() {
			return output.isClosed;
		},
		write: output.write,
		async end() {
			stream.end();
			await closed();
			await output.end();
			try {
				await keep();
			} catch (error) {
				throw cannotWrite(name, error);
			}
			isKept = true;
		},
		async discard() {
			if (isKept) return;
			stream.destroy();
			await closed();
			if (temporaryPath !== null) await rm(temporaryPath, {force: true});
		},
	};
}

function cannotWrite(where: string, error: unknown): UsageError {
	const reason = outputErrorReason(error) ?? (error instanceof Error ? error.message : String(error));
	return new UsageError(`Cannot write ${where}: ${reason}.`);
}
