/** Finds out which machine a log is from: from the log itself, a pattern of the user, or the names of files and folders. */
import type {FileReport} from '../types.js';
import type {Machine, MachineSource} from './result.js';

/** A pattern of the user is matched against at most this much of a path, so that a slow one cannot take forever. */
const MAX_MATCHED = 4096;
const MAX_NAME = 255;

/** Extensions; all of them are removed, one after the other. */
const EXTENSION = /\.(?:log|txt|etl|evtx?|gz|zip|bak|old|csv|json|reg|xml|html?)$/i;
const COPY_MARK = /(?:[ _-]{1,3}copy)?[ _]?\(\d{1,3}\)$|[ _-]{1,3}(?:copy|old|new)$/i;
const LOG_NAME = /(?:^|[-_. ]{1,3})windows[-_ ]?update(?:[-_ ]?(?:log|logs|client))?(?=$|[-_. ])/i;

/** A date, with a time of day if there is one. After a hyphen only a date with hyphens: PC-20240312 is a machine. */
const DAY =
	/(?:(?:^|[_. ]{1,3})(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])|-(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[-_ .T]{1,3}\d\d[-_.h]?\d\d(?:[-_.m]?\d\d)?)?(?=$|[-_. ])/;

/** When a trace began, and its number: `.20240312.083000.123.1`. */
const TRACE_COUNT = /\.(?:19|20)\d{6}\.\d{6}(?:\.\d{1,10}){1,2}$/;

/** Names that say nothing about a machine: logs of Windows, and common folders that hold them. */
const GENERIC: ReadonlySet<string> = new Set(
	[
		'. .. log logs wu wulog wulogs windows win windir winnt system32 softwaredistribution windowsupdate update updates',
		'c d c$ d$ admin$ temp tmp users user public home root desktop documents downloads share data files file collected collection collect upload uploads',
		'output out result results diag diagnostics support archive archives backup export evidence case cases mnt media var etc opt volumes',
		'microsoft ccm ccmlogs programdata appdata panther cbs dism setupact setuperr setupapi setupapi.dev reportingevents uso ux wuauclt wuahandler',
		'registry policy policies settings systeminfo ipconfig gpresult msinfo32 winhttp proxy certs certificates store context readme manifest',
	].flatMap((names) => names.split(' ')),
);

/** Stands for several traces of a set: `.*`, `.{9,10}`. */
const SEVERAL_TRACES = /\.(?:\*|\{[\d,.]{1,4096}\})$/;

/** Names of traces of other parts of the update client in %windir%\Logs, with a time and a number. */
const OTHER_TRACE =
	/^(?:SIH|waasmedic|USOSvc|(?:Mo)?UsoCoreWorker|UpdateSessionOrchestration|UpdateUx|NotificationUx(?:Broker)?)(?:[._]\d{1,10}){0,5}$/i;

const DNS_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** Last parts of DNS names with two parts; other such names, like john.smith, are not DNS names. */
const PRIVATE_ZONES: ReadonlySet<string> = new Set([
	'local',
	'localdomain',
	'lan',
	'corp',
	'internal',
	'intern',
	'intra',
	'home',
	'test',
	'example',
	'domain',
	'ad',
]);

export interface MachineNameOptions {
	/** `--machine-from`: its group `machine`, or else its first group, is the name. @default null */
	readonly pattern?: RegExp | null;
	/** Where in the path the names start that may be machines: those before are of places. @default 0 */
	readonly from?: number;
}

/**
 * The name of the machine that a log is from, by the first of these that has one:
 *
 * 1. a line of the log;
 * 2. the pattern, on path and member with `/` between all parts;
 * 3. for a member of an archive: its file name, a folder or archive within the archive that it lies in, the archive's name;
 * 4. the file's name;
 * 5. the folder's name, from the innermost outwards.
 *
 * Names count without the words for the log, a date, a copy or an extension: `PC-1` of `PC-1_WindowsUpdate_20240312.log`.
 * What is then empty, or a common name such as `Logs` or `Windows`, is not a name. Where none of these has one, it is the
 * file's name. Names are in lower case, and of a DNS name only the first part, so that logs of one machine have one name.
 */
