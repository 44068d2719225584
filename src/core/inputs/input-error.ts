/** Why an input could not be read, where the reason is not one of the operating system's. */

/** The message is the reason, for people: a clause without a period. */
export class InputError extends Error {
	override readonly name: string = 'InputError';
}

export const INTERRUPTED_REASON = 'the program was interrupted';

/** The signal was aborted while bytes were read. */
export class InterruptedError extends InputError {
	override readonly name: string = 'InterruptedError';

	constructor() {
		super(INTERRUPTED_REASON);
	}
}
