/**
 * Which workers were lost while a process of theirs read a job alone. A worker leaves a mark before it begins and takes it away
 * when it is through; while it works, the mark is kept young. Marks that have grown old are those of workers that were lost,
 * whatever the queue knows of them.
 */
import {readdir, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {cannotWrite} from '../triage/run-folder.js';

export interface Attempt {
	/** Workers that were lost at it. */
	readonly lost: number;
	keepYoung(): Promise<void>;
	end(): Promise<void>;
}

/**
 * @param folder of the shards
 * @param worker unlike any other
 * @param patienceMs a worker that was not heard of for so long is dead
 */
export async function beginAttempt(folder: string, id: string, worker: string, patienceMs: number): Promise<Attempt> {
	const prefix = `${id}.reading-`;
	const own = join(folder, `${prefix}${worker}`);
	try {
		await writeFile(own, '');
		// By the clock of the disk, which is not that of this machine.
		const now = (await stat(own)).mtimeMs;
		let lost = 0;
		for (const name of await readdir(folder)) {
			if (!name.startsWith(prefix) || join(folder, name) === own) continue;
			const {mtimeMs} = await stat(join(folder, name)).catch(() => ({mtimeMs: Number.POSITIVE_INFINITY}));
			if (now - mtimeMs > (patienceMs * 2) / 3) lost++;
		}
		return {
			lost,
			async keepYoung() {
				// A time of this machine may be another than that of the disk; to write is not.
				await writeFile(own, '.').catch(() => {});
			},
			end: () => rm(own, {force: true}),
		};
	} catch (error) {
		throw cannotWrite(folder, error);
	}
}
