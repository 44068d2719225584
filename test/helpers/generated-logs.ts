/** Random logs for the property tests: every dialect and encoding, odd bytes, long lines, chunks cut anywhere. */
import fc from 'fast-check';
import {bytesOf, concat, etwLine, legacyLine, utf16, WSUS_URL} from './log-lines.js';

/** Words that make patterns match, nearly match, or fall apart. */
const MESSAGES = [
	'* START * Finding updates CallerId = CcmExec  Id = 2 (cV = aBcD.0.2)',
	'* END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x80240438 (cV = aBcD.0.2)',
	'* END * Finding updates CallerId = CcmExec  Id = 2',
	'** START **  Agent: Finding updates [CallerId = AutomaticUpdates]',
	'**  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]',
	'  * WARNING: Exit code = 0x8024402C',
	'Exit code = 0x00000000',
	'Online = Yes; Interactive = No; AllowCachedResults = No',
	'Online = No; Interactive = No',
	'ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
	`Got WSUS Client/Server URL: ${WSUS_URL}""`,
	`ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = ${WSUS_URL}`,
	'WSUS server: https://wsus.example:8531 (Changed)',
	'WSUS server: (null)',
	'WSUS certificate store is empty',
	'WSUS TLS cert-pinning mandatory: No',
	'Cert in WSUS store: Yes',
	`Proxy Behavior set to 2 for service url ${WSUS_URL}`,
	'Auto proxy settings for this web service call.',
	'Using system proxy, with auto proxy settings',
	'Using user proxy, with impersonation',
	`WS error: There was an error communicating with the endpoint at '${WSUS_URL}'.`,
	'WS error: No es posible el acceso al proxy especificado, comunicación 错误 \u{1F642}',
	'Proxy Behavior: 2, system proxy options exhausted.. switch to user proxy',
	'*FAILED* [80240438] Web service call',
	'*FAILED* [80072EE7] Send request',
	'*FAILED* [803D000A] Method failed [NativeWebServiceBase::CheckSSLCertificateTrust:412]',
	'WARNING: SendRequest failed with hr = 80072eef. Proxy List used: <proxy.example:80 > ' +
		'Bypass List used : <<local>> Auth Schemes used : <>',
	'something about 0x8024B304',
	'  *contd (1)* and the rest',
	'WU client version 10.0.19041.1682',
	'===========  Logging initialized (build: 7.6.7600.256, tz: +0530)  ===========',
	'[scan] : started; ',
	'REPORT EVENT: {1}\t2\t3',
	'',
] as const;

const message = fc.oneof({weight: 8, arbitrary: fc.constantFrom(...MESSAGES)}, {weight: 1, arbitrary: fc.string({maxLength: 40})});
const component = fc.constantFrom('Agent', 'WebServices', 'Misc', 'ProtocolTalker', 'DownloadManager', 'PT', 'Setup', '');
const pid = fc.constantFrom(4, 1788, 19724);
const tid = fc.constantFrom(16, 10920, 176640);
const clock = fc.constantFrom('10:00:00.0000000', '10:00:00.001', '11:59:59.9999999', '04:00:00.123', '25:00:00.000');
const date = fc.constantFrom('2024/03/12', '2024-03-12', '2567.03.12', '1403/01/12', '1601/01/01');

const etw = fc
	.record({date, clock, pid, tid, component, text: message})
	.map(({date: day, clock: hour, ...columns}) => etwLine({time: `${day} ${hour}`, ...columns}));
const legacy = fc.record({pid, tid, component, text: message}).map((columns) => legacyLine(columns));
const raw = message.map((text) => `03E4 1668 SLS             ${text}`);
const pasted = fc
	.record({prefix: fc.constantFrom('> ', '| ', '   ', '12: '), text: message})
	.map(({prefix, text}) => `${prefix}2019/06/05 10:21:33.1234567 5120 6644 Agent ${text}`);
const rest = fc.oneof(
	fc.constantFrom('', ' ', '\t', 'goes on', '> goes on', '\u0001', 'a\0b'),
	fc.string({unit: 'binary', maxLength: 30}).map((text) => text.replace(/[\r\n]/g, ' ')),
);
const long = fc.tuple(etw, fc.constantFrom(80, 150, 400, 3000)).map(([line, length]) => line + 'é'.repeat(length));

/** One line without its end. */
const line = fc.oneof(
	{weight: 10, arbitrary: etw},
	{weight: 4, arbitrary: legacy},
	{weight: 1, arbitrary: raw},
	{weight: 3, arbitrary: pasted},
	{weight: 3, arbitrary: rest},
	{weight: 1, arbitrary: long},
);
const lineEnd = fc.constantFrom('\r\n', '\n', '\r\n', '\r\r\n');

/** The text of a log, which may or may not end in a line end. */
export const logText: fc.Arbitrary<string> = fc
	.tuple(fc.array(fc.tuple(line, lineEnd), {maxLength: 25}), fc.oneof(fc.constant(''), line))
	.map(([lines, last]) => lines.map(([text, ending]) => text + ending).join('') + last);

const ENCODERS: readonly ((text: string) => Uint8Array)[] = [
	bytesOf,
	bytesOf,
	(text) => concat(Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf(text)),
	(text) => concat(Uint8Array.of(0xff, 0xfe), utf16(text)),
	(text) => concat(Uint8Array.of(0xfe, 0xff), utf16(text, 'be')),
	(text) => utf16(text),
	(text) => utf16(text, 'be'),
	// Windows-1252, and nonsense for letters it does not have.
	(text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff),
];

/** @param before put in front of each generated text, before it is encoded */
export function encodedLog(before = ''): fc.Arbitrary<Uint8Array> {
	return (
		fc
			.tuple(logText, fc.constantFrom(...ENCODERS), fc.nat(2))
			// An odd last byte, or a character cut in its middle.
			.map(([text, encode, cut]) => encode(before + text).slice(0, cut === 2 ? -1 : undefined))
	);
}

/** Sizes of chunks, used again and again until the bytes are over. */
export const chunkSizes: fc.Arbitrary<readonly number[]> = fc
	.array(fc.oneof(fc.nat(8), fc.integer({min: 1, max: 200}), fc.integer({min: 1, max: 5000})), {minLength: 1, maxLength: 12})
	.filter((sizes) => sizes.some((size) => size > 0));

export function cut(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
	const chunks: Uint8Array[] = [];
	for (let at = 0, index = 0; at < bytes.length; index++) {
		const size = sizes[index % sizes.length] ?? 1;
		chunks.push(bytes.subarray(at, at + size));
		at += size;
	}
	return chunks;
}
