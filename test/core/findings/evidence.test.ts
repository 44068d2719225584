/** What findings say and quote, example by example, and the facts that rules ask for. */
import {describe, expect, it} from 'vitest';
import {comparisonMistake} from '../../../src/core/findings/fact-values.js';
import {type Fact, FACTS, type Facts, factsOfFile, factsOfScan} from '../../../src/core/findings/facts/index.js';
import {failedCall, scanLog} from '../../../src/core/findings/rules/examples.js';
import {RULES} from '../../../src/core/findings/rules/index.js';
import type {FileReport} from '../../../src/core/types.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';
import {analyzeShort} from '../../helpers/short-logs.js';

function told({findings}: FileReport): string {
	return findings
		.map(({rule, severity, title, scans, evidence}) =>
			[
				`\t${severity} ${rule}${scans.length === 0 ? '' : ` (scan ${scans.join(', ')})`}: ${title}`,
				...evidence.map(({line, text}) => `\t\t${line} ${text}`),
			].join('\n'),
		)
		.join('\n');
}

function factsOf(report: FileReport): string {
	const file = factsOfFile({...report, updates: 'unknown'});
	const lines = (of: Fact['of'], facts: Facts): readonly string[] =>
		FACTS.filter((fact) => fact.of === of).map(({name}) => `\t${name}: ${JSON.stringify(facts(name))}`);
	return [
		...lines('file', file),
		...report.scans.flatMap((scan) => [`\tscan ${scan.id}`, ...lines('scan', factsOfScan(scan, file)).map((line) => `\t${line}`)]),
	].join('\n');
}

it('quotes the lines that it quoted', async () => {
	const examples = RULES.flatMap(({id, role, examples: {match}}) =>
		match.map((example, index) => `${id} (${role}) ${index + 1}\n${told(analyzeShort(example))}`),
	);
	await expect(`${examples.join('\n')}\n`).toMatchFileSnapshot('evidence.txt');
});

it('reads the facts that it read', async () => {
	const context =
		'context: {"WUServer":"https://other.example:8531","SetProxyBehaviorForUpdateDetection":1,' +
		'"DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection":1,"WindowsServerUpdateServices":[]}';
	const failing = scanLog({behavior: 2, lines: failedCall('80072EE2'), exit: '0x80072EE2'});
	const reports = [
		sampleReport('wsus-system-proxy-fails-no-fallback.log'),
		sampleReport('win7-named-proxy-8024402c.log'),
		analyzeShort(`${context}\nAgent WSUS server: https://wsus.example:8531\n${failing}`),
	];
	await expect(`${reports.map((report) => `${report.path}\n${factsOf(report)}`).join('\n')}\n`).toMatchFileSnapshot('facts.txt');
});

describe('a finding about many scans', () => {
	const scans = Array.from({length: 20}, (_, index) =>
		scanLog({
			server: `https://wsus${index}.example:8531`,
			lines: [...failedCall('80072EE2'), ...failedCall('80072EE2').slice(1)],
			exit: '0x80072EE2',
		}),
	);
	const finding = analyzeShort(scans.join('\n')).findings.find(({rule}) => rule === 'connection-timeout');

	it('names the first few servers and counts the others', () => {
		expect(finding?.scans).toHaveLength(20);
		expect(finding?.title).toMatch(/^The server did not respond in time \(https:\/\/wsus0\.example:8531, .* and \d+ more, 0x80072EE2 /);
		const named = finding?.title.match(/wsus\d+/g)?.length ?? 0;
		expect(finding?.title).toContain(`and ${20 - named} more`);
	});

	it('quotes lines of each as far as there is room, in their order, none twice', () => {
		const lines = finding?.evidence.map(({line}) => line) ?? [];
		expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
		expect(lines).toHaveLength(12);
	});
});

it.each([
	['outcome', {atLeast: 1}, 'must be text; atLeast and atMost are for numbers'],
	['outcome', {atMost: 1}, 'must be text; atLeast and atMost are for numbers'],
	['retries', {atMost: 1}, null],
	['retries', {contains: 'x'}, 'must be a number without quotes; contains is for text'],
	['outcome', {contains: 'CEED'}, null],
] as const)('a comparison of %s with %j is told where no log can fulfil it', (name, test, mistake) => {
	expect(comparisonMistake(name, test)).toBe(mistake);
});
