/** Definitions that several schemas share. */
import type {Severity as SeverityType, Step as StepType} from '../core/types.js';
import {SEVERITIES} from '../core/vocabulary.js';
import {described, flag, object, oneOf, orNull, shared, text} from './builder.js';
import type {TUnsafe} from 'typebox';

export const Severity = shared<SeverityType>('Severity')(oneOf(SEVERITIES));

/** @param sentence what the text of a step is */
export function stepOf(sentence: TUnsafe<string>): TUnsafe<StepType> {
	return shared<StepType>('Step')(
		object('One thing to do.', {
			text: sentence,
			command: orNull(text()),
			changes: described('The step changes a machine, a policy or a server; others only look.', flag()),
		}),
	);
}
