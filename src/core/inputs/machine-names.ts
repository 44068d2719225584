/** What the names of files and folders tell: which machine they are of, and which log they belong to. */

const MAX_NAME = 255;

/** What files are called after their format; taken away again and again. */
const EXTENSION = /\.(?:log|txt|etl|evtx?|gz|zip|cab|7z|tar|tgz|bak|old|csv|json|reg|xml|html?)$/i;
const COPY_MARK = /(?:[ _-]{1,3}copy)?[ _]?\(\d{1,3}\)$|[ _-]{1,3}(?:copy|old|new)$/i;
const LOG_NAME = /(?:^|[-_. ]{1,3})windows[-_ ]?update(?:[-_ ]?(?:logs?|client|etl))?(?:[-_ ]?converted)?(?=$|[-_. ])/i;

const YEAR = String.raw`(?:19|20)\d\d`;
const MONTH = '(?:0[1-9]|1[0-2])';
const DAY_OF_MONTH = String.raw`(?:0[1-9]|[12]\d|3[01])`;
const TIME_OF_DAY = String.raw`(?:[-_ .T]{1,3}\d\d[-_.h]?\d\d(?:[-_.m]?\d\d)?)?`;

const TIME_WITH_ZONE = String.raw`(?:[-_ .T]{0,3}\d\d[-_.h:]?\d\d(?:[-_.m:]?\d\d)?(?:Z|[-_+]\d\d[-_:]?\d\d)?)`;

/** With a time of the day, if there is one. After a hyphen only with hyphens in it: PC-20240312 is a machine. */
const DAY = new RegExp(
	`(?:(?:^|[_. ]{1,3})${YEAR}[-_.]?${MONTH}[-_.]?${DAY_OF_MONTH}|-${YEAR}-${MONTH}-${DAY_OF_MONTH})${TIME_OF_DAY}(?=$|[-_. ])`,
);

/** After a hyphen without hyphens in it, but with a time of the day: no name of a machine is so long. */
const MOMENT = new RegExp(`(?:^|[-_. ]{1,3})${YEAR}[-_.]?${MONTH}[-_.]?${DAY_OF_MONTH}${TIME_WITH_ZONE}(?=$|[-_. ])`, 'i');

/** A day behind a name that has digits of its own, `PC-0142-20240312`, or in the name of a log, is no part of the name. */
const DAY_AFTER_HYPHEN = new RegExp(`-${YEAR}${MONTH}${DAY_OF_MONTH}(?=$|[-_. ])`);
const NUMBERED = /\d/;

/** Windows refuses names of digits alone (KB 909264); tools number folders. */
const NUMBER = /^\d{1,3}$/;

/** When a trace began, to the millisecond, and its number: `.20240312.083000.123.1`. */
const TRACE_COUNT = /\.(?:19|20)\d{6}\.\d{6}(?:\.\d{1,10}){1,2}$/;

/** Names that say nothing about a machine: logs of Windows, and folders in which they lie or are put. */
const GENERIC: ReadonlySet<string> = new Set(
	[
		'. .. log logs wu wulog wulogs windows win windir winnt system32 softwaredistribution windowsupdate update updates',
		'c d c$ d$ admin$ temp tmp users user public home root desktop documents downloads share data files file',
		'collected collection collect upload uploads auto ntfs logfiles evidences wudata diaglogs tss sdp kape targets host hosts all today',
		'mdmlogs mdmdiagreport mdmdiagnostics mpsupportfiles intune intunedevicedata iisfiles etl etls',
		'traces trace converted text texts zip zips',
		'output out result results diag diagnostics support archive archives backup export evidence case cases mnt media var etc opt volumes',
		'collected mdm-policies winhttp-proxy user-proxy windows-version time-zone',
		'scanagent updatesdeployment locationservices',
		'microsoft ccm ccmlogs programdata appdata panther cbs dism setupact setuperr setupapi setupapi.dev',
		'reportingevents uso ux wuauclt wuahandler',
		'registry policy policies settings systeminfo ipconfig gpresult msinfo32 winhttp proxy certs ' +
			'certificates store context readme manifest',
	].flatMap((names) => names.split(' ')),
);

/** Stands for several traces of a set: `.*`, `.{9,10}`. */
const SEVERAL_TRACES = /\.(?:\*|\{[\d,.]{1,4096}\})$/;

/** What Windows calls traces of other parts of the update client in %windir%\Logs, with a time and a number. */
const OTHER_TRACE =
	/^(?:SIH|waasmedic|USOSvc|(?:Mo)?UsoCoreWorker|UpdateSessionOrchestration|UpdateUx|NotificationUx(?:Broker)?)(?:[._]\d{1,10}){0,5}$/i;

