/** Events of the event log, as text or as XML, which logs (.evtx) become: those of the Windows Update client and of Error Reporting. */
import type {NeighborAction} from '../types.js';
import {timeIn} from './entry-times.js';
import {actionOf, failureCodesIn, failuresIn, type NeighborFact, type NeighborReader} from './neighbor-fact.js';

interface EventRow {
	readonly id: number;
	readonly outcome: 'failed' | 'succeeded';
	readonly action: NeighborAction;
	/** Beginning of its English text, by which it is recognized if the number is not shown. */
	readonly match: RegExp;
	readonly example: string;
}

/** Source: messages of the provider Microsoft-Windows-WindowsUpdateClient, logs System and …/Operational. */
export const UPDATE_EVENTS: readonly EventRow[] = [
	{
		id: 16,
		outcome: 'failed',
		action: 'scan',
		match: /\bUnable to Connect: Windows is unable to connect to the automatic updates service/i,
		example:
			'Unable to Connect: Windows is unable to connect to the automatic updates service and therefore cannot download and install updates.',
	},
	{
		id: 19,
		outcome: 'succeeded',
		action: 'install',
		match: /\bInstallation Successful: Windows successfully installed/i,
		example: 'Installation Successful: Windows successfully installed the following update: example',
	},
	{
		id: 20,
		outcome: 'failed',
		action: 'install',
		match: /\bInstallation Failure: Windows failed to install the following update/i,
		example: 'Installation Failure: Windows failed to install the following update with error 0x80073712: example',
	},
	{
		id: 25,
		outcome: 'failed',
		action: 'scan',
		match: /\bWindows Update failed to check for updates/i,
		example: 'Windows Update failed to check for updates with error 0x8024402C.',
	},
	{
		id: 26,
		outcome: 'succeeded',
		action: 'scan',
		match: /\bWindows Update successfully found \d+ updates?/i,
		example: 'Windows Update successfully found 3 updates.',
	},
	{
		id: 31,
		outcome: 'failed',
		action: 'download',
		match: /\bWindows Update failed to download an update/i,
		example: 'Windows Update failed to download an update.',
	},
	{
		id: 34,
		outcome: 'failed',
		action: 'install',
		match: /\bClient Core component failed to install a self-update/i,
		example: 'The Windows Update Client Core component failed to install a self-update with error 0x80070005.',
	},
	{
		id: 35,
		outcome: 'failed',
		action: 'install',
		match: /\bClient Auxill?i?ary component failed to install a self-update/i,
		example: 'The Windows Update Client Auxillary component failed to install a self-update with error 0x80070005.',
	},
];

const UPDATE_PROVIDER = /Microsoft-Windows-WindowsUpdateClient/i;
/** Event names of WER that are about updates or stand beside them. Source: Windows Error Reporting, event 1001, and .wer files. */
const REPORT_NAME =
	/\b(WindowsUpdateFailure\d?|StoreAgent\w{1,40}Failure\d?|Cbs\w{1,40}Failure\d?|WindowsWcp\w{1,40}Failure\d?|App(?:Hang\w{0,8}|Crash))\b/i;
const REPORT_VALUE = /(?:^|\s)P(\d{1,2})\s{0,4}:\s{0,4}(\S{1,200})/g;
const REPORT_SIGNATURE = /^Sig\[(\d{1,2})\]\.Value=(.{1,200})/;

/** `Event ID: 25`, `Id : 25`, `Ereignis-ID: 25`: the name of the property is in the language of Windows. */
const PROPERTY = /^\s{0,16}([^:<>"]{1,40}?)\s{0,24}:\s(.{0,400})|^\s{0,16}([^:<>"]{1,40}?)\s{0,24}:$/;
const EVENT_MARK = /^Event\[\d{1,9}\]:?/;
const MAX_EVENT = 64 * 1024;

/** What has been read of one event. */
interface OpenEvent {
	readonly line: number;
	readonly names: Set<string>;
	readonly values: Map<number, string>;
	text: string;
	id: number | null;
	time: string | null;
	report: string | null;
	isOfUpdates: boolean;
}

