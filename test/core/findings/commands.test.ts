/** Commands of findings: the host and the port that a log proves, nothing else of it, and what the PC of the log can run. */
import {describe, expect, it} from 'vitest';
import {commandPattern, commandTarget, fillCommand} from '../../../src/core/findings/command-target.js';
import {failedCall, scanLog} from '../../../src/core/findings/rules/examples.js';
import {createRedactor} from '../../../src/core/redact/redact.js';
import {parseEndpoint} from '../../../src/core/scans/services.js';
import {analyzeShort} from '../../helpers/short-logs.js';

function commandsOf(example: string): readonly string[] {
	return analyzeShort(example).findings.flatMap(({steps}) => steps.flatMap(({command}) => command ?? []));
}

/** A scan that fails at a server in two ways, so that its name and its port are tested. */
function failingAt(server: string): string {
	return [
		scanLog({server, lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
		scanLog({server, lines: failedCall('8024402C'), exit: '0x8024402C'}),
	].join('\n');
}

describe('a host and a port in commands', () => {
	it.each([
		['https://wsus01.contoso.example:8531', 'wsus01.contoso.example', 8531],
		['http://wsus01.contoso.example', 'wsus01.contoso.example', 80],
		['https://wsus01', 'wsus01', 443],
		['http://10.20.30.40:8530', '10.20.30.40', 8530],
		['http://WSUS_02.Contoso.Example:8530', 'wsus_02.contoso.example', 8530],
	])('are those of %s', (server, host, port) => {
		const commands = commandsOf(failingAt(server));
		expect(commands).toContain(`powershell Test-NetConnection ${host} -Port ${port}`);
		expect(commands).toContain(`nslookup ${host}`);
	});

	it.each([
		'http://wsus.example&calc.exe:8530',
		'http://wsus.example;reboot:8530',
		'http://wsus|more:8530',
		'http://$(calc):8530',
		'http://`calc`:8530',
		"http://a'b:8530",
		'http://-ExecutionPolicy:8530',
		'http://.example:8530',
		'http://wsus..example:8530',
		'http://%PATH%:8530',
		'http://wsüs.example:8530',
		'http://[fe80::1%25eth0]:8530',
		'http://wsus.example:0',
		`http://${'a'.repeat(64)}.example:8530`,
	])('are left out for %s', (server) => {
		const commands = commandsOf(failingAt(server));
		expect(commands).toContain('netsh winhttp show proxy');
		expect(commands.filter((command) => /Test-NetConnection|nslookup/.test(command))).toEqual([]);
	});

	it('are there for an address of IPv6, without its brackets', () => {
		expect(commandsOf(failingAt('http://[fd00::12]:8530'))).toContain('powershell Test-NetConnection fd00::12 -Port 8530');
	});

	it('are of one server, the first, where scans differ', () => {
		const commands = commandsOf(
			[
				scanLog({server: 'http://wsus01.example:8530', lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
				scanLog({server: 'https://wsus02.example:8531', lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
			].join('\n'),
		);
		expect(commands.filter((command) => command.includes('Test-NetConnection'))).toEqual([
			'powershell Test-NetConnection wsus01.example -Port 8530',
		]);
	});

	it('are of the same form for old clients, in commands that these have', () => {
		const legacy = [
			'legacy',
			'Agent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]',
			'Agent   * ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
			'PT   + ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = http://wsus7.example:8530/ClientWebService/client.asmx',
			'Misc WARNING: Send failed with hr = 80072ee2.',
			'Agent   * WARNING: Exit code = 0x80072EE2',
			'Agent **  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]',
		].join('\n');
		const commands = commandsOf(legacy);
		expect(commands).toContain(`powershell "(New-Object Net.Sockets.TcpClient).Connect('wsus7.example', 8530)"`);
		expect(commands.filter((command) => /Test-NetConnection|Get-WindowsUpdateLog/.test(command))).toEqual([]);
	});

	it('are pseudonyms in a redacted report, the same as elsewhere', () => {
		for (const server of ['https://wsus-hq01.contoso.example:8531', 'http://srv-updates:8530']) {
			const report = createRedactor().file(analyzeShort(failingAt(server)));
			const text = JSON.stringify(report);
			expect(text).not.toMatch(/wsus-hq01|contoso|srv-updates/);
			const host = report.scans[0]?.server?.host ?? '';
			const commands = report.findings.flatMap(({steps}) => steps.flatMap(({command}) => command ?? []));
			expect(commands).toContain(`nslookup ${host}`);
		}
	});
});

it('a command with a gap is none', () => {
	expect(fillCommand('ping {host}', () => null)).toBeNull();
	expect(fillCommand('ping {unknown}', () => 'wsus.example:8530')).toBeNull();
	expect(fillCommand('ipconfig', () => null)).toBe('ipconfig');
});

it('a command about no log in particular names what to fill in', () => {
	expect(commandPattern('powershell Test-NetConnection {contentHost} -Port {contentPort}')).toBe(
		'powershell Test-NetConnection HOST -Port PORT',
	);
});

it('a target has the port that its scheme implies', () => {
	const target = (url: string): string | null => {
		const endpoint = parseEndpoint(url);
		return endpoint === null ? null : commandTarget(endpoint);
	};
	expect(target('https://wsus.example/path')).toBe('wsus.example:443');
	expect(target('http://wsus.example:65535')).toBe('wsus.example:65535');
	expect(target('http://wsus.example:0')).toBeNull();
});
