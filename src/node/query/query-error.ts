/** A query that cannot be run; the message is for the user. */
export class QueryError extends Error {
	override readonly name = 'QueryError';
}