function newEvent(line: number): OpenEvent {
	return {line, names: new Set(), values: new Map(), text: '', id: null, time: null, report: null, isOfUpdates: false};
}

/** Events may be shown as a list of properties, as rows of a table, as messages alone, or as XML. */
export function createEventLogReader(): NeighborReader {
	let event: OpenEvent | null = null;
	let xml: {readonly line: number; text: string} | null = null;
	/** Get-WinEvent as a table names the provider once. */
	let isTableOfUpdates = false;

	function flush(): readonly NeighborFact[] {
		const facts = event === null ? [] : factsOf(event);
		event = null;
		return facts;
	}

	function readXml(text: string, line: number): readonly NeighborFact[] {
		const facts: NeighborFact[] = [];
		let rest = text;
		while (rest !== '') {
			xml ??= {line, text: ''};
			const end = rest.indexOf('</Event>');
			if (xml.text.length < MAX_EVENT) xml.text += `${end < 0 ? rest : rest.slice(0, end)}\n`;
			if (end < 0) return facts;
			// Event Viewer copies an event as text, and then the same as XML.
			if (event?.isOfUpdates !== true) facts.push(...factsOfXml(xml.text, xml.line));
			xml = null;
			rest = rest.slice(end + '</Event>'.length);
			const next = rest.search(/<Event[\s>]/);
			rest = next < 0 ? '' : rest.slice(next);
		}
		return facts;
	}

	function readProperty(name: string, value: string, text: string, line: number): readonly NeighborFact[] | null {
		const key = name.trim().toLowerCase();
		const isHeader =
			UPDATE_PROVIDER.test(value) || REPORT_NAME.test(value) || /^(?:log name|timecreated|protokollname|event name|eventtype)$/.test(key);
		if (event === null && !isHeader && !(/date|zeit|time/.test(key) && timeIn(value) !== null)) return null;
		const facts = event?.names.has(key) === true && isEventKey(key) ? flush() : [];
		event ??= newEvent(line);
		event.names.add(key);
		event.time ??= timeIn(value);
		if (/\bid$|-id$|kennung$/i.test(key) && /^\d{1,5}$/.test(value.trim())) event.id ??= Number(value);
		addText(event, text);
		return facts;
	}

	return {
		read(text, line) {
			const start = text.search(/<Event[\s>]/);
			if (xml !== null || start >= 0) return readXml(xml === null ? text.slice(start) : text, line);
			if (EVENT_MARK.test(text)) {
				const facts = flush();
				event = newEvent(line);
				return facts;
			}
			if (/^\s{0,8}ProviderName: Microsoft-Windows-WindowsUpdateClient/.test(text)) {
				isTableOfUpdates = true;
				return flush();
			}
			const row = rowOf(text);
			if (row !== null && (event === null || isTableOfUpdates)) return eventOnLine(text, row, line);
			const [, name, value = '', bare] = PROPERTY.exec(text) ?? [];
			const property = name ?? bare;
			if (property !== undefined) {
				const facts = readProperty(property, value, text, line);
				if (facts !== null) return facts;
			}
			const signature = REPORT_SIGNATURE.exec(text);
			if (event === null && !REPORT_NAME.test(text)) return null;
			event ??= newEvent(line);
			if (signature !== null) event.values.set(Number(signature[1]) + 1, signature[2] ?? '');
			addText(event, text);
			return [];
		},
		end: flush,
	};
}

/** Names of properties that an event has once. */
function isEventKey(key: string): boolean {
	return /^(?:log name|timecreated|protokollname|date|source|event id|id|providername|event name|eventtype)$/.test(key);
}

function addText(event: OpenEvent, text: string): void {
	if (event.text.length < MAX_EVENT) event.text += `${text}\n`;
	event.isOfUpdates ||= UPDATE_PROVIDER.test(text);
	event.report ??= REPORT_NAME.exec(text)?.[1] ?? null;
	for (const [, number = '', value = ''] of text.matchAll(REPORT_VALUE)) event.values.set(Number(number), value);
}

