/** The first thing to do: what reports say right after the verdict. */
import type {Finding, Step} from '../types.js';

export interface FirstStep {
	readonly finding: Finding;
	readonly step: Step;
}

/**
 * The first step of the first error or warning that has one. Steps that only look come before those that change something,
 * so it is safe to be done by anybody.
 *
 * @param findings in the order of the report: the gravest first
 * @returns `null` where nothing is to be done
 */
export function firstStepOf(findings: readonly Finding[]): FirstStep | null {
	for (const finding of findings) {
		const [step] = finding.steps;
		if (finding.severity !== 'info' && step !== undefined) return {finding, step};
	}
	return null;
}
