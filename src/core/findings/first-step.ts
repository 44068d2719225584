/** The one thing to do first, which reports and screens say right below the verdict. */
import type {Finding, Step} from '../types.js';

/** What is to be known of a finding, or of a problem that many machines have. */
type Actionable = Pick<Finding, 'severity' | 'steps'>;

export interface FirstStep<One extends Actionable = Finding> {
	readonly finding: One;
	readonly step: Step;
}

/**
 * The first step of the gravest finding that asks for action: its first check, or where it has none, its first fix.
 *
 * @param findings in the order of a report, the gravest first
 * @returns `null` where nothing is to be done: notes ask for nothing, and some findings have no steps
 */
export function firstStepOf<One extends Actionable>(findings: readonly One[]): FirstStep<One> | null {
	for (const finding of findings) {
		if (finding.severity === 'info') continue;
		const step = finding.steps.find(({changes}) => !changes) ?? finding.steps[0];
		if (step !== undefined) return {finding, step};
	}
	return null;
}

/** `Test the connection to the server (Test-NetConnection wsus.example -Port 8531)` */
export function stepWords({text, command}: Step): string {
	return command === null ? text : `${text.replace(/[.:]$/, '')} (${command})`;
}
