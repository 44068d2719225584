/** State of the drop screen: where files are dropped, typed, or chosen among those opened before. */
import type {RecentFile} from '../ports.js';
import type {KeyName} from '../keys.js';
import type {Size} from '../rows.js';
import {LIST_START, type ListState} from '../widgets/list.js';
import {EMPTY_PROMPT, type PromptState} from '../widgets/prompt.js';
import type {PathSystem, Reading} from './dropped-paths.js';

export interface DropModel {
	readonly prompt: PromptState;
	/** The input came in bursts of characters: it may be a drop that the terminal types. */
	readonly isBurst: boolean;
	readonly recents: readonly RecentFile[];
	/** What begins as the input does; they are listed in the place of the recent files. */
	readonly completions: readonly string[];
	readonly list: ListState;
	/** The cursor is in the list, not in the input. */
	readonly isInList: boolean;
	/** Why nothing was opened, a line for each path. */
	readonly problem: string | null;
	readonly waiting: WaitingRequest | null;
	/** How many were made, so that each has its number. */
	readonly requests: number;
}

interface WaitingRequest {
	readonly request: number;
	/** Nobody pressed Enter: if there is no such file, nothing is said. */
	readonly isQuiet: boolean;
}

export type ResolvedDrop = {readonly paths: readonly string[]} | {readonly reason: string};

export type DropMessage =
	| {readonly type: 'key'; readonly key: KeyName}
	/** Several characters at once: keys in haste, or a drop that the terminal types. */
	| {readonly type: 'typed'; readonly text: string}
	| {readonly type: 'pasted'; readonly text: string}
	| {readonly type: 'completed'; readonly prefix: string; readonly candidates: readonly string[]}
	| {readonly type: 'resolved'; readonly request: number; readonly result: ResolvedDrop}
	| {readonly type: 'recents'; readonly recents: readonly RecentFile[]};

export type DropEffect =
	/** Which of the readings exists? Answered by `resolved` with the same number. */
	| {
			readonly type: 'resolve';
			readonly request: number;
			readonly candidates: readonly Reading[] /** Milliseconds to wait first. */;
			readonly delay: number;
	  }
	/** Answered by `completed` with the same prefix. */
	| {readonly type: 'complete'; readonly prefix: string}
	/** Who opens files remembers them. */
	| {readonly type: 'open'; readonly paths: readonly string[]}
	/** Answered by `recents`. */
	| {readonly type: 'read-recents'}
	/** Nothing is left to take back here. */
	| {readonly type: 'back'};

export interface DropEnv {
	readonly size: Size;
	readonly system: PathSystem;
}

export function dropStart(recents: readonly RecentFile[]): DropModel {
	return {
		prompt: EMPTY_PROMPT,
		isBurst: false,
		recents,
		completions: [],
		list: LIST_START,
		isInList: false,
		problem: null,
		waiting: null,
		requests: 0,
	};
}

/** What the list shows. */
export function listedCount({completions, recents}: DropModel): number {
	return completions.length > 0 ? completions.length : recents.length;
}
