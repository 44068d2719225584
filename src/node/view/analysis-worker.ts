/** The thread that analyzes. */
import type {AnalysisReply, AnalysisRequest} from './protocol.js';
import {runAnalysis} from './run-analysis.js';
import {serveWorker} from './worker-thread.js';

serveWorker<AnalysisRequest, AnalysisReply>((post) => (request) => {
	runAnalysis(request, post).catch((error: unknown) => {
		// Ends the thread, which its owner tells.
		setImmediate(() => {
			throw error;
		});
	});
});
