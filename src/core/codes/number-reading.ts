/** Explains what a number alone shows: the part of Windows it belongs to, and how to read its digits. */
import {describeCode, type Facility, formatHresult, HTTP_STATUS_OF, type HResult, isFailure, win32Of} from './index.js';

/** Facilities in the table, and those that `describeCode` derives by rule. */
const FACILITY_WORDS: ReadonlyMap<string, string> = new Map<Facility | 'ntstatus', string>([
	['appx', 'app packages (Store apps)'],
	['bits', 'BITS (background download service)'],
	['certificate', 'certificate checks'],
	['com', 'Windows in general (COM)'],
	['crypto', 'cryptography'],
	['delivery-optimization', 'Delivery Optimization (download service)'],
	['configmgr', 'Configuration Manager'],
	['dns', 'DNS (name resolution)'],
	['http', 'HTTP status codes'],
	['licensing', 'Windows licensing'],
	['msi', 'Windows Installer'],
	['rpc', 'remote procedure calls (RPC)'],
	['schannel', 'Schannel (TLS in Windows)'],
	['servicing', 'component servicing (CBS), which installs updates'],
	['setup', 'Windows Setup (feature updates and upgrades)'],
	['setupapi', 'driver and device installation'],
	['sxs', 'side-by-side assemblies'],
	['trust', 'signature checks (wintrust)'],
	['webservices', 'Windows Web Services, which Windows Update uses for its calls'],
	['win32', 'Windows in general (Win32)'],
	['windows-update', 'Windows Update'],
	['winhttp', 'WinHTTP (HTTP client for Windows services)'],
	['wininet', 'WinINet (HTTP client for desktop programs)'],
	['winsock', 'Winsock (TCP connections)'],
	['wmi', 'WMI'],
	['ntstatus', 'the Windows kernel (NTSTATUS)'],
	['ese', 'the local update database (ESE)'],
]);

interface UnlistedRange {
	readonly from: HResult;
	/** Inclusive. */
	readonly to: HResult;
	readonly words: string;
	readonly source: string;
}

/** Ranges whose codes are not in the table. */
const UNLISTED: readonly UnlistedRange[] = [
	{from: 0x80041000, to: 0x80041fff, words: 'WMI', source: 'wbemcli.h'},
	{from: 0x80080200, to: 0x800802ff, words: 'app packages (Store apps)', source: 'winerror.h: APPX_E_*'},
	{from: 0x803f0000, to: 0x803fffff, words: 'the Microsoft Store', source: 'codes of Store apps'},
	{from: 0x87d00000, to: 0x87d0ffff, words: 'Configuration Manager', source: 'its client logs'},
	{from: 0xc004d000, to: 0xc004ffff, words: 'Windows licensing', source: 'slerror.h: SL_E_*'},
	{from: 0xc00c0000, to: 0xc00cffff, words: 'XML (MSXML, XmlLite)', source: 'xmllite.h: XML_E_*, XMLLITE_E_*'},
];

/** The part of Windows that a code belongs to, in plain language; `null` if the number does not show it. */
export function facilityWords(code: HResult): string | null {
	const {facility} = describeCode(code);
	if (facility !== null) return FACILITY_WORDS.get(facility) ?? facility;
	return UNLISTED.find(({from, to}) => code >= from && code <= to)?.words ?? null;
}

/** How to read the digits, in full sentences. */
export function readingOf(code: HResult): string {
	if (code === 0) return 'Zero means success.';
	if (!isFailure(code)) return readSuccess(code);

	const digits = formatHresult(code);
	const front = digits.slice(0, 6);
	const last = digits.slice(6);
	const win32 = win32Of(code);
	if (win32 !== null) return `The prefix ${front} marks a Win32 error; the last four digits, ${last}, are its number, ${win32}.`;

	const status = HTTP_STATUS_OF(code);
	if (status !== null && code >>> 16 === 0x8019)
		return `The prefix ${front} marks an HTTP status; the last four digits, ${last}, are the status ${status}.`;
	if (status !== null) return `This is the Windows Update code for HTTP status ${status}.`;
	if (code >>> 28 === 0xd)
		return (
			'The leading D marks an NTSTATUS (a kernel code) converted to an HRESULT; without the marker, it ' +
			`is ${formatHresult(code - 0x10000000)}.`
		);
	if (code >>> 16 === 0xc800)
		return `The prefix ${front} likely marks an error of the local database; the last four digits are its number, -${code & 0xffff}.`;
	if (facilityWords(code) !== null)
		return `The prefix ${front} shows which part of Windows reports the failure; the last four digits, ${last}, identify the failure.`;
	if (code >>> 28 === 0xc) return 'The leading C marks an NTSTATUS (a kernel code).';
	if ((code & 0x20000000) !== 0) return 'The customer bit is set: this code was defined by a program, not by Windows.';
	return `A failure with facility number ${(code >>> 16) & 0x7ff} and code ${code & 0xffff}.`;
}

function readSuccess(code: HResult): string {
	const text = 'The top bit is not set: as an HRESULT, this is a success or a notice, not a failure.';
	const win32 = describeCode(code).note;
	return win32 === null ? text : `${text} As a plain number, it is ${win32}.`;
}
