/** What the results of a run depend on besides its inputs, in a form that can be compared with another run's. */
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {RULES} from '../../core/findings/rules/index.js';
import type {NamedSettings} from '../find-settings.js';
import {errorCode} from '../input-error.js';
import type {RunSettings} from './run-folder.js';
import type {TriageOptions} from './triage-options.js';

export async function settingsOf({
	version,
	rules = [],
	policies = [],
	findsContext = true,
	machinePattern = null,
	isPrivate = false,
}: TriageOptions): Promise<RunSettings> {
	return {
		'version of wulens': version,
		'--rules': fingerprint(JSON.stringify([...rules, ...RULES])),
		'--policy': fingerprint(...(await Promise.all(policies.map(contentOf)))),
		'--no-context': String(!findsContext),
		'--redact': String(isPrivate),
		'--machine-from': machinePattern === null ? '' : String(machinePattern),
	};
}

/** A file that cannot be read is an issue of each report. */
async function contentOf(file: NamedSettings): Promise<string> {
	const {path, at} = typeof file === 'string' ? {path: file, at: file} : file;
	try {
		return `${path}\n${fingerprint(await readFile(at))}`;
	} catch (error) {
		return `${path}\n${errorCode(error)}`;
	}
}

function fingerprint(...parts: readonly (string | Buffer)[]): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\0');
	return hash.digest('hex').slice(0, 16);
}
