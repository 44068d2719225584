/** Reads the rules that a command line names; the reader of YAML is loaded only then. */
import type {Rule} from '../core/index.js';
import {UsageError} from './usage-error.js';

/** @throws UsageError with file and line, for the first mistake */
export async function loadRules(paths: readonly string[]): Promise<readonly Rule[]> {
	if (paths.length === 0) return [];
	const {readRulesFile, RulesFileError} = await import('../node/rules-file.js');
	try {
		return (await Promise.all(paths.map(readRulesFile))).flat();
	} catch (error) {
		if (error instanceof RulesFileError) throw new UsageError(error.message);
		throw error;
	}
}
