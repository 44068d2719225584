/** The expression of `--machine-from`, with a limit on the time of a search: some expressions take forever on some paths. */
import {createContext, Script} from 'node:vm';
import type {NamePattern} from '../../core/triage/machine-name.js';
import {errorCode} from '../input-error.js';

/** What a pattern consists of, as it goes to workers. */
export interface PatternSource {
	readonly source: string;
	readonly flags: string;
}

/** A search takes a few microseconds. */
const LIMIT_MS = 500;

/** The expression did not come to an end. */
export class SlowPatternError extends Error {
	constructor() {
		super('The regular expression of --machine-from takes too long on this path; avoid repetitions within repetitions');
	}
}

/** @returns a pattern whose `exec` throws a {@link SlowPatternError} after a while */
export function createMachinePattern({source, flags}: PatternSource): NamePattern {
	const variables = {pattern: new RegExp(source, flags), text: ''};
	const context = createContext(variables);
	const search = new Script('pattern.exec(text)');
	return {
		exec(text) {
			variables.text = text;
			try {
				return search.runInContext(context, {timeout: LIMIT_MS}) as RegExpExecArray | null;
			} catch (error) {
				if (errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new SlowPatternError();
				throw error;
			}
		},
	};
}
