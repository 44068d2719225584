/** Policies that decide where updates come from: read from files, told in words, and weighed against each other. */
import {describe, expect, it} from 'vitest';
import {mergeContext} from '../../../src/core/device-settings/merge-settings.js';
import {readContextFile} from '../../../src/core/device-settings/read-settings.js';
import {movesScans, SOURCE_POLICIES, sourcePolicyTexts} from '../../../src/core/device-settings/source-policies.js';
import type {SourcePolicy} from '../../../src/core/types.js';
import {GP_KEY, lines, readText, regFile} from '../../helpers/settings-files.js';

function policies(values: Readonly<Record<string, string>>): readonly SourcePolicy[] {
	return Object.entries(values).map(([name, value]) => ({name, value}));
}

function policiesOf(...files: readonly string[]): readonly SourcePolicy[] | null {
	const parts = files.flatMap((text, index) => {
		const part = readContextFile(new TextEncoder().encode(text), `${index}.txt`);
		return 'problem' in part ? [] : [part];
	});
	expect(parts).toHaveLength(files.length);
	return mergeContext(parts).context?.sourcePolicies ?? null;
}

describe('scans move from WSUS to Windows Update', () => {
	it.each([
		[{DeferQualityUpdates: '1'}],
		[{DeferFeatureUpdatesPeriodInDays: '30', DisableDualScan: '0'}],
		[{PauseFeatureUpdates: '1'}],
		[{TargetReleaseVersion: '1', TargetReleaseVersionInfo: '22H2'}],
		[{BranchReadinessLevel: '16'}],
		[{SetPolicyDrivenUpdateSourceForQualityUpdates: '0', UseUpdateClassPolicySource: '1'}],
		[{SetPolicyDrivenUpdateSourceForDriverUpdates: '0', DisableDualScan: '1'}],
	])('by %j', (values) => {
		expect(movesScans(policies(values))).toBe(true);
	});

	it.each([
		[{}],
		[{DeferQualityUpdates: '0'}],
		[{DeferQualityUpdates: '1', DisableDualScan: '1'}],
		[{DeferQualityUpdates: '1', UseUpdateClassPolicySource: '1', SetPolicyDrivenUpdateSourceForQualityUpdates: '1'}],
		[{DoNotConnectToWindowsUpdateInternetLocations: '1', DisableWindowsUpdateAccess: '1'}],
		[{TargetReleaseVersionInfo: '22H2'}],
	])('not by %j', (values) => {
		expect(movesScans(policies(values))).toBe(false);
	});
});

it('each policy is told with what it does, set or not', () => {
	for (const {name, type} of SOURCE_POLICIES) {
		for (const value of type === 'text' ? ['22H2'] : ['0', '1']) {
			const [text = '', ...more] = sourcePolicyTexts([{name, value}]);
			expect(more).toEqual([]);
			expect(text.startsWith(`${name} = ${value}: `), text).toBe(true);
			expect(text.endsWith('.')).toBe(true);
		}
	}
});

describe('they are read', () => {
	it('from a registry export and from reg query', () => {
		const expected = policies({DisableDualScan: '1', DeferQualityUpdatesPeriodInDays: '7', TargetReleaseVersionInfo: '23H2'});
		const exported = regFile(
			`[${GP_KEY}]`,
			'"DisableDualScan"=dword:00000001',
			'"DeferQualityUpdatesPeriodInDays"=dword:00000007',
			'"TargetReleaseVersionInfo"="23H2"',
		);
		const query = lines(
			'',
			GP_KEY,
			'    DisableDualScan    REG_DWORD    0x1',
			'    DeferQualityUpdatesPeriodInDays    REG_DWORD    0x7',
			'    TargetReleaseVersionInfo    REG_SZ    23H2',
			'',
		);
		expect(policiesOf(exported)).toEqual(expected);
		expect(policiesOf(query)).toEqual(expected);
	});

	it('from JSON, in any case', () => {
		expect(policiesOf('{"useupdateclasspolicysource": 1, "SETPOLICYDRIVENUPDATESOURCEFORFEATUREUPDATES": 0}')).toEqual(
			policies({UseUpdateClassPolicySource: '1', SetPolicyDrivenUpdateSourceForFeatureUpdates: '0'}),
		);
	});

	it('from several files, each policy once', () => {
		expect(policiesOf('{"DisableDualScan": 1}', '{"DisableDualScan": 1, "DeferFeatureUpdates": 1}')).toEqual(
			policies({DisableDualScan: '1', DeferFeatureUpdates: '1'}),
		);
	});

	it('and a value that is none is told', () => {
		expect(readText('{"DisableDualScan": "often", "DeferFeatureUpdates": 1}')).toMatchObject({
			notes: ['DisableDualScan has an invalid value: "often".'],
		});
	});
});