function rowOf(text: string): EventRow | null {
	return UPDATE_EVENTS.find(({match}) => match.test(text)) ?? null;
}

/** A row of a table, or a message alone. */
function eventOnLine(text: string, {outcome, action}: EventRow, line: number): readonly NeighborFact[] {
	const code = outcome === 'failed' ? (failureCodesIn(text)[0] ?? null) : null;
	return [{kind: 'event-log', outcome, action, code, time: timeIn(text), line}];
}

function factsOf(event: OpenEvent): readonly NeighborFact[] {
	if (event.report !== null) return reportFacts(event, event.report);
	const row = rowOf(event.text) ?? (event.isOfUpdates ? eventRow(event) : null);
	const {time, line, text} = event;
	if (row === null) return event.isOfUpdates ? failuresIn(text, 'event-log', time, actionOf(text)).map((fact) => ({...fact, line})) : [];
	return [{kind: 'event-log', outcome: row.outcome, action: row.action, code: codeOf(row, text), time, line}];
}

/** `ID de l’événement :20`, `Id. del evento: 20`: Event Viewer copies it with or without a blank. */
const NUMBER = /^[^:\r\n]{0,24}\bid\b[^:\r\n]{0,24}:[ \t\u00a0]{0,16}(\d{1,5})[ \t]{0,16}\r?$/im;

function eventRow({id, text}: OpenEvent): EventRow | null {
	const number = id ?? Number(NUMBER.exec(text)?.[1] ?? 0);
	return UPDATE_EVENTS.find((row) => row.id === number) ?? null;
}

function codeOf({outcome}: EventRow, text: string): string | null {
	return outcome === 'failed' ? (failureCodesIn(text)[0] ?? null) : null;
}

/** Which of the numbered values is the code differs between the events; the scenario of Windows Update is the fourth. */
function reportFacts({values, time, line}: OpenEvent, report: string): readonly NeighborFact[] {
	const [code] = [...values.values()].flatMap((value) => failureCodesIn(`error ${value}`));
	if (code === undefined || !/Failure/i.test(report)) return [];
	return [{kind: 'error-report', outcome: 'failed', action: reportAction(report, values.get(4) ?? ''), code, time, line}];
}

function reportAction(report: string, scenario: string): NeighborAction {
	const text = `${report} ${scenario}`;
	if (/scan/i.test(text)) return 'scan';
	if (/download/i.test(text)) return 'download';
	return /install|cbs|wcp/i.test(text) ? 'install' : 'other';
}

function factsOfXml(text: string, line: number): readonly NeighborFact[] {
	const event = newEvent(line);
	const time = /SystemTime=["']([^"']{1,40})["']/.exec(text)?.[1] ?? '';
	const id = /<EventID[^>]{0,80}>(\d{1,5})</.exec(text)?.[1];
	addText(event, text);
	const data = [...text.matchAll(/<Data(?:\s[^>]{0,200})?>([^<]{0,2000})</g)].map((found) => found[1] ?? '');
	for (const value of data) addText(event, `error ${value}`);
	event.time = timeIn(time);
	event.id = id === undefined ? null : Number(id);
	if (event.report !== null) for (const [index, value] of data.entries()) event.values.set(index + 1, value);
	return factsOf(event);
}

const COMPUTER = /<Computer>([^<>&]{1,255})</g;

/** Names of the computers that events are of, as XML has them. */
export function computersIn(text: string): readonly string[] {
	return text.includes('<Computer>') ? Array.from(text.matchAll(COMPUTER), ([, name = '']) => name) : [];
}

/** Whether a line shows that the file is about events of these two providers. */
export function eventKindOf(text: string): 'event-log' | 'error-report' | null {
	if (UPDATE_PROVIDER.test(text) || rowOf(text) !== null) return 'event-log';
	return REPORT_NAME.test(text) ? 'error-report' : null;
}
