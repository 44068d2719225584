/** A job: inputs that a worker reads in one go. What comes from the queue may be from anyone, and is checked field by field. */
import {createHash} from 'node:crypto';
import {isJsonObject} from '../../core/triage/json-check.js';

const JOB_SCHEMA = 'wulens-job/1';

export interface Job {
	/** What the settings of the run are called, and the hash of the inputs: the same job has the same id. */
	readonly id: string;
	/** Nothing else is read at the same time: somebody died while reading it among others. */
	readonly isAlone: boolean;
	readonly inputs: readonly JobInput[];
}

/** A file below the root. */
export interface JobFile {
	/** As results name it. */
	readonly path: string;
	/** Below the root, with `/`. */
	readonly below: string;
	/** `below` is not text in UTF-8 and stands in base64. */
	readonly isBytes: boolean;
	readonly bytes: number;
	/** Milliseconds since 1970. */
	readonly modified: number;
}

export interface JobInput extends JobFile {
	readonly namesFrom: number;
	/** The traces that are read as this one log; `below` is then their folder. */
	readonly parts: readonly JobFile[] | null;
}

const ID = /^[0-9a-f]{16}-[0-9a-f]{32}$/;
const SETTINGS_DIGITS = 16;

/** More would be no job of ours. */
const MAX_INPUTS = 1000;

export function jobOf(settings: string, inputs: readonly JobInput[], isAlone: boolean): Job {
	const digest = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 32);
	return {id: `${settings}-${digest}`, isAlone, inputs};
}

/** What the settings are called that a job is to be done with. */
export function settingsOfId(id: string): string {
	return id.slice(0, SETTINGS_DIGITS);
}

/** The inputs one by one, each to be read alone. */
export function splitJob({id, inputs}: Job): readonly Job[] {
	return inputs.map((input) => jobOf(settingsOfId(id), [input], true));
}

export function jobText({id, isAlone, inputs}: Job): string {
	return JSON.stringify({schema: JOB_SCHEMA, id, isAlone, inputs});
}

/** `null`: it is no job, or its id is not that of its content. */
export function parseJob(text: string): Job | null {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null;
	}
	if (!isJsonObject(value) || value.schema !== JOB_SCHEMA || typeof value.id !== 'string' || !ID.test(value.id)) return null;
	const inputs = listOf(value.inputs, inputOf);
	if (inputs === null || inputs.length === 0 || inputs.length > MAX_INPUTS) return null;
	const job = jobOf(settingsOfId(value.id), inputs, value.isAlone === true);
	return job.id === value.id ? job : null;
}

/** `null`: one of them is none. */
function listOf<Item>(value: unknown, itemOf: (value: unknown) => Item | null): readonly Item[] | null {
	if (!Array.isArray(value)) return null;
	const items = value.map(itemOf);
	return items.every((item): item is Awaited<Item> & Item => item !== null) ? items : null;
}

/** With its keys in one order, so that the hash is the same wherever it is made. */
function fileOf(value: unknown): JobFile | null {
	if (!isJsonObject(value)) return null;
	const {path, below, isBytes, bytes, modified} = value;
	if (typeof path !== 'string' || path === '' || typeof below !== 'string' || typeof isBytes !== 'boolean') return null;
	return isCount(bytes) && typeof modified === 'number' ? {path, below, isBytes, bytes, modified} : null;
}

function inputOf(value: unknown): JobInput | null {
	const file = fileOf(value);
	if (file === null || !isJsonObject(value) || !isCount(value.namesFrom)) return null;
	const parts = value.parts === null ? null : listOf(value.parts, fileOf);
	if (value.parts !== null && (parts === null || parts.length === 0)) return null;
	return {...file, namesFrom: value.namesFrom, parts};
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
