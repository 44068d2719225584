/** Why a queue cannot be used, where the user can do something about it. */

export class QueueError extends Error {
	override readonly name = 'QueueError';
}
