/** Explains the texts of log lines: those of the tables of messages, and others that people ask about. */
import {FAILURE_TEXTS} from '../events/failure-texts.js';
import {MESSAGE_PATTERNS} from '../events/patterns/index.js';

/** A message of the log. */
export interface ExplainedMessage {
	/** As a log shows it. */
	readonly example: string;
	/** What the line tells, as a phrase or a sentence. */
	readonly meaning: string;
	/** What follows from it, in full sentences; `null` if there is nothing to add. */
	readonly advice: string | null;
	readonly source: string;
}

interface MessageRow {
	readonly examples: readonly string[];
	/** Fixed beginnings, by which a message is found behind the columns of a line. */
	readonly starts: readonly string[];
	readonly match: RegExp | null;
	readonly meaning: string;
	readonly advice: string | null;
	readonly source: string;
}

/** A shorter beginning occurs in other texts, too. */
const MIN_START = 12;
/** Fewer letters are a part of any message. */
const MIN_PART = 10;

/** What follows from messages whose values matter; the first row that matches the query or the example counts. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
	[
		/cert-pinning mandatory: {0,4}Yes/i,
		'Yes: the WindowsServerUpdateServices store has a certificate, so the WSUS server must present one that is in it. If the same scan ' +
			'fails with 0x80240437 or 0x803D000A, the server presents another one: compare it with certutil -store WindowsServerUpdateServices.',
	],
	[
		/cert-pinning mandatory: {0,4}No/i,
		'No: nothing is pinned, normally because the WindowsServerUpdateServices store is empty. The standard TLS checks still apply. ' +
			'This is not an error.',
	],
	[
		/Cert in WSUS store: {0,4}Yes/i,
		'Yes: the certificate that the server presented is pinned. If the scan fails nevertheless, the pin is not the cause.',
	],
	[
		/Cert in WSUS store: {0,4}No/i,
		'No: the certificate was accepted but is not pinned. This alone is not an error, and Microsoft servers are likely shown with ' +
			'No as well.',
	],
	[
		/WSUS certificate store is empty/i,
		'Nothing is pinned, and scans are not affected. "wulens help pin-many" tells how to fill the store of many PCs.',
	],
	[
		/switch to user proxy/i,
		'The system proxy failed, and the proxy of the signed-in user is tried. While no one is signed in, the same scan would fail: ' +
			'check netsh winhttp show proxy.',
	],
	[/switch to system proxy/i, 'The proxy of the signed-in user failed, and the system proxy is tried.'],
	[/no more options to try/i, 'No other proxy may be tried. The failure on the next lines is the result.'],
	[/Proxy Behavior/i, 'The number is not the value of the policy; "wulens help proxies" lists what each means.'],
];

/** Messages that the analysis does not need, or reads only together with others. */
const MORE_MESSAGES: readonly MessageRow[] = [
	{
		examples: ['Exceeded max server round trips: 0x80244010'],
		starts: ['Exceeded max server round trips'],
		match: null,
		meaning: 'the scan needed more requests to the server than one scan may make',
		advice:
			'The next scans go on where this one stopped, so scan again a few times. If it stays, decline superseded and unneeded updates on ' +
			'WSUS and run its cleanup. The scan ends with 0x80244010.',
		source: 'all builds; component ProtocolTalker or PT',
	},
	{
		examples: ['Windows Update access disabled: Yes'],
		starts: ['Windows Update access disabled'],
		match: null,
		meaning: 'whether a policy removes Windows Update on this PC or for this user',
		advice: 'With Yes, scans end with 0x8024002E. The policy is DisableWindowsUpdateAccess; gpresult /h shows where it comes from.',
		source: 'all builds; component Agent',
	},
	{
		examples: ['Windows Update access disabled: No'],
		starts: ['Windows Update access disabled: No'],
		match: null,
		meaning: 'no policy removes Windows Update on this PC',
		advice: null,
		source: 'all builds; component Agent',
	},
	{
		examples: ['Skipping scan, self-update check returned 0x80244019'],
		starts: ['Skipping scan, self-update check returned'],
		match: null,
		meaning: 'the scan was not made, since the client could not look for a newer version of itself',
		advice: 'On WSUS, check that http://<server>/selfupdate/wuident.cab can be opened: WSUS must serve that folder without authentication.',
		source: 'Windows 7 to 8.1; component Agent',
	},
	{
		examples: ['Failed to synchronize, error = 0x8024402C'],
		starts: ['Failed to synchronize, error'],
		match: null,
		meaning: 'the scan could not get the list of updates from the server',
		advice: 'The lines above show the request that failed first.',
		source: 'Windows 7 to 8.1; component PT or Agent',
	},
	{
		examples: ['# WARNING: Failed to find updates with error code 80244019'],
		starts: ['Failed to find updates with error code'],
		match: null,
		meaning: 'automatic updates report that their scan failed',
		advice: 'It repeats the result. The lines of the scan above show the cause.',
		source: 'Windows 7 to 8.1; component AU',
	},
	{
		examples: ['WS error: The given proxy cannot be reached.'],
		starts: ['WS error: '],
		match: null,
		meaning: 'the text of Windows for the web service error before it, in the language of Windows',
		advice: 'It tells what failed: the proxy, the name, or the server. Look at the proxy line above to see which proxy was tried.',
		source: 'Windows 10 1709 and later',
	},
	{
		examples: ['MapToSusHResult mapped Nws error 0x803d0010 to 0x8024402c'],
		starts: ['MapToSusHResult mapped Nws error'],
		match: null,
		meaning: 'which Windows Update code the client makes of the error of the connection',
		advice: 'The first code tells more about the connection than the second.',
		source: 'Windows 10 1709 and later; component WebServices',
	},
	{
		examples: ['Checking write access'],
		starts: ['Checking write access'],
		match: null,
		meaning: 'Get-WindowsUpdateLog tested whether it can write the file, and then failed',
		advice: 'Run Get-WindowsUpdateLog again as administrator, with an output folder that you can write to.',
		source: 'Get-WindowsUpdateLog',
	},
	{
		examples: ['Unknown( 10): GUID=638e22b1-a858-3f40-8a43-af2c2ff651a4 (No Format Information found).'],
		starts: ['(No Format Information found)'],
		match: null,
		meaning: 'the message could not be decoded when the traces were converted',
		advice: 'Convert the traces (.etl) on a PC with the same or a newer version of Windows, or give them to wulens directly.',
		source: 'Get-WindowsUpdateLog of Windows 10 1507 to 1703',
	},
];

