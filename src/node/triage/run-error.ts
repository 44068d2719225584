/** Why a run cannot start or continue, where the user can do something about it. */

export class TriageError extends Error {
	override readonly name = 'TriageError';
}
