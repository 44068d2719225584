/** A producer in a process of its own: node producer.mjs SERVER ROOT OUT. */
import {connectTo} from '../../../dist/node/queue/connection.js';
import {createQueueReader} from '../../../dist/node/queue/run-by-queue.js';
import {triage} from '../../../dist/node/triage/triage.js';

const [, , server, root, out] = process.argv;
const connection = await connectTo({url: server}, 'test');
const options = {inputs: [root], out, version: '0'};
const outcome = await triage(options, () => {}, createQueueReader(connection, options, {root: async () => root, patienceMs: 1000}));
await outcome.close(true);
await connection.close();