const ROWS: readonly MessageRow[] = [
	...MORE_MESSAGES,
	...MESSAGE_PATTERNS.map(({examples, starts, match, meaning, source}) => ({
		examples: examples.match,
		starts,
		match,
		meaning,
		advice: null,
		source,
	})),
];

const FAILURE_ROWS: readonly MessageRow[] = FAILURE_TEXTS.map(({examples, source}) => ({
	examples: examples.match,
	starts: [],
	match: null,
	meaning: 'what failed, after *FAILED* and the code; the code decides what it means',
	advice: null,
	source,
}));

/** The message that a log line has. `null`: none, or one of those after *FAILED*, which the code explains better. */
export function findMessageInLine(text: string): ExplainedMessage | null {
	const row = ROWS.find((candidate) => candidate.starts.some((start) => isIn(candidate, start, text)));
	const [example] = row?.examples ?? [];
	return row === undefined || example === undefined ? null : explained(row, example, text);
}

/** The message that several words are a part of. */
export function findMessageByPart(text: string): ExplainedMessage | null {
	const wanted = simplified(text);
	if (wanted.length < MIN_PART || !wanted.includes(' ')) return null;
	for (const row of [...ROWS, ...FAILURE_ROWS]) {
		const example = row.examples.find((candidate) => simplified(candidate).includes(wanted));
		if (example !== undefined) return explained(row, example, text);
	}
	return null;
}

function isIn({match}: MessageRow, start: string, text: string): boolean {
	const fixed = start.trim().toLowerCase();
	const at = fixed.length < MIN_START ? -1 : text.toLowerCase().indexOf(fixed);
	return at >= 0 && (match === null || match.test(text.slice(at)));
}

function explained({meaning, advice, source}: MessageRow, example: string, text: string): ExplainedMessage {
	const found = ADVICE.find(([pattern]) => pattern.test(text)) ?? ADVICE.find(([pattern]) => pattern.test(example));
	return {example, meaning, advice: advice ?? found?.[1] ?? null, source};
}

/** Without marks, so that quoted and wrapped texts are found, too. */
function simplified(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
}
