/** A run that cannot begin or go on, for a reason that the user can do something about. */

export class TriageError extends Error {
	override readonly name = 'TriageError';
}
