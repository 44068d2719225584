/** Has an archive read in parts, so that several threads can read it, and one bad member costs only itself. */
import type {FoundInput} from '../inputs/found-input.js';
import type {ResultPiece} from './run-writer.js';
import type {ArchivePart, BatchInput, InputAnswer, InputDone} from './worker-messages.js';
import type {WorkerPool} from './worker-pool.js';

/** Opening a smaller one again for each part takes longer than it gains. */
const LARGE_BYTES = 4 * 1024 * 1024;

/** Depends on the archive alone, so that results do not depend on the number of threads. */
const MOST_PARTS = 64;

/** An input that was read in one or more parts. */
export interface ReadInParts extends Omit<InputDone, 'lines' | 'spool'> {
	readonly pieces: readonly ResultPiece[];
}

/** Does tasks, in any order and some at once. @returns what they gave, in their order */
export type TaskRunner = <Value>(tasks: readonly ((lane: number) => Promise<Value>)[], lane: number) => Promise<readonly Value[]>;

export async function oneByOne<Value>(tasks: readonly ((lane: number) => Promise<Value>)[], lane: number): Promise<readonly Value[]> {
	const values: Value[] = [];
	for (const task of tasks) values.push(await task(lane));
	return values;
}

/** Whether it is worth asking if the input is an archive that can be divided. */
export function mayBeLargeArchive({bytes, parts}: Pick<FoundInput, 'bytes' | 'parts'>): boolean {
	return parts === null && bytes >= LARGE_BYTES;
}

/** `whole`: not in parts; `null`: the run was aborted. */
type PartsOutcome = InputAnswer | ReadInParts | {readonly type: 'whole'} | null;

/**
 * @param input as it would be read whole
 * @param each each member is a part, also where that takes long: reading them together failed
 */
export async function readInParts(
	input: BatchInput,
	pool: WorkerPool,
	lane: number,
	run: TaskRunner,
	each: boolean,
): Promise<PartsOutcome> {
	const begin = performance.now();

	async function ask(part: ArchivePart, name: string, onLane: number): Promise<InputAnswer | null> {
		const answer = await pool.run({lane: onLane, inputs: [{...input, part, spoolName: name}]});
		switch (answer.type) {
			case 'aborted':
				return null;
			case 'failed':
				return answer;
			default:
				return answer.answers[0] ?? null;
		}
	}

	/** @returns in one or more pieces; those that nobody can read have a result that says so */
	async function readPart(from: number, to: number, onLane: number): Promise<readonly (InputAnswer | null)[]> {
		const answer = await ask({type: 'members', from, to}, `${input.spoolName}-${from}-${to}`, onLane);
		if (answer?.type !== 'failed') return [answer];
		if (to - from === 1) return [await ask({type: 'lost', member: from, reason: answer.reason}, `${input.spoolName}-${from}`, onLane)];
		const answers: (InputAnswer | null)[] = [];
		for (let at = from; at < to && answers.at(-1) !== null; at++) answers.push(...(await readPart(at, at + 1, onLane)));
		return answers;
	}

	const list = await ask({type: 'list'}, input.spoolName, lane);
	if (list === null || list.type === 'same') return list;
	if (list.type !== 'archive' || list.members < 2 || !(each || list.isSeekable)) return {type: 'whole'};
	const {members, hash, partHashes} = list;
	const count = each ? members : Math.min(members, MOST_PARTS);
	const bounds = Array.from({length: count + 1}, (_, index) => Math.floor((index * members) / count));
	const tasks = bounds.slice(1).map((to, index) => (onLane: number) => readPart(bounds[index] ?? 0, to, onLane));
	const answers = (await run(tasks, lane)).flat();
	const done: InputDone[] = [];
	for (const answer of answers) {
		if (answer?.type !== 'done') return answer;
		done.push(answer);
	}
	return {
		type: 'done',
		pieces: done,
		results: done.reduce((sum, {results}) => sum + results, 0),
		failed: done.reduce((sum, {failed}) => sum + failed, 0),
		problem: done.find(({problem}) => problem !== null)?.problem ?? null,
		hash,
		partHashes,
		milliseconds: performance.now() - begin,
	};
}
