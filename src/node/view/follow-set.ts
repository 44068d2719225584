/** Looks now and then whether the traces of a set have grown, whether new ones have come, or others than before. */
import {stat} from 'node:fs/promises';
import {inputErrorReason} from '../input-error.js';
import {filesOfSet, type TraceSetInput} from '../inputs/input.js';
import {type FileChange, type Follower, startFollower} from './follow.js';

interface Member {
	readonly path: string;
	readonly size: number;
	readonly ino: number;
}

/** @param onChange `replaced` is the last that it hears */
export function followSet(set: TraceSetInput, onChange: (change: FileChange) => void): Follower {
	/** In their order; what they were when they were read is not known, so that the first look always finds news. */
	let known: readonly Member[] = [];

	async function look(): Promise<FileChange | null> {
		const members = await membersOf(set);
		const before = known;
		known = members;
		const [first] = members;
		if (first === undefined) throw Object.assign(new Error('its traces are gone'), {code: 'ENOENT', syscall: 'stat'});
		// Windows deletes the oldest; their lines stay.
		const left = before.filter((one) => members.some((member) => member.path === one.path));
		if (left.length > 0 && members[0]?.path !== left[0]?.path)
			return {type: 'replaced', reason: 'Different traces were found. Reading them again.'};
		for (const [index, one] of left.entries()) {
			const now = members[index];
			if (now?.path !== one.path) return {type: 'replaced', reason: 'Different traces were found. Reading them again.'};
			if (now.ino !== one.ino || now.size < one.size) return {type: 'replaced', reason: 'A trace was replaced. Reading them again.'};
			if (now.size !== one.size && index < left.length - 1)
				return {type: 'replaced', reason: 'A trace before the last one has grown. Reading them again.'};
		}
		const size = members.reduce((sum, member) => sum + member.size, 0);
		const isNews = members.length > left.length || members.at(-1)?.size !== left.at(-1)?.size;
		return isNews ? {type: 'grown', size} : null;
	}

	return startFollower(look, onChange, (error) => inputErrorReason(error) ?? (error instanceof Error ? error.message : String(error)));
}

async function membersOf(set: TraceSetInput): Promise<readonly Member[]> {
	const members: Member[] = [];
	for (const file of await filesOfSet(set)) {
		const stats = await stat(file).catch(() => null);
		if (stats !== null) members.push({path: file, size: stats.size, ino: stats.ino});
	}
	return members;
}
