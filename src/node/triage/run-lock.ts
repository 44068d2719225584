/** Keeps a second run out of a folder that another run writes to. */
import {open, readFile, rename, rm, stat} from 'node:fs/promises';
import {hostname} from 'node:os';
import {errorCode} from '../input-error.js';
import {TriageError} from './run-error.js';

/** A lock without an owner is being written, or its writer died; after this long, the latter. */
const OWNERLESS_MS = 10_000;

interface Owner {
	readonly pid: number;
	readonly host: string;
}

export interface RunLock {
	release(): Promise<void>;
}

/**
 * Locks of processes that have ended are taken over; those of other machines cannot be checked and remain valid.
 *
 * @param folder for the message
 * @throws TriageError if another run holds it
 */
export async function takeLock(path: string, folder: string): Promise<RunLock> {
	for (;;) {
		try {
			const file = await open(path, 'wx');
			try {
				await file.writeFile(`${JSON.stringify({pid: process.pid, host: hostname()} satisfies Owner)}\n`);
			} finally {
				await file.close();
			}
			return {release: () => rm(path, {force: true})};
		} catch (error) {
			if (errorCode(error) !== 'EEXIST') throw error;
		}
		await removeStale(path, folder);
	}
}

async function removeStale(path: string, folder: string): Promise<void> {
	const text = await readFile(path, 'utf8').catch(() => null);
	if (text === null) return;
	const owner = parseOwner(text);
	const isStale = owner === null ? await isOlder(path) : owner.host === hostname() && !isAlive(owner.pid);
	if (!isStale)
		throw new TriageError(
			`another run${owner === null ? '' : ` (process ${owner.pid} on ${owner.host})`} is writing to ` +
				`${folder}; wait for it to finish, or delete ${path} if it is no longer running`,
		);
	// Another run may have taken it over meanwhile: what was moved away must be what was read.
	const aside = `${path}.${process.pid}`;
	await rename(path, aside).catch(() => {});
	const moved = await readFile(aside, 'utf8').catch(() => null);
	if (moved !== null && moved !== text) await rename(aside, path);
	else await rm(aside, {force: true});
}

function parseOwner(text: string): Owner | null {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null) return null;
		const {pid, host} = value as Partial<Record<keyof Owner, unknown>>;
		return typeof pid === 'number' && typeof host === 'string' ? {pid, host} : null;
	} catch {
		return null;
	}
}

async function isOlder(path: string): Promise<boolean> {
	return stat(path).then(
		({mtimeMs}) => Date.now() - mtimeMs > OWNERLESS_MS,
		() => true,
	);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// It is a process of another user.
		return errorCode(error) === 'EPERM';
	}
}
