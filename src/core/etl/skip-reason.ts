/** Says of a trace without a line of Windows Update what it is, and what to do. */
import {ETL_ADVICE, ETL_WHAT} from '../foreign-files/traces.js';
import {isOrchestrator} from './providers.js';
import {KIND} from './trace-records.js';
import type {TraceFacts} from './trace-issues.js';
import {instantText} from './trace-time.js';

/** Build of Windows 10 1709, since which messages are stored as text. */
const FIRST_TEXT_BUILD = 16_299;

const MAX_NAMES = 3;

const PLACE = "Windows Update's own traces are %windir%\\Logs\\WindowsUpdate\\WindowsUpdate.*.etl.";

const EMPTY = 'This is an event trace (.etl) with nothing but its header: nothing was written yet, or the session ended before.';
const STOP_SERVICES =
	'Stop the services (net stop usosvc and wuauserv), so that Windows writes what it still holds, and copy the file again.';

/** In the name of the session or of its file. */
const OWN_SESSION = /WindowsUpdate|\bSIH\b|waasmedic/i;

export function skipReason(files: readonly TraceFacts[]): string {
	const file =
		files.find(({records}) => (records.kinds[KIND.message] ?? 0) > 0) ??
		files.find(({foreign}) => foreign > 0) ??
		files.find(({header}) => header !== null) ??
		files[0];
	if (file === undefined || (file.header === null && file.foreign === 0)) return `This is ${ETL_WHAT}. ${ETL_ADVICE}`;
	const messages = files.reduce((sum, {records}) => sum + (records.kinds[KIND.message] ?? 0), 0);
	if (messages > 0 && !files.some(({hasSchema}) => hasSchema)) return wppReason(file, messages);
	const others = [...new Set(files.flatMap((one) => one.others))];
	if (others.some(isOrchestrator)) return orchestratorReason(files.reduce((sum, {foreign}) => sum + foreign, 0));
	if (others.length > 0)
		return `This is an event trace (.etl) of other programs (${named(others)}), without an event of Windows Update. ${PLACE}`;
	const events = files.reduce((sum, {records}) => sum + records.kinds.reduce((all, count) => all + count, 0), 0);
	if (events > 2) return `This is an event trace (.etl) of Windows itself, without an event of Windows Update. ${PLACE}`;
	if (files.some(({undecoded}) => undecoded > 0)) return `This is ${ETL_WHAT}. ${ETL_ADVICE}`;
	const isOwn = file.header === null || OWN_SESSION.test(`${file.header.session} ${file.header.file}`);
	return `${EMPTY} ${isOwn ? STOP_SERVICES : `Its session is not one of Windows Update. ${PLACE}`}`;
}

/** Its services schedule and show: other facts than those of the client. */
export function orchestratorReason(events: number): string {
	return (
		`This is a trace of the update orchestrator or of its user interface (${events} ` +
		`${events === 1 ? 'event' : 'events'}): what was scheduled and shown, not how the client ` +
		`searched. ${PLACE} wulens convert makes text of this one.`
	);
}

function named(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMES).join(', ');
	return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}

/** Messages of WPP: a number and its arguments; the text is in the symbols of the program that wrote them. */
function wppReason({header, messages: span}: TraceFacts, count: number): string {
	const period =
		span?.first.isKnown === true && span.last.isKnown ? `, from ${instantText(span.first)} to ${instantText(span.last)} UTC` : '';
	const amount = `${count} ${count === 1 ? 'message' : 'messages'}${period}`;
	if (header === null || header.windowsBuild >= FIRST_TEXT_BUILD) {
		return `This is an event trace (.etl) of another program whose events hold numbers, not text (${amount}). ${PLACE}`;
	}
	return (
		`This trace (.etl) was written by Windows build ${header.windowsBuild}, before version 1709 ` +
		`(build ${FIRST_TEXT_BUILD}). Such traces hold message numbers, not text; the text is only in ` +
		`Microsoft's symbol files (${amount}). Run Get-WindowsUpdateLog on a Windows 10 or Server version ` +
		`before 1709, with access to Microsoft's symbol server, and give the WindowsUpdate.log that it ` +
		'writes. On 1709 or later the cmdlet cannot decode it either.'
	);
}
