/** What a log cannot show is said, and what it shows is not denied. */
import {describe, expect, it} from 'vitest';
import {failedCall, scanLog} from '../../../src/core/findings/rules/examples.js';
import {analyzeShort} from '../../helpers/short-logs.js';

const ONLINE = scanLog({});
const OFFLINE = scanLog({online: false});

const NO_HTTPS = 'The log shows no call to WSUS over HTTPS, so certificate pinning is unknown.';
const NOT_SAID = 'WSUS was called over HTTPS, but no line shows whether its certificate is pinned.';
const NO_CALL = 'The log shows no web service calls by scans, so proxy use is unknown.';
const NO_NAMES = 'Windows 10 and 11 log which kind of proxy was tried, but not its name; run netsh winhttp show proxy on the PC to see it.';
const NO_KIND = 'For some calls, the kind of proxy used was not logged.';
const NO_POLICIES = 'The policies of the PC are not in the log; add a registry export (--policy) to include them.';

/** All but the period. */
function sentences(...scans: readonly string[]): readonly string[] {
	return analyzeShort(scans.join('\n')).coverage.slice(1);
}

describe('coverage', () => {
	it('begins with the period', () => {
		expect(analyzeShort(ONLINE).coverage[0]).toBe(
			'The log covers 2024-03-12 10:00:00 to 2024-03-12 10:00:04 (4.0 s), local time of the PC that ' +
				'created the log (time zone not logged).',
		);
		expect(analyzeShort('Agent WSUS server: (null)').coverage[0]).toBe(
			'The log covers 2024-03-12 10:00:00 to 2024-03-12 10:00:00, local time of the PC that created the log (time zone not logged).',
		);
	});

	it.each([
		['an online scan of WSUS', [ONLINE], ['1 scan (online).', NOT_SAID, NO_NAMES, NO_KIND, NO_POLICIES]],
		[
			'a scan that asked through the system proxy',
			[scanLog({behavior: 1, lines: failedCall('80072EE2'), exit: '0x80072EE2'})],
			['1 scan (online).', NOT_SAID, NO_NAMES, NO_POLICIES],
		],
		['an offline scan', [OFFLINE], ['1 scan (not online).', NO_HTTPS, NO_CALL, NO_POLICIES]],
		['both', [ONLINE, OFFLINE], ['2 scans (1 online).', NOT_SAID, NO_NAMES, NO_KIND, NO_POLICIES]],
		['two online scans', [ONLINE, ONLINE], ['2 scans (all online).', NOT_SAID, NO_NAMES, NO_KIND, NO_POLICIES]],
		['two offline scans', [OFFLINE, OFFLINE], ['2 scans (none online).', NO_HTTPS, NO_CALL, NO_POLICIES]],
		[
			'a scan of WSUS over HTTP',
			[scanLog({server: 'http://wsus.example:8530'})],
			['1 scan (online).', NO_HTTPS, NO_NAMES, NO_KIND, NO_POLICIES],
		],
		['a scan of Windows Update', [scanLog({service: 'windows-update'})], ['1 scan (online).', NO_HTTPS, NO_NAMES, NO_KIND, NO_POLICIES]],
		[
			'a log that speaks of pinning',
			[scanLog({lines: ['WebServices WSUS TLS cert-pinning mandatory: Yes']})],
			['1 scan (online).', NO_NAMES, NO_KIND, NO_POLICIES],
		],
		[
			'a log that speaks of the store',
			[scanLog({lines: ['WebServices Cert in WSUS store: Yes']})],
			['1 scan (online).', NO_NAMES, NO_KIND, NO_POLICIES],
		],
		['no scan', ['Agent WSUS server: (null)'], ['No scans.', NO_HTTPS, NO_CALL, NO_POLICIES]],
		['a log of Windows 7', ['legacy', ONLINE], ['1 scan (online).', NOT_SAID, 'No line names a proxy.', NO_KIND, NO_POLICIES]],
	])('of %s', (_, scans, expected) => {
		expect(sentences(...scans)).toEqual(expected);
	});

	it('names the policies that the settings given do not hold', () => {
		const given = (settings: object): string | undefined => sentences(`context: ${JSON.stringify(settings)}`, ONLINE).at(-1);
		expect(given({WUServer: 'x'})).toBe(
			'The settings provided do not include SetProxyBehaviorForUpdateDetection or ' +
				'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection; a policy that is not configured counts as 0.',
		);
		expect(given({SetProxyBehaviorForUpdateDetection: 1})).toBe(
			'The settings provided do not include DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection; a ' +
				'policy that is not configured counts as 0.',
		);
		expect(given({DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection: 1})).toBe(
			'The settings provided do not include SetProxyBehaviorForUpdateDetection; a policy that is not configured counts as 0.',
		);
		expect(given({SetProxyBehaviorForUpdateDetection: 1, DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection: 1})).toBe(NO_KIND);
	});
});
