/** The thread that searches and filters one log. */
import type {TextReply} from '../../core/line-index/run-text.js';
import type {TextRequest} from './protocol.js';
import {createTextRunner} from './run-text.js';
import {serveWorker} from './worker-thread.js';

serveWorker<TextRequest, TextReply>(createTextRunner);
