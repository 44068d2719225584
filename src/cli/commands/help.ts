/** `wulens help`: the help of the program, of a command, or on a topic. */
import {EXIT, type ExitCode} from '../exit-codes.js';
import {COMMAND_NAMES, isCommandName} from '../options/command-table.js';
import {commandHelp, mainHelp} from '../options/help-text.js';
import {nearest} from '../options/nearest.js';
import type {Parsed} from '../options/values.js';
import {outputTo} from '../output.js';
import {isTopicName, TOPIC_NAMES, TOPICS} from '../topics/index.js';
import {UsageError} from '../usage-error.js';

export async function helpCommand({positionals}: Parsed<'help'>): Promise<ExitCode> {
	const [subject] = positionals;
	await outputTo(process.stdout).write(subject === undefined ? mainHelp() : await helpOn(subject));
	return EXIT.done;
}

async function helpOn(subject: string): Promise<string> {
	if (isTopicName(subject)) return TOPICS[subject].text();
	if (isCommandName(subject)) return commandHelp(subject);
	const near = nearest(subject, [...COMMAND_NAMES, ...TOPIC_NAMES]);
	throw new UsageError(
		`Unknown command or topic "${subject}". ${near === null ? `Topics are ${TOPIC_NAMES.join(', ')}.` : `Did you mean "${near}"?`}`,
	);
}