const DNS_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** Ends of names with two parts only; other such names, like john.smith, are no DNS names. */
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

/**
 * The machine that a file or a folder is named after, if it is, with its domain where that is written.
 *
 * @param part name without its folder
 */
export function nameIn(part: string): string | null {
	let rest = withoutExtensions(part).replace(COPY_MARK, '').replace(TRACE_COUNT, '').replace(SEVERAL_TRACES, '');
	const bare = rest.replace(LOG_NAME, '');
	// What Windows counts on behind the name of its log is no machine, nor is what stands for several traces of a set.
	if (bare !== rest && /^[-_. ]?[\d-_. *{},]*$/.test(bare) && /^windows/i.test(rest)) return null;
	if (OTHER_TRACE.test(rest)) return null;
	rest = withoutTimes(bare, bare !== rest).replace(/^[-_. ]+|[-_. ]+$/g, '');
	return isNameOfMachine(cleanName(rest)) ? rest : null;
}

/** Whether such a folder or file may be named after a machine. */
export function isNameOfMachine(name: string): boolean {
	return name !== '' && !NUMBER.test(name) && !GENERIC.has(name.toLowerCase());
}

function withoutTimes(name: string, isNamedAsLog: boolean): string {
	const rest = name.replace(MOMENT, '').replace(DAY, '');
	const day = DAY_AFTER_HYPHEN.exec(rest);
	return day !== null && (isNamedAsLog || NUMBERED.test(rest.slice(0, day.index + 1))) ? rest.replace(DAY_AFTER_HYPHEN, '') : rest;
}

/**
 * What files that belong to a log begin with: `pc-0142` of `pc-0142.log`, `pc-0142_windowsupdate.log` and
 * `pc-0142.windowsupdate.log.txt`.
 *
 * @param name in lower case
 */
export function logStem(name: string): string {
	const bare = name.replace(/(?:\.(?:log|txt|etl|gz|tgz|zip|cab|tar)){1,4}$/, '');
	return bare.replace(/[-_. ]{1,8}windows[-_ ]?update(?:[-_ ]?log)?$/, '') || bare;
}

/** Whether a file is an archive by its name. */
export function isArchiveName(name: string): boolean {
	return /\.(?:zip|cab|7z|tar|tgz|tar\.gz)$/i.test(name);
}

/** A file's name without extensions, and without what stands for one trace or several of them. */
export function bareFileName(name: string): string {
	return withoutExtensions(name).replace(TRACE_COUNT, '').replace(SEVERAL_TRACES, '');
}

function withoutExtensions(name: string): string {
	let rest = name;
	while (EXTENSION.test(rest) && rest.replace(EXTENSION, '') !== '') rest = rest.replace(EXTENSION, '');
	return rest;
}

/** As it is shown, in the case in which it is written: of a DNS name the first part. */
export function cleanName(name: string): string {
	const text = plainName(name);
	return (splitDnsName(text)?.host ?? text).slice(0, MAX_NAME);
}

/** The domain of a DNS name, in lower case; `null`: it is none. */
export function domainOf(name: string): string | null {
	return splitDnsName(plainName(name))?.domain.toLowerCase().slice(0, MAX_NAME) ?? null;
}

/** Whether a folder is named after a domain: `corp.example.com`. */
export function isDomainName(name: string): boolean {
	return splitDnsName(plainName(`host.${name}`)) !== null && name.includes('.') && TOP_LEVEL.test(name);
}

/** Ends of domains: of countries, the oldest of the others, and private ones. */
const TOP_LEVEL = new RegExp(String.raw`\.(?:com|net|org|edu|gov|mil|int|info|biz|[a-z]{2}|${[...PRIVATE_ZONES].join('|')})$`, 'i');

function plainName(name: string): string {
	return name
		.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '')
		.trim()
		.normalize('NFC')
		.replace(/^\.+|\.+$/g, '');
}

/** As it is compared: names of machines differ in more than their case. */
export function machineKey(name: string): string {
	return name.toLowerCase();
}

function splitDnsName(name: string): {readonly host: string; readonly domain: string} | null {
	const labels = name.split('.');
	const [host = '', ...others] = labels;
	const last = others.at(-1) ?? '';
	if (others.length === 0 || !labels.every((label) => DNS_LABEL.test(label)) || !/^[a-z][a-z0-9-]*$/i.test(last)) return null;
	return others.length > 1 || PRIVATE_ZONES.has(last.toLowerCase()) ? {host, domain: others.join('.')} : null;
}
