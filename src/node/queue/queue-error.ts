/** Why a queue cannot be used, where the user can do something about it. */

export class QueueError extends Error {
	override readonly name = 'QueueError';
}

/** @throws QueueError for whatever goes wrong */
export async function asQueueError<Value>(action: () => Promise<Value>): Promise<Value> {
	try {
		return await action();
	} catch (error) {
		throw new QueueError(`cannot use the queue: ${error instanceof Error ? error.message : String(error)}`, {cause: error});
	}
}
