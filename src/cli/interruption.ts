/** Ctrl+C as a signal that work can watch. */

/**
 * Runs work that ends early when the user interrupts it. The first interruption is for the work; the second ends the
 * program at once.
 */
export async function withInterruption<Result>(
	work: (signal: AbortSignal) => Promise<Result>,
	signals: readonly NodeJS.Signals[] = ['SIGINT'],
): Promise<Result> {
	const interruption = new AbortController();
	const interrupt = (): void => interruption.abort();
	for (const signal of signals) process.once(signal, interrupt);
	try {
		return await work(interruption.signal);
	} finally {
		for (const signal of signals) process.removeListener(signal, interrupt);
	}
}