export function machineOf(report: Pick<FileReport, 'path' | 'member' | 'log'>, options: MachineNameOptions = {}): Machine {
	const told = cleaned(report.log?.machineName ?? '');
	if (told !== '') return {name: told, source: 'log'};
	const path = report.path.replaceAll('\\', '/');
	const member = report.member?.replaceAll('\\', '/') ?? null;
	const matched = options.pattern == null ? '' : cleaned(matchOf(options.pattern, member === null ? path : `${path}/${member}`));
	if (matched !== '') return {name: matched, source: 'pattern'};

	const parts = partsOf(path.slice(options.from ?? 0));
	const file = parts.at(-1) ?? path;
	for (const [name, source] of candidates(parts, member === null ? [] : partsOf(member))) {
		const tells = nameIn(name);
		if (tells !== null) return {name: tells, source};
	}
	return {name: cleaned(withoutExtensions(file).replace(TRACE_COUNT, '').replace(SEVERAL_TRACES, '')) || 'unknown', source: 'file'};
}

function* candidates(parts: readonly string[], inArchive: readonly string[]): Generator<readonly [string, MachineSource]> {
	for (const [index, name] of [...inArchive.entries()].reverse()) {
		// An archive within an archive is part of the member's path, like a folder.
		yield [name, index === inArchive.length - 1 ? 'file' : /\.zip$/i.test(name) ? 'archive' : 'folder'];
	}
	for (const [index, name] of [...parts.entries()].reverse()) {
		yield [name, index < parts.length - 1 ? 'folder' : inArchive.length > 0 ? 'archive' : 'file'];
	}
}

function partsOf(path: string): readonly string[] {
	return path.split('/').filter((part) => part !== '' && !/^[A-Za-z]:$/.test(part));
}

function matchOf(pattern: RegExp, text: string): string {
	const match = pattern.exec(text.slice(0, MAX_MATCHED));
	const {machine} = match?.groups ?? {};
	return machine ?? match?.[1] ?? '';
}

/**
 * The machine that a file or a folder is named after, if it is.
 *
 * @param part name without its folder
 */
export function nameIn(part: string): string | null {
	let rest = withoutExtensions(part).replace(COPY_MARK, '').replace(TRACE_COUNT, '');
	const bare = rest.replace(LOG_NAME, '');
	// A number that Windows appends to the name of its log is not a machine, nor is a pattern for the traces of a set.
	if (bare !== rest && /^[-_. ]?[\d-_. *{},]*$/.test(bare) && /^windows/i.test(rest)) return null;
	if (OTHER_TRACE.test(rest)) return null;
	rest = bare.replace(DAY, '').replace(/^[-_. ]+|[-_. ]+$/g, '');
	const name = cleaned(rest);
	return name === '' || GENERIC.has(name) ? null : name;
}

function withoutExtensions(name: string): string {
	let rest = name;
	while (EXTENSION.test(rest) && rest.replace(EXTENSION, '') !== '') rest = rest.replace(EXTENSION, '');
	return rest;
}

function cleaned(name: string): string {
	const text = name
		.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '')
		.trim()
		.normalize('NFC')
		.toLowerCase()
		.replace(/^\.+|\.+$/g, '');
	return firstLabel(text).slice(0, MAX_NAME);
}

function firstLabel(name: string): string {
	const labels = name.split('.');
	const [first = '', ...others] = labels;
	const last = others.at(-1) ?? '';
	if (others.length === 0 || !labels.every((label) => DNS_LABEL.test(label)) || !/^[a-z][a-z0-9-]*$/.test(last)) return name;
	return others.length > 1 || PRIVATE_ZONES.has(last) ? first : name;
}
