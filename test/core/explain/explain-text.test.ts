/** Explanations as text: what a person reads, at any width. */
import {describe, expect, it} from 'vitest';
import {explain} from '../../../src/core/explain/explain.js';
import {explanationText, nothingText, withoutFacts} from '../../../src/core/explain/explain-text.js';
import {RULES} from './example-rules.js';

function textOf(query: string, width = 80): string {
	return explanationText(explain(query, RULES), {width});
}

const QUERIES = [
	'0x8024B304',
	'12007',
	'0x80070649',
	'0xD0000034',
	'HTTP 503',
	'name-without-address',
	'proxy-sign-in',
	'WSUS',
	'proxy behavior 1',
	'SetProxyBehaviorForUpdateDetection',
	'WindowsServerUpdateServices',
	'UpdateDetection',
	'timeout',
	'no such thing',
	'mapped Nws error 0x803d0010 to 0x8024402c',
];

describe('the text of an explanation', () => {
	it('says the meaning first, then suspicion, check and relations', () => {
		expect(textOf('0x8024402C')).toBe(`0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED
  DNS lookup failed for the update server or the proxy.

  Suspect      name resolution (DNS)
  Check        Run nslookup for the host in the WUServer URL; then run 'netsh
               winhttp show proxy' to check for a proxy that no longer exists.
  Comes from   0x80072EE7 ERROR_WINHTTP_NAME_NOT_RESOLVED (inferred from the
               names)
               0x803D0010 WS_E_ENDPOINT_UNREACHABLE (seen in logs)
  Part of      Windows Update
  Decimal      -2145107924, 2149859372
  Rules        name-without-address: The name of the server has no address
`);
	});

	it('says how a code with another number in it is read', () => {
		const text = textOf('12007', 200);
		expect(text).toContain('Decimal      -2147012889, 2147954407; Win32 error 12007\n');
		expect(text).toContain('How to read  The prefix 0x8007 marks a Win32 error; the last four digits, 2EE7, are its number, 12007.\n');
	});

	it('says for each of the two trust codes that it is taken for the other', () => {
		expect(textOf('0x8024B304', 200)).toContain('Often mistaken for 0x800B0001 TRUST_E_PROVIDER_UNKNOWN.');
		expect(textOf('0x800B0001', 200)).toContain('Often mistaken for 0x8024B304 WU_E_TRUST_PROVIDER_UNKNOWN.');
	});

	it('says how to read a code without explanation, and what prints the text of the system', () => {
		const text = textOf('0x80070649', 200);
		expect(text).toContain('Part of      Windows Installer');
		expect(text).toContain('are its number, 1609');
		expect(text).toContain('certutil -error 0x80070649');
		expect(textOf('0xD0000034', 200)).toContain('certutil -error 0xC0000034');
	});

	it('shows a rule with its steps, commands on lines of their own, and its kinds', () => {
		expect(textOf('name-without-address')).toBe(`The name of the server has no address
  name-without-address, error

  DNS has no address for the server.

  What to do:
  1. Look up ….
     nslookup <name>
  2. (changes the PC) Correct the policy.

  DNS says that the server does not exist
    1. Ask who retired it.

  See          A page about names
`);
	});

	it('shows both rules of one id', () => {
		expect(textOf('proxy-sign-in')).toMatch(/proxy-sign-in, warning[\s\S]*proxy-sign-in, info/);
	});

	it('shows a setting with its values and every place where it is set', () => {
		expect(textOf('UseWUServer', 100)).toBe(`UseWUServer
  A policy: whether the URL in WUServer applies. The intranet update service policy sets it together
  with the URL.

  Values       0: WUServer is ignored and Microsoft's services are used (default)
               1: the server in WUServer is used
  Group Policy Computer Configuration > Administrative Templates > Windows Components > Windows
               Update (newer: > Manage updates offered from Windows Server Update Service) > Specify
               intranet Microsoft update service location: enabled sets 1
  ConfigMgr    No separate setting: the client writes it together with WUServer.
  Registry     HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU, DWORD UseWUServer (a
               subkey of the one with WUServer)
  Show it with reg query "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate" /s
  Source       Microsoft, WindowsUpdate.admx, Specify intranet Microsoft update service location;
               Microsoft, Troubleshoot issues with WSUS client agents
`);
		expect(textOf('SetProxyBehaviorForUpdateDetection', 200)).toMatch(
			/\n {2}CSP {10}\.\/Device\/Vendor\/MSFT\/Policy\/Config\/Update\/SetProxyBehaviorForUpdateDetection\n/,
		);
		expect(textOf('SetProxyBehaviorForUpdateDetection', 200)).toContain(
			'\n  Not the same The number after "Proxy Behavior" in a log is a different enumeration',
		);
	});

	it('lists candidates and counts the rest', () => {
		expect(textOf('name not resolved')).toBe(`2 matches for "name not resolved"
  0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED
  0x80072EE7 ERROR_WINHTTP_NAME_NOT_RESOLVED
`);
		expect(textOf('timeout')).toMatch(/and \d+ more codes; type more of the name/);
	});

	it.each(QUERIES)('of %s keeps to the width, where no word is longer', (query) => {
		for (const width of [60, 80]) {
			for (const line of textOf(query, width).split('\n'))
				expect(
					line.length <= width ||
						!line.trim().includes(' ') ||
						/certutil -error|^ {2}Show it with /.test(line) ||
						/^ {2}(?:CSP|Registry) +\S+$/.test(line),
					line,
				).toBe(true);
		}
	});

	it.each(QUERIES)('of %s is the same with colour, but for the colour', (query) => {
		const painted = explanationText(explain(query, RULES), {paint: (emphasis, text) => `<${emphasis}>${text}</>`});
		expect(painted).not.toBe(textOf(query));
		expect(painted.replace(/<(?:strong|dim|good|warning|bad)>|<\/>/g, '')).toBe(textOf(query));
	});

	it('ends its last line and lets no control character through', () => {
		for (const query of [...QUERIES, '\u001b[31mred\u202e\u0000', 'x\u001b]0;t\u0007'.repeat(50)]) {
			const text = textOf(query);
			expect(text.endsWith('\n')).toBe(true);
			expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		}
	});

	it('shortens a long question', () => {
		expect(nothingText('x'.repeat(500)).length).toBeLessThan(100);
	});
});

describe('withoutFacts', () => {
	it.each([
		['The scan failed: {exitCode} {exitName}', 'The scan failed'],
		['{server} returned HTTP {httpStatus} ({rootCause} {rootCauseName})', 'The server returned HTTP …'],
		['Scans were cancelled ({count}: {caller})', 'Scans were cancelled'],
		['A sign-in is wanted (HTTP 407)', 'A sign-in is wanted (HTTP 407)'],
		['logman -p {0b7a6f19-47c4-454e-8c5c-e868d637e4d8}', 'Logman -p {0b7a6f19-47c4-454e-8c5c-e868d637e4d8}'],
	])('makes %s a general statement', (text, general) => {
		expect(withoutFacts(text)).toBe(general);
	});
});
