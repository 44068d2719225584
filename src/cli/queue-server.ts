/** How to reach the queue that a command line names. Secrets come from files and variables, and go to the client only. */
import {readFile} from 'node:fs/promises';
import type {ServerOptions} from '../node/queue/connection.js';
import {cannotRead} from './inputs.js';
import type {OptionValues} from './options/values.js';

type ServerValues = Pick<OptionValues<'work'>, 'queue-user' | 'queue-secret' | 'queue-ca' | 'queue-cert' | 'queue-key'>;

/** @throws UsageError where the secret cannot be read */
export async function queueServer(url: string, values: ServerValues): Promise<ServerOptions> {
	const {WULENS_QUEUE_USER, WULENS_QUEUE_PASSWORD, WULENS_QUEUE_TOKEN} = process.env;
	const file = values['queue-secret'];
	const user = values['queue-user'] ?? WULENS_QUEUE_USER ?? null;
	return {
		url,
		user,
		secret: file === null ? ((user === null ? WULENS_QUEUE_TOKEN : WULENS_QUEUE_PASSWORD) ?? null) : await firstLine(file),
		ca: values['queue-ca'],
		certificate: values['queue-cert'],
		key: values['queue-key'],
	};
}

async function firstLine(path: string): Promise<string> {
	try {
		const [line = ''] = (await readFile(path, 'utf8')).split(/\r?\n/, 1);
		return line;
	} catch (error) {
		throw cannotRead(path, error);
	}
}
