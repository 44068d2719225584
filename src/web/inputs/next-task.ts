/** Lets a page or its worker hear of what waits for it, sooner than a timer would. */

/** Resolves once promises that are due, and messages that have come, have had their turn. */
export function nextTask(): Promise<void> {
	return new Promise((resolve) => {
		const {port1, port2} = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
