/** Begins the program: in a page the page, in a worker the worker. Both are the one script of the page. */
import {render} from 'preact';
import {createSession} from './model/session.js';
import {App} from './view/app.js';
import {prepareWorker} from './workers/start-worker.js';
import {serve} from './workers/worker-main.js';

if (typeof document === 'undefined') {
	serve(globalThis as unknown as Parameters<typeof serve>[0]);
} else {
	const root = document.getElementById('root');
	if (root !== null) render(<App session={createSession()} />, root);
	setTimeout(prepareWorker);
}
