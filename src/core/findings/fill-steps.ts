/** Makes the steps of a finding from those of its rule: for the PC at hand, with facts filled in, each step once. */
import type {Step} from '../types.js';
import {fillCommand} from './command-target.js';
import type {RuleStep} from './rule.js';

export interface StepFacts {
	/** Fills facts into a text. */
	readonly fill: (text: string) => string;
	/** The first value of a fact. */
	readonly firstValueOf: (fact: string) => string | null;
	/** The PC runs Windows 8.1 or earlier, or a server of that age. */
	readonly isOldWindows: boolean;
}

/** Checks first, then the steps that change the PC. */
export function stepsOf(steps: readonly RuleStep[], facts: StepFacts): readonly Step[] {
	const seen = new Set<string>();
	return steps
		.map((step) => ({filled: filledStep(step, facts), isNeeded: step.onlyWithCommand !== true}))
		.filter(({filled, isNeeded}) => isNeeded || filled.command !== null)
		.map(({filled}) => filled)
		.filter(({text, command}) => {
			const key = `${text}\n${command ?? ''}`;
			return seen.size < seen.add(key).size;
		})
		.sort((a, b) => Number(a.changes) - Number(b.changes));
}

function filledStep({text, command, changes, onOldWindows, withoutCommand}: RuleStep, {fill, firstValueOf, isOldWindows}: StepFacts): Step {
	const chosen = isOldWindows && onOldWindows !== undefined ? {text, ...onOldWindows} : {text, command};
	const filled = chosen.command === null ? null : fillCommand(chosen.command, firstValueOf);
	if (filled !== null || withoutCommand === undefined) return {text: fill(chosen.text), command: filled, changes};
	const other = withoutCommand.command === null ? null : fillCommand(withoutCommand.command, firstValueOf);
	return {text: fill(withoutCommand.text), command: other, changes: withoutCommand.changes};
}
