/** Which updates a device has: from versions as logs print them, from days, from whole logs. */
import {describe, expect, it} from 'vitest';
import {
	BUILDS,
	isVersion,
	type UpdatesLevel,
	updatesLevel,
	updatesLevelOfDay,
	updatesLevelOfVersion,
} from '../../../src/core/expected-behavior/updates-level.js';

describe('the level of a version', () => {
	it.each<[string, UpdatesLevel]>([
		['10.0.19041.507', 'before-2020-09'],
		['10.0.19041.508', 'before-2021-01'],
		['10.0.19041.745', 'before-2021-01'],
		['10.0.19041.746', 'since-2021-01'],
		['10.0.19041.1682', 'since-2021-01'],
		['19041.1682', 'since-2021-01'],
		['10.0.17763.1456', 'before-2020-09'],
		['10.0.17763.1457', 'before-2021-01'],
		['10.0.17763.1697', 'since-2021-01'],
		['10.0.14393.3929', 'before-2020-09'],
		['10.0.14393.4168', 'before-2021-01'],
		['10.0.14393.4169', 'since-2021-01'],
		['10.0.18362.1082', 'before-2021-01'],
		['10.0.18363.1316', 'since-2021-01'],
		['10.0.10240.18818', 'since-2021-01'],
		['10.0.19044.1', 'since-2021-01'],
		['10.0.20348.1', 'since-2021-01'],
		['10.0.22000.1', 'since-2021-01'],
		['10.0.26100.2033', 'since-2021-01'],
		['923.330.111.0', 'since-2021-01'],
		['1215.2401.19022.0', 'since-2021-01'],
		['10.0.16299.2106', 'before-2020-09'],
		['10.0.16299.9999', 'unknown'],
		['10.0.20161.1000', 'unknown'],
		['10.0.10586.1', 'unknown'],
		['7.6.7600.256', 'unknown'],
		['7.9.9600.19915', 'unknown'],
		['5.4.3790.5512', 'unknown'],
		['', 'unknown'],
		['10.0.19041', 'unknown'],
		['10.0.19041.746.1', 'unknown'],
	])('%s is %s', (version, level) => {
		expect(updatesLevelOfVersion(version)).toBe(level);
	});

	it('rises with the revision, in each row', () => {
		for (const {build, september, january, source} of BUILDS) {
			expect(source).not.toBe('');
			if (september !== null && january !== null) expect(january).toBeGreaterThanOrEqual(september);
			if (september !== null && september > 0) expect(updatesLevelOfVersion(`10.0.${build}.${september - 1}`)).toBe('before-2020-09');
			if (january !== null) expect(updatesLevelOfVersion(`10.0.${build}.${january}`)).toBe('since-2021-01');
		}
		expect(new Set(BUILDS.map(({build}) => build)).size).toBe(BUILDS.length);
	});
});

it.each([
	['10.0.19041.1682', true],
	['19041.1682', true],
	['1215.2401.19022.0', true],
	['7.6.7600.256', true],
	['19041', false],
	['Windows 11', false],
	['10.0.19041.1682 ', false],
])('%j is a version: %s', (text, is) => {
	expect(isVersion(text)).toBe(is);
});

it.each<[string, UpdatesLevel]>([
	['2020-09-07', 'before-2020-09'],
	['2020-09-08', 'before-2021-01'],
	['2021-01-11', 'before-2021-01'],
	['2021-01-12', 'since-2021-01'],
	['2026-01-01', 'since-2021-01'],
])('a device with all updates of %s is %s', (day, level) => {
	expect(updatesLevelOfDay(day)).toBe(level);
});

describe('the level of a log', () => {
	const NOTHING = {clientVersions: [], windowsBuilds: [], lastTime: null, dialect: 'etw'} as const;

	it.each<[string, Partial<Parameters<typeof updatesLevel>[0]>, UpdatesLevel]>([
		['that says nothing', {}, 'unknown'],
		['from before the first update', {lastTime: '2020-09-07T23:59:59.9999999'}, 'before-2020-09'],
		['of the day of the first update', {lastTime: '2020-09-08T00:00:00.0000000'}, 'unknown'],
		['of today, which proves nothing', {lastTime: '2026-01-01T00:00:00'}, 'unknown'],
		['of today from an old client', {clientVersions: ['10.0.19041.508'], lastTime: '2026-01-01T00:00:00'}, 'before-2021-01'],
		['in years of another calendar', {lastTime: '1403-01-12T10:00:00'}, 'unknown'],
		['with a client version', {clientVersions: ['10.0.19041.1682']}, 'since-2021-01'],
		['with a Windows build', {windowsBuilds: ['10.0.22631.3235']}, 'since-2021-01'],
		['with both, of which one says nothing', {clientVersions: ['10.0.20161.1'], windowsBuilds: ['10.0.19041.508']}, 'before-2021-01'],
		['over an update', {clientVersions: ['10.0.19041.508', '10.0.19041.746']}, 'unknown'],
		['of an old client', {dialect: 'legacy', clientVersions: ['7.6.7600.256'], lastTime: '2022-04-19T22:07:37.665'}, 'unknown'],
		[
			'of an old client and an old day',
			{dialect: 'legacy', clientVersions: ['7.6.7600.256'], lastTime: '2013-03-04T09:00:14.627'},
			'before-2020-09',
		],
	])('%s', (_, log, level) => {
		expect(updatesLevel({...NOTHING, ...log})).toBe(level);
	});
});
