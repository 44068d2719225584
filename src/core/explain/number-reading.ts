/** Says in plain words what a number alone tells: the part of Windows it belongs to, and how its digits are read. */
import {describeCode, type Facility, formatHresult, HTTP_STATUS_OF, type HResult, isFailure, win32Of} from '../codes/index.js';

/** Facilities of the table, and those that `describeCode` finds by rule. */
const FACILITY_WORDS: ReadonlyMap<string, string> = new Map<Facility | 'ntstatus', string>([
	['appx', 'app packages (Store apps)'],
	['bits', 'BITS, the background download service'],
	['certificate', 'certificate checks'],
	['com', 'Windows in general (COM)'],
	['crypto', 'cryptography'],
	['delivery-optimization', 'Delivery Optimization, the download service'],
	['configmgr', 'Configuration Manager'],
	['dns', 'DNS, name resolution'],
	['http', 'HTTP status codes'],
	['licensing', 'Windows licensing'],
	['msi', 'Windows Installer'],
	['rpc', 'calls between processes (RPC)'],
	['schannel', 'Schannel, the TLS of Windows'],
	['servicing', 'component servicing (CBS): the installation of updates'],
	['setup', 'Windows Setup: feature updates and upgrades'],
	['setupapi', 'driver and device installation'],
	['sxs', 'side-by-side assemblies'],
	['trust', 'signature checks (wintrust)'],
	['webservices', 'Windows Web Services, the layer that carries the calls of Windows Update'],
	['win32', 'Windows in general (Win32)'],
	['windows-update', 'Windows Update'],
	['winhttp', 'WinHTTP, the web client of Windows services'],
	['wininet', 'WinINet, the web client of programs'],
	['winsock', 'Winsock, TCP connections'],
	['wmi', 'WMI'],
	['ntstatus', 'the kernel of Windows (NTSTATUS)'],
	['ese', 'the local update database (ESE)'],
]);

interface UnlistedRange {
	readonly from: HResult;
	/** Inclusive. */
	readonly to: HResult;
	readonly words: string;
	readonly source: string;
}

/** Ranges whose codes the table does not hold. */
const UNLISTED: readonly UnlistedRange[] = [
	{from: 0x80041000, to: 0x80041fff, words: 'WMI', source: 'wbemcli.h'},
	{from: 0x80080200, to: 0x800802ff, words: 'app packages (Store apps)', source: 'winerror.h: APPX_E_*'},
	{from: 0x803f0000, to: 0x803fffff, words: 'the Microsoft Store', source: 'codes of Store apps'},
	{from: 0x87d00000, to: 0x87d0ffff, words: 'Configuration Manager', source: 'its client logs'},
	{from: 0xc004d000, to: 0xc004ffff, words: 'Windows licensing', source: 'slerror.h: SL_E_*'},
	{from: 0xc00c0000, to: 0xc00cffff, words: 'XML (MSXML, XmlLite)', source: 'xmllite.h: XML_E_*, XMLLITE_E_*'},
];

/** The part of Windows a code belongs to, in plain words; `null` where the number does not tell. */
export function facilityWords(code: HResult): string | null {
	const {facility} = describeCode(code);
	if (facility !== null) return FACILITY_WORDS.get(facility) ?? facility;
	return UNLISTED.find(({from, to}) => code >= from && code <= to)?.words ?? null;
}

/** How the digits are read, in full sentences. */
export function readingOf(code: HResult): string {
	if (code === 0) return 'Zero means success.';
	if (!isFailure(code)) return readSuccess(code);

	const digits = formatHresult(code);
	const front = digits.slice(0, 6);
	const last = digits.slice(6);
	const win32 = win32Of(code);
	if (win32 !== null) return `${front} in front marks a Win32 error; the last four digits, ${last}, are its number ${win32}.`;

	const status = HTTP_STATUS_OF(code);
	if (status !== null && code >>> 16 === 0x8019)
		return `${front} in front marks an HTTP status; the last four digits, ${last}, are the status ${status}.`;
	if (status !== null) return `Windows Update has this code for the HTTP status ${status}.`;
	if (code >>> 28 === 0xd)
		return `The D in front marks an NTSTATUS, a code of the kernel, carried as an HRESULT; without the mark it is ${formatHresult(code - 0x10000000)}.`;
	if (code >>> 16 === 0xc800)
		return `${front} in front likely marks an error of the local database; the last four digits are its number, -${code & 0xffff}.`;
	if (facilityWords(code) !== null)
		return `${front} in front says which part of Windows reports a failure; the last four digits, ${last}, say which.`;
	if (code >>> 28 === 0xc) return 'The C in front is that of an NTSTATUS, a code of the kernel.';
	if ((code & 0x20000000) !== 0) return 'A bit is set that Windows leaves to others: a program made up this code, not Windows.';
	return `A failure; its facility has the number ${(code >>> 16) & 0x7ff}, the code within it is ${code & 0xffff}.`;
}

function readSuccess(code: HResult): string {
	const text = 'The top bit is not set: as an HRESULT this is a success or a notice, not a failure.';
	const win32 = describeCode(code).note;
	return win32 === null ? text : `${text} As a bare number it is ${win32}.`;
}
