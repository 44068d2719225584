/** Meanings of the text after `*FAILED* [code]` and in the failure lines of legacy logs. */
import type {FailureCategory} from '../types.js';
import {WU_E_PT_SECURITY_VERIFICATION_FAILURE} from '../codes/index.js';
import type {FailureRole, RequestStep} from './event.js';
import {categoryOf} from './failure-category.js';

export interface FailureText {
	readonly id: string;
	readonly source: string;
	readonly role: FailureRole;
	/** Absent: decided by the code. */
	readonly category?: FailureCategory;
	readonly verbose?: boolean;
	/** Tried on the text after the code, from its beginning, first row first. Group 1, where there is one, is a URL. */
	readonly match: RegExp;
	readonly step?: RequestStep;
	/** The text alone is not enough: the code must be one of a file check. */
	readonly fileCodesOnly?: true;
	readonly examples: {readonly match: readonly string[]; readonly noMatch: readonly string[]};
}

/** Upper half of trust codes that only a connection can have: WinHTTP and web services. */
const CONNECTION_HALVES: ReadonlySet<number> = new Set([0x8007, 0x803d]);

/** Whether the code may come from a file check: signatures, digests, chains. */
function isFileCode(code: number): boolean {
	const category = categoryOf(code, '', '');
	return (
		(category === 'trust' || category === 'file-signature') &&
		code !== WU_E_PT_SECURITY_VERIFICATION_FAILURE &&
		!CONNECTION_HALVES.has(code >>> 16)
	);
}

/** Whether a row applies to a failure line. */
export function isOfRow(row: FailureText, code: number, text: string): boolean {
	return (row.fileCodesOnly !== true || isFileCode(code)) && row.match.test(text);
}

