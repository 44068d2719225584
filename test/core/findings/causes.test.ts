/** What a failed scan is told to have failed of, code by code: many codes share a rule and differ in its words. */
import {describe, expect, it} from 'vitest';
import {failedCall, scanLog} from '../../../src/core/findings/rules/examples.js';
import {titlePartsOf} from '../../../src/core/findings/title-parts.js';
import {analyzeShort} from '../../helpers/short-logs.js';

/** Rule, title without its parentheses, and the codes that end a scan so. */
type Row = readonly [rule: string, title: string, codes: string];

const ANY: readonly Row[] = [
	['tls-verification-failed', 'The server certificate has expired, or the PC clock is wrong', '800B0101 80072F05'],
	['tls-verification-failed', 'The server certificate was issued for a different name', '800B010F 80072F06'],
	['tls-verification-failed', 'The server certificate was revoked', '800B010C 80072F8A'],
	['tls-verification-failed', 'The revocation status of the server certificate is unknown', '80072F19 80092012 80092013 800B010E'],
	['tls-verification-failed', 'The PC and the server have no TLS version in common', '80072F7D'],
	['tls-verification-failed', 'The server requests a client certificate', '80072F0C'],
	['soap-fault', 'Something other than an update server answered', '80240439'],
	['soap-fault', 'The server was reached but reported an error', '80244007 803D0013 80244008 8024400D 8024400E 8024400A 8024400B 8024400C'],
	['name-not-resolved', 'DNS lookup failed for the server or the proxy', '80072EE7'],
	['connection-failed', 'Could not connect to the server', '80072EFD'],
	['connection-timeout', 'The server did not respond in time', '80072EE2 8024401C'],
	['proxy-authentication-required', 'The proxy requires authentication that the client could not provide', '8024401B'],
	['too-many-round-trips', 'The server offers more updates than one scan can retrieve', '80244010'],
	['trust-provider-unknown', 'A trust check failed', '8024B304 800B0001'],
];

const WSUS: readonly Row[] = [
	...ANY,
	['tls-verification-failed', 'The PC does not trust the issuer of the server certificate', '800B0109 800B010A 80072F0D 80072F17'],
	['tls-verification-failed', 'The PC did not accept the server certificate', '803D000A 80240437'],
	['tls-verification-failed', 'The secure connection failed: clock, certificate, or TLS version', '80072F8F'],
	['server-http-status', 'The server returned HTTP 503', '80244022'],
	['server-http-status', 'The server returned HTTP 404', '80244019'],
	['system-proxy-failed-no-fallback', 'The system proxy did not reach the server, and no fallback is allowed', '80240438 803D0010'],
];

const MICROSOFT: readonly Row[] = [
	...ANY,
	[
		'tls-verification-failed',
		"Microsoft's server was not recognized: TLS is likely being inspected",
		'800B0109 800B010A 80072F0D 80072F17 803D000A 80240437',
	],
	['tls-verification-failed', 'The secure connection failed: clock, TLS version, or TLS inspection', '80072F8F'],
	['server-http-status', 'The server, or a proxy in between, returned HTTP 503', '80244022'],
	['connection-failed', 'Could not connect to the server', '80240438 803D0010'],
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
		const parts = finding === undefined ? null : titlePartsOf(finding);
		expect(parts?.main).toBe(title);
		expect(parts?.aside).toMatch(rule === 'proxy-authentication-required' || rule === 'trust-provider-unknown' ? /0x/ : new RegExp(server));
	});
});
