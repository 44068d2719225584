/** What a failed scan is told to have failed of, code by code: many codes share a rule and differ in its words. */
import {describe, expect, it} from 'vitest';
import {failedCall, scanLog} from '../../../src/core/findings/rules/examples.js';
import {analyzeShort} from '../../helpers/short-logs.js';

/** Rule, beginning of the title (`@` is the server), and the codes that end a scan so. */
type Row = readonly [rule: string, title: string, codes: string];

const ANY: readonly Row[] = [
	['tls-verification-failed', 'The certificate of @ has expired, or the clock of the PC is wrong', '800B0101 80072F05'],
	['tls-verification-failed', 'The certificate of @ is for another name', '800B010F 80072F06'],
	['tls-verification-failed', 'The certificate of @ was revoked', '800B010C 80072F8A'],
	['tls-verification-failed', 'Whether the certificate of @ was revoked could not be checked', '80072F19 80092012 80092013 800B010E'],
	['tls-verification-failed', 'The PC and @ found no common TLS protocol', '80072F7D'],
	['tls-verification-failed', '@ asks for a client certificate', '80072F0C'],
	['soap-fault', 'Something else than an update server answered for @', '80240439'],
	[
		'soap-fault',
		'@ was reached and reported an error of its own',
		'80244007 803D0013 80244008 8024400D 8024400E 8024400A 8024400B 8024400C',
	],
	['name-not-resolved', 'A name could not be resolved', '80072EE7'],
	['connection-failed', 'No connection to @', '80072EFD'],
	['connection-timeout', 'No answer in time from @', '80072EE2 8024401C'],
	['proxy-authentication-required', 'The proxy asked for a sign-in', '8024401B'],
	['too-many-round-trips', '@ offers more updates than the client may fetch in one scan', '80244010'],
	['trust-provider-unknown', 'A trust check failed', '8024B304 800B0001'],
];

const WSUS: readonly Row[] = [
	...ANY,
	['tls-verification-failed', 'The PC does not trust the issuer of the certificate of @', '800B0109 800B010A 80072F0D 80072F17'],
	['tls-verification-failed', 'The PC did not accept the certificate of @', '803D000A 80240437'],
	['tls-verification-failed', 'The secure connection to @ failed (0x80072F8F): clock, certificate or TLS version', '80072F8F'],
	['server-http-status', '@ answered with HTTP 503', '80244022'],
	['server-http-status', '@ answered with HTTP 404', '80244019'],
	[
		'system-proxy-failed-no-fallback',
		"@ could not be reached with the system's proxy settings, and the user's proxy is not tried",
		'80240438 803D0010',
	],
];

const MICROSOFT: readonly Row[] = [
	...ANY,
	[
		'tls-verification-failed',
		"Microsoft's server was not recognised: likely a proxy inspects TLS",
		'800B0109 800B010A 80072F0D 80072F17 803D000A 80240437',
	],
	[
		'tls-verification-failed',
		'The secure connection to @ failed (0x80072F8F): clock, TLS version, or a proxy that inspects TLS',
		'80072F8F',
	],
	['server-http-status', '@ (or a proxy on the way) answered with HTTP 503', '80244022'],
	['connection-failed', 'No connection to @', '80240438 803D0010'],
];

describe.each([
	['wsus', 'https://wsus.example:8531', WSUS],
	['windows-update', 'https://fe2cr.update.microsoft.com', MICROSOFT],
] as const)('a scan of %s', (service, server, rows) => {
	it.each(
		rows.flatMap(([rule, title, codes]) => codes.split(' ').map((code) => [code, rule, title] as const)),
	)('that ends with %s failed of %s: %s', (code, rule, title) => {
		const [finding] = analyzeShort(scanLog({service, behavior: 1, lines: failedCall(code), exit: `0x${code}`})).findings;
		expect(finding?.rule).toBe(rule);
		expect(finding?.title.replace(server, '@').startsWith(title), finding?.title).toBe(true);
	});
});
