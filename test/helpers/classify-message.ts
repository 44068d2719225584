/** Runs one message through the whole classifier, as a line of a scan's thread. */
import {type Classified, type Classifier, createClassifier} from '../../src/core/events/classifier.js';
import {createRecordHeader, type LineDialect} from '../../src/core/records/record-header.js';
import {bytesOf} from './log-lines.js';

export interface MessageContext {
	readonly dialect?: LineDialect;
	/** Whether the thread runs a scan. */
	readonly listening?: boolean;
	/** For messages after one another; a new one by default. */
	readonly classifier?: Classifier;
}

export function classifyMessage(
	component: string,
	message: string,
	{dialect = 'etw', listening = true, classifier = createClassifier(() => (listening ? 'read' : 'keep'))}: MessageContext = {},
): Classified | null {
	const header = createRecordHeader();
	const before = bytesOf(component);
	// What stands behind a message must not matter: in a file the next line does.
	header.bytes = bytesOf(`${component}${message}\r\n* WARNING: *FAILED* [8024B304]`);
	header.dialect = dialect;
	header.componentEnd = before.length;
	header.messageStart = before.length;
	header.messageEnd = before.length + bytesOf(message).length;
	header.hasHighBytes = true;
	return classifier.classify(header);
}
