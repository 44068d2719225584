/** The thread that analyses. */
import type {AnalysisReply, AnalysisRequest, AnalysisTaken} from './protocol.js';
import {runAnalysis} from './run-analysis.js';
import {serveWorker} from './worker-thread.js';

serveWorker<AnalysisRequest | AnalysisTaken, AnalysisReply>((post) => {
	let goOn: (() => void) | null = null;
	const taken = (): Promise<void> =>
		new Promise((resolve) => {
			goOn = resolve;
		});
	return (request) => {
		if (request.type === 'taken') {
			goOn?.();
			return;
		}
		runAnalysis(request, post, taken).catch((error: unknown) => {
			// Ends the thread, which its owner tells.
			setImmediate(() => {
				throw error;
			});
		});
	};
});