export const FAILURE_TEXTS: readonly FailureText[] = [
	{
		id: 'web-call',
		source: 'Windows 10 1709 and later; UUS builds put the authentication schemes on the same line',
		role: 'web-call',
		match: /^Web service call/,
		examples: {
			match: ['Web service call', 'Web service call. Current service auth scheme=0. Current Proxy auth scheme=0.'],
			noMatch: ['WebService call failed during NwsCallWithRetries with a transient error.'],
		},
	},
	{
		id: 'web-call-retry',
		source: 'UUS builds',
		role: 'web-call-retry',
		match: /^WebService call failed during NwsCallWithRetries with a transient error\. Retrying/,
		examples: {
			match: [
				'WebService call failed during NwsCallWithRetries with a transient error. Retrying after waiting 2000 msecs. Retry Counter: 1',
			],
			noMatch: ['WebService call failed'],
		},
	},
	{
		id: 'send-request',
		source: 'Windows 10 1709 and later, component Misc',
		role: 'request',
		step: 1,
		match: /^Send request\b/,
		examples: {match: ['Send request'], noMatch: ['Sending reports']},
	},
	{
		id: 'send-request-using-proxy',
		source: 'UUS builds, component Misc; "using proxy" also appears for direct connections',
		role: 'request',
		step: 3,
		match: /^WinHttp: SendRequest(?:WithAuthRetry using proxy|UsingProxy) failed for {1,4}<?([^>\s]{1,2048})/,
		examples: {
			match: ['WinHttp: SendRequestWithAuthRetry using proxy failed for <HTTPS://slscr.update.microsoft.com/SLS/0?CH=1>'],
			noMatch: ['WinHttp: Connect'],
		},
	},
	{
		id: 'retry-with-default-proxy',
		source: 'Windows 10 1709 and later: the first attempt used automatic proxy settings',
		role: 'download-retry-default-proxy',
		match: /^WinHttp: SendRequestToServerForFileInformation \(retrying with default proxy\)/,
		examples: {
			match: ['WinHttp: SendRequestToServerForFileInformation (retrying with default proxy)'],
			noMatch: ['WinHttp: SendRequestToServerForFileInformation'],
		},
	},
	{
		id: 'download-retry',
		source: 'Windows 10 1709 and later; UUS builds have a space after the colon',
		role: 'download-retry',
		match: /^Library download error\. Will retry\. Retry Counter:/,
		examples: {
			match: ['Library download error. Will retry. Retry Counter:0', 'Library download error. Will retry. Retry Counter: 2'],
			noMatch: ['Library download error.'],
		},
	},
	{
		id: 'recovery-failed',
		source: 'UUS builds, component ProtocolTalker',
		role: 'recovery',
		match: /^Recovery attempt failed/,
		examples: {match: ['Recovery attempt failed.'], noMatch: ['Recovery attempt']},
	},
	{
		id: 'tls-chain-policy',
		source: 'strings in the decompiled client, level 1, component WebServices',
		role: 'tls',
		category: 'trust',
		match: /^Certificate (?:used for SSL failed chain policy check|failed SSL intermediate CA check)/,
		examples: {
			match: ['Certificate used for SSL failed chain policy check', 'Certificate failed SSL intermediate CA check.'],
			noMatch: ['Certificate store'],
		},
	},
	{
		id: 'tls-winhttp',
		source: 'strings in the decompiled client, level 5, component Misc',
		role: 'tls',
		category: 'trust',
		verbose: true,
		match: /^WinHttp: (?:CheckSSLCertificateTrust failed|Downloaded on weak SSL)/,
		examples: {match: ['WinHttp: CheckSSLCertificateTrust failed'], noMatch: ['WinHttp: Connect']},
	},
	{
		id: 'weak-ssl-companion',
		source: 'accompanies any failed service discovery request, despite its name',
		role: 'companion',
		category: 'companion',
		match: /^GetDownloadedOnWeakSSLCert/,
		examples: {match: ['GetDownloadedOnWeakSSLCert'], noMatch: ['Get']},
	},
	{
		id: 'proxy-token',
		source: 'no user is signed in, so there is no user proxy; harmless at startup',
		role: 'companion',
		category: 'companion',
		match: /^Failed to get proxy settings token/,
		examples: {match: ['Failed to get proxy settings token, not impersonating user'], noMatch: ['Failed to get']},
	},
	{
		id: 'auth-token',
		source: 'sign-in tickets of Store users; missing on most PCs, harmless',
		role: 'companion',
		category: 'companion',
		match: /^Method failed (?:to get auth token\.|\[AuthTicketHelper::)/,
		examples: {
			match: [
				'Method failed [AuthTicketHelper::AddTickets:1236]',
				'Method failed to get auth token. [CUpdateEndpointProvider::Generate:1674]',
			],
			noMatch: ['Method failed'],
		},
	},
	{
		id: 'method-companion',
		source: 'names the function that passed a failure on',
		role: 'companion',
		match: /^Method failed \[/,
		examples: {match: ['Method failed [CSLSClient::GetResponse:659]'], noMatch: ['Method']},
	},
	{
		id: 'source-line-companion',
		source: 'names the line of source code that passed a failure on',
		role: 'companion',
		match: /^\S{1,64}\.(?:dll|exe), .{1,512}\.(?:cpp|h|cxx) @\d/s,
		examples: {
			match: ['wuauengcore.dll, C:\\__w\\1\\s\\src\\Client\\Engine\\lib\\WebServiceInfra\\ProxyRetryContext.cpp @268'],
			noMatch: ['wuauengcore.dll is missing'],
		},
	},
	{
		id: 'background-download',
		source: 'Windows 10 and later, component DownloadManager: an update download, on any thread',
		role: 'companion',
		category: 'companion',
		match: /^Background download of UpdateId\s?=/,
		examples: {
			match: [
				'Background download of UpdateId = 75421F10-8E61-407C-8D29-AA700577728F.1, failed due to proxy or proxy authentication error',
			],
			noMatch: ['Background download'],
		},
	},
	{
		id: 'file-signature',
		source: 'signatures of downloaded files and of metadata; the line after it says whether the file was accepted',
		role: 'file-signature',
		category: 'file-signature',
		match: new RegExp(
			[
				'^(?:CertVerifyCertificateChainPolicy|WinVerifyTrust|Digital Signatures on file',
				String.raw`|[^\r\n]{0,128}?(?:signature|timestamp token|signed by|not trusted))`,
			].join(''),
			'i',
		),
		examples: {
			match: [
				'CertVerifyCertificateChainPolicy failed, Flags = 0.',
				'ProcessTimestampTokens - timestamp tokens verification',
				'No timestamp tokens in cache',
				'Digital Signatures on file C:\\a\\wuredir.cab are not trusted: Error 0x800b0001',
			],
			noMatch: ['Sync of Updates'],
		},
	},
	{
		id: 'file-trust',
		source: 'checks of downloaded files under various names; the path distinguishes them from server checks',
		role: 'file-signature',
		category: 'file-signature',
		fileCodesOnly: true,
		match: /^(?:(?:Trust verification|Verify trust) of file\b|[^\r\n]{0,256}?\bof file\s{1,4}\S{0,256}[\\/%.]\w)/i,
		examples: {
			match: [
				'Trust verification of file C:\\Windows\\SoftwareDistribution\\Download\\a.cab',
				'Verify trust of file C:\\a\\wuident.cab',
				'Check of file "\\\\server\\share\\a.cab" failed',
			],
			noMatch: ['Trust verification of a server', 'Trust verification of files', 'Start of file transfer'],
		},
	},
];
