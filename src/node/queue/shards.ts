/**
 * The folder that producer and workers share, in the output folder: the results of each job as a file of its own, whole or not
 * there, and the settings that they are made with. What is there is done, whatever the queue says.
 */
import {createHash, randomBytes} from 'node:crypto';
import {mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isJsonObject} from '../../core/triage/json-check.js';
import type {Rule} from '../../core/index.js';
import {errorCode} from '../input-error.js';
import {temporaryName} from '../temporary-name.js';
import {cannotWrite} from '../triage/run-folder.js';

const SHARDS_NAME = 'shards';
const SHARD_END = '.ndjson';
const QUEUE_SCHEMA = 'wulens-queue/1';
const SETTINGS_SCHEMA = 'wulens-job-settings/1';

/** What the results of a job depend on besides its inputs. */
export interface JobSettings {
	readonly version: string;
	/** Rules of the user. */
	readonly rules: readonly Rule[];
	/** Files with settings of the machines: what they are called, and their content in base64; `null`: they cannot be read. */
	readonly policies: readonly {readonly path: string; readonly content: string | null}[];
	readonly findsContext: boolean;
	readonly machinePattern: {readonly source: string; readonly flags: string} | null;
	readonly timeoutMs: number;
}

export interface Shards {
	readonly folder: string;
	/** Path of the results of a job. */
	pathOf(id: string): string;
	has(id: string): Promise<boolean>;
	/** Paths of all results made with these settings, in order. */
	list(settings: string): Promise<readonly string[]>;
	remove(id: string): Promise<void>;
	/** @returns what the settings are called, which is a hash of them */
	keepSettings(settings: JobSettings): Promise<string>;
	/** `null`: they are not there, or not what they are called after. */
	readSettings(name: string): Promise<JobSettings | null>;
	/** Results made with other settings. */
	removeOthers(settings: string): Promise<void>;
	removeAll(): Promise<void>;
}

export function shardsIn(out: string): Shards {
	const folder = join(out, SHARDS_NAME);
	const settingsPath = (name: string): string => join(folder, `settings-${name}.json`);

	async function names(): Promise<readonly string[]> {
		try {
			return (await readdir(folder)).sort();
		} catch (error) {
			if (errorCode(error) === 'ENOENT') return [];
			throw cannotWrite(folder, error);
		}
	}

	return {
		folder,
		pathOf: (id) => join(folder, `${id}${SHARD_END}`),
		has: (id) => isFile(join(folder, `${id}${SHARD_END}`)),
		list: async (settings) =>
			(await names()).filter((name) => name.startsWith(`${settings}-`) && name.endsWith(SHARD_END)).map((name) => join(folder, name)),
		remove: (id) => rm(join(folder, `${id}${SHARD_END}`), {force: true}),
		async keepSettings(settings) {
			const text = JSON.stringify({schema: SETTINGS_SCHEMA, ...settings});
			const name = nameOf(text);
			await writeWhole(folder, settingsPath(name), text);
			return name;
		},
		async readSettings(name) {
			const text = await readFile(settingsPath(name), 'utf8').catch(() => null);
			// The hash says that it is what the producer wrote.
			return text === null || nameOf(text) !== name ? null : (JSON.parse(text) as JobSettings);
		},
		async removeOthers(settings) {
			for (const name of await names())
				if (!name.startsWith(`${settings}-`) && name !== `settings-${settings}.json`)
					await rm(join(folder, name), {recursive: true, force: true});
		},
		removeAll: () => rm(folder, {recursive: true, force: true}),
	};
}

function nameOf(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function isFile(path: string): Promise<boolean> {
	return stat(path).then(
		(stats) => stats.isFile(),
		() => false,
	);
}

async function writeWhole(folder: string, path: string, text: string): Promise<void> {
	try {
		await mkdir(folder, {recursive: true});
		const temporary = join(folder, temporaryName(path));
		await writeFile(temporary, text);
		await rename(temporary, path);
	} catch (error) {
		throw cannotWrite(path, error);
	}
}

/** What the queue of an output folder is called: producer and workers that share the folder find each other by it. */
export async function queueNameOf(out: string): Promise<string> {
	const folder = join(out, '.wulens');
	const path = join(folder, 'queue.json');
	try {
		await mkdir(folder, {recursive: true});
		for (let time = 0; ; time++) {
			const name = await readName(path);
			if (name !== null) return name;
			// One of those that write at the same time is first.
			await writeFile(path, JSON.stringify({schema: QUEUE_SCHEMA, name: randomBytes(12).toString('hex')}), {
				flag: time < MAX_RACES ? 'wx' : 'w',
			}).catch(ignoreExisting);
			await new Promise((resolve) => setTimeout(resolve, time * RACE_MS));
		}
	} catch (error) {
		throw cannotWrite(path, error);
	}
}

/** After so many tries, a file that is not whole is what somebody left who died. */
const MAX_RACES = 20;
const RACE_MS = 10;

function ignoreExisting(error: unknown): void {
	if (errorCode(error) !== 'EEXIST') throw error;
}

async function readName(path: string): Promise<string | null> {
	try {
		const value: unknown = JSON.parse(await readFile(path, 'utf8'));
		const name = isJsonObject(value) && value.schema === QUEUE_SCHEMA ? value.name : null;
		return typeof name === 'string' && /^[0-9a-f]{24}$/.test(name) ? name : null;
	} catch (error) {
		if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null;
		throw error;
	}
}
