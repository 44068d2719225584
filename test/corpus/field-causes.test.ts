/** Causes in small logs of the kinds that people collect and paste, which lie beside the project. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {mergeContext} from '../../src/core/device-settings/merge-settings.js';
import {readContextFile} from '../../src/core/device-settings/read-settings.js';
import {createAnalyzer, type FileReport} from '../../src/core/index.js';
import {fieldFolder, isFieldMissing} from '../helpers/field.js';

function report(log: string, settings: readonly string[] = []): FileReport {
	const parts = settings.flatMap((name) => {
		const part = readContextFile(readFileSync(join(fieldFolder, name)), name);
		return 'problem' in part ? [] : [part];
	});
	const analyzer = createAnalyzer({path: log, context: mergeContext(parts).context});
	analyzer.push(readFileSync(join(fieldFolder, log)));
	return analyzer.end();
}

interface Row {
	readonly log: string;
	readonly settings?: readonly string[];
	readonly finding: string;
	/** In its title, its explanation, or its steps. */
	readonly says: readonly string[];
	readonly isSilentOn?: RegExp;
}

const ROWS: readonly Row[] = [
	{
		log: '02-external-cab-reset.log',
		finding: 'error external-cab-failed',
		says: ['0x80072EFE', 'download.windowsupdate.com', 'Test-NetConnection content.dl.example.test -Port 80'],
		isSilentOn: /Test-NetConnection fe2cr/,
	},
	{log: '03-disk-full-datastore.log', finding: 'error update-database-failed', says: ['disk is full', '-1808', '0xC8000710']},
	{
		log: '05-one-request-counted-twice-and-mapping.log',
		finding: 'error connection-timeout',
		says: ['http://wsus.corp.example:8530', "Connect('wsus.corp.example', 8530)"],
		isSilentOn: /Test-NetConnection/,
	},
	{log: '06-paste-that-begins-after-start.log', finding: 'warning wsus-url-ends-in-slash', says: ['two slashes', 'WUServer']},
	{
		log: 'soap-fault-nonleaf.log',
		finding: 'error wsus-limit-exceeded',
		says: ['InstalledNonLeafUpdateIDs', 'maxInstalledPrerequisites', 'web.config'],
		isSilentOn: /resetauthorization/,
	},
	{
		log: 'user-only-proxy-unreachable.log',
		settings: ['user-only-proxy.netsh.txt'],
		finding: 'error system-proxy-failed-no-fallback',
		says: ['set only for users', 'import proxy source=ie'],
	},
	{
		log: 'dual-scan.log',
		settings: ['policies-dual-scan.regquery.txt'],
		finding: 'info scans-moved-from-wsus',
		says: ['DeferQualityUpdates = 1', 'SetPolicyDrivenUpdateSourceForQualityUpdates = 0', 'UseUpdateClassPolicySource = 1'],
	},
	{log: 'fragment-access-disabled.log', finding: 'error access-disabled', says: ['Windows Update access disabled: Yes', '0x8024002E']},
];

describe.skipIf(isFieldMissing)('the cause (needs a folder of small logs; WULENS_FIELD can name one) of', () => {
	it.each(ROWS)('$log is $finding', ({log, settings, finding: expected, says, isSilentOn = /$^/}) => {
		const {findings} = report(log, settings);
		const found = findings.find(({severity, rule}) => `${severity} ${rule}` === expected);
		expect(found, findings.map(({severity, rule}) => `${severity} ${rule}`).join()).toBeDefined();
		const text = [found?.title, found?.explanation, ...(found?.nextSteps ?? [])].join(' ');
		expect(says.filter((part) => !text.includes(part))).toEqual([]);
		expect(text).not.toMatch(isSilentOn);
	});

	it('any log is told with each step once', () => {
		for (const log of [...new Set(ROWS.map((row) => row.log)), 'code-without-text.log']) {
			for (const {nextSteps} of report(log).findings) expect(new Set(nextSteps).size).toBe(nextSteps.length);
		}
	});
});
