/** Client logs of Configuration Manager: WUAHandler.log, ScanAgent.log, and the others of the same form. */
import type {NeighborAction, NeighborKind} from '../types.js';
import {cmtraceTime, timeIn} from './entry-times.js';
import {actionOf, failureCodesIn, type NeighborFact, type NeighborReader} from './neighbor-fact.js';

interface Entry {
	readonly message: string;
	/** '' if it is not shown. */
	readonly component: string;
	readonly time: string | null;
}

interface MessageRow {
	readonly kind: NeighborKind;
	readonly source: string;
	/** `hint`: shows only which log it is. `failed` needs a code. */
	readonly outcome: 'failed' | 'succeeded' | 'hint';
	readonly action: NeighborAction;
	readonly match: RegExp;
	readonly example: string;
}

/** Messages that are recognized without the columns of the log, too. The first row that matches counts. */
export const CONFIGMGR_MESSAGES: readonly MessageRow[] = [
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log, cwuahandler.cpp',
		outcome: 'failed',
		action: 'scan',
		match: /OnSearchComplete - Failed to end search job/i,
		example: 'OnSearchComplete - Failed to end search job. Error = 0x8024402c.',
	},
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log, cwuahandler.cpp; follows the line of OnSearchComplete',
		outcome: 'failed',
		action: 'scan',
		match: /^\W{0,4}Scan failed(?: with error =|\.?$)/i,
		example: 'Scan failed with error = 0x8024402c.',
	},
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log, sourcemanager.cpp; no scan begins',
		outcome: 'failed',
		action: 'scan',
		match:
			/Failed to (?:Add Update Source for WUAgent|set WUA Managed server)|Unable to (?:read existing WUA Group Policy|set server policy)/i,
		example: 'Failed to Add Update Source for WUAgent of type (2) and id ({1}). Error = 0x87d00692.',
	},
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log',
		outcome: 'failed',
		action: 'download',
		match: /Failed to download updates to the WUAgent datastore/i,
		example: 'Failed to download updates to the WUAgent datastore. Error = 0x800b0109.',
	},
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log',
		outcome: 'failed',
		action: 'install',
		match: /Installation job encountered some failures|Failed to end install job/i,
		example: 'Installation job encountered some failures. Error = 0x80240022. Commit Result = 0x00000001.',
	},
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log, cwuahandler.cpp',
		outcome: 'succeeded',
		action: 'scan',
		match: /^\W{0,4}Successfully completed scan\b/i,
		example: 'Successfully completed scan.',
	},
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log',
		outcome: 'hint',
		action: 'scan',
		match: /Async (?:searching|scan) (?:of updates using WUAgent started|completed)|WSUS Update Source type \(\{/i,
		example: 'Async searching of updates using WUAgent started.',
	},
	{
		kind: 'wuahandler',
		source: 'WUAHandler.log; the client sets the server as a policy, and waits for Group Policy',
		outcome: 'hint',
		action: 'scan',
		match: /WUA Managed server|overwritten by a higher authority|Waiting for \d+ mins for Group Policy to notify of WUA policy/i,
		example: 'Waiting for 2 mins for Group Policy to notify of WUA policy change...',
	},
	{
		kind: 'scan-agent',
		source: 'ScanAgent.log, cscanjob.cpp',
		outcome: 'failed',
		action: 'scan',
		match: /(?:Scan Failed with Error ?=|CScan(?:Job|Agent|Tool)\S{0,60}.{0,120}?\bfailed\b)/i,
		example: 'ScanJob({A}): CScanJob::OnScanComplete -Scan Failed with Error=0x80240438',
	},
	{
		kind: 'scan-agent',
		source: 'ScanAgent.log, cscanjob.cpp; the wording differs between versions',
		outcome: 'succeeded',
		action: 'scan',
		match: /CScanJob::\S{0,60}.{0,60}?Scan (?:was |has )?(?:completed successfully|succeeded|successful)/i,
		example: 'ScanJob({A}): CScanJob::OnScanComplete - Scan completed successfully',
	},
	{
		kind: 'scan-agent',
		source: 'ScanAgent.log',
		outcome: 'hint',
		action: 'scan',
		match: /CScan(?:Job|Agent|Tool)::|ScanBy(?:Updates|Tools?) request received|ScanJob\(\{|ScanOptions=0x/i,
		example: '*****ScanByUpdates request received with ForceReScan=2, ScanOptions=0x0000000a',
	},
];

/** Names of components whose entries are of these logs; those of other components are of `configmgr`. */
const KIND_OF_COMPONENT: ReadonlyMap<string, NeighborKind> = new Map([
	['wuahandler', 'wuahandler'],
	['scanagent', 'scan-agent'],
]);

/** Other components that deal with updates alone; codes of ConfigMgr itself (0x87D0…) are about its own work there. */
const OF_UPDATES = /^Updates(?:Deployment|Handler|Store)/i;

// Each reads a line only where its fixed sign is in it, so that long lines cost no more than their length.
const WRAPPED =
	/^(?:.{0,16}<!\[LOG\[)?(.{0,4096}?)\]LOG\]!><time="([\d:.]{8,16})[^"]{0,8}" date="(\d\d-\d\d-\d{4})"(?: component="(\w{0,64})")?/s;
const DOLLARS = /^(.{0,4096}?)\s{0,4}\$\$<(\w{1,64})><(\d\d-\d\d-\d{4}) ([\d:.]{8,16})/s;
const COPIED = /^(.{0,4096}?)\t(\w{1,64})\t([\d/.-]{8,10},? [\d:.]{4,16}(?: [AP]M)?)\t\d+ \(0x/i;

/** Lines of an entry that is longer than one line. */
const MAX_ENTRY = 8192;

export function createConfigMgrReader(): NeighborReader {
	/** The beginning of an entry whose end has not been read. */
	let open: string | null = null;

	function entryOf(text: string): Entry | null {
		if (open === null && !text.includes('<![LOG[') && !text.includes(']LOG]!>')) return entryOnLine(text);
		const whole = open === null ? text : `${open}\n${text}`;
		const isComplete = whole.includes(']LOG]!>');
		open = isComplete || whole.length > MAX_ENTRY ? null : whole;
		return isComplete ? wrappedEntry(whole) : {message: '', component: '', time: null};
	}

	return {
		read(text) {
			const entry = entryOf(text);
			return entry === null ? readMessage(text) : factsOf(entry);
		},
		end: () => [],
	};
}

function wrappedEntry(text: string): Entry | null {
	const found = WRAPPED.exec(text);
	if (found === null) return null;
	const [, message = '', clock = '', date = '', component = ''] = found;
	return {message, component, time: cmtraceTime(date, clock)};
}

function entryOnLine(text: string): Entry | null {
	const dollars = text.includes('$$<') ? DOLLARS.exec(text) : null;
	if (dollars !== null) {
		const [, message = '', component = '', date = '', clock = ''] = dollars;
		return {message, component, time: cmtraceTime(date, clock)};
	}
	const copied = text.includes('\t') ? COPIED.exec(text) : null;
	if (copied === null) return null;
	const [, message = '', component = '', time = ''] = copied;
	return {message, component, time: timeIn(time)};
}

/** A message alone, as people paste it. `null`: not one of these logs'. */
function readMessage(text: string): readonly NeighborFact[] | null {
	const row = CONFIGMGR_MESSAGES.find(({match}) => match.test(text));
	return row === undefined ? null : factsOfRow(row, row.kind, text, timeIn(text));
}

function factsOf({message, component, time}: Entry): readonly NeighborFact[] {
	const row = CONFIGMGR_MESSAGES.find(({match}) => match.test(message));
	const kind = KIND_OF_COMPONENT.get(component.toLowerCase()) ?? (component === '' ? row?.kind : undefined) ?? 'configmgr';
	if (row !== undefined) return factsOfRow(row, kind, message, time);
	if (!/fail|error/i.test(message)) return [];
	// The other components deal with much that is not about updates.
	const codes = failureCodesIn(message).filter(
		(code) => kind !== 'configmgr' || code.startsWith('0x8024') || (OF_UPDATES.test(component) && !code.startsWith('0x87D0')),
	);
	return codes.map((code) => ({kind, outcome: 'failed', action: actionOf(message), code, time}));
}

function factsOfRow({outcome, action}: MessageRow, kind: NeighborKind, message: string, time: string | null): readonly NeighborFact[] {
	if (outcome === 'hint') return [];
	if (outcome === 'succeeded') return [{kind, outcome, action, code: null, time}];
	const [code] = failureCodesIn(message);
	return [{kind, outcome, action, code: code ?? null, time}];
}

/** Which of these logs a line is from; `null` if it does not show that. */
export function configMgrKindOf(text: string): NeighborKind | null {
	const component = /\bcomponent="(\w{1,64})"|\$\$<(\w{1,64})><|\t(WUAHandler|ScanAgent)\t/i
		.exec(text)
		?.slice(1)
		.find((name) => name !== undefined);
	if (component !== undefined) return KIND_OF_COMPONENT.get(component.toLowerCase()) ?? null;
	return CONFIGMGR_MESSAGES.find(({match}) => match.test(text))?.kind ?? null;
}
