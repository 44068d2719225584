/** The thread that indexes the lines of one log. */
import type {IndexReply, IndexRequest} from './protocol.js';
import {createIndexRunner} from './run-index.js';
import {serveWorker} from './worker-thread.js';

serveWorker<IndexRequest, IndexReply>(createIndexRunner);
