/** Messages about the machine: WSUS settings, client and Windows versions, time zone. */
import type {WsusSetting} from '../event.js';
import {cleanUrl, group, type MessagePattern, valueOrNull, yesNo} from '../pattern.js';

/** A setting ends in "(Changed)" or "(Unchanged)" if the block is logged on a refresh. */
const SETTING_VALUE = String.raw`(.*?)(?: \((?:Changed|Unchanged)\))?\s{0,8}$`;

function setting(id: string, name: string, key: WsusSetting, meaning: string, example: string): MessagePattern {
	const isUrl = key !== 'targetGroup';
	return {
		id,
		meaning,
		source: 'settings block at service start and at "Refreshing global settings cache", all builds',
		starts: [`${name}: `],
		scope: 'file',
		match: new RegExp(`^${name}: {1,8}${SETTING_VALUE}`, 's'),
		event: (groups) => {
			const value = valueOrNull(group(groups, 1));
			return {type: 'wsus-setting', setting: key, value: value === null ? null : isUrl ? cleanUrl(value) : value.replace(/^"|"$/g, '')};
		},
		examples: {match: [`${name}: ${example}`, `${name}: (null) (Unchanged)`, `${name}: <NULL>`], noMatch: [`${name} ${example}`]},
	};
}

/** Minutes; the zone farthest from UTC is UTC+14. */
const LARGEST_OFFSET = 14 * 60;

export const SETTING_PATTERNS: readonly MessagePattern[] = [
	setting('wsus-server', 'WSUS server', 'server', 'the WSUS server that policy names', 'https://wsus.example:8531 (Changed)'),
	setting('wsus-status-server', 'WSUS status server', 'statusServer', 'where the client reports to', 'http://wsus.example:8530'),
	setting(
		'alternate-download-server',
		'Alternate Download Server',
		'alternateDownloadServer',
		'where update files come from, if not from WSUS',
		'http://localhost:8005',
	),
	setting('target-group', 'Target group', 'targetGroup', 'the WSUS group the client puts itself in', '(Unassigned Computers)'),
	{
		id: 'access-disabled',
		meaning: 'whether policy forbids the use of Windows Update',
		source: 'settings block, all builds',
		starts: ['Windows Update access disabled: '],
		scope: 'file',
		match: /^Windows Update access disabled: {0,4}(Yes|No)\b/i,
		event: (groups) => ({type: 'access-disabled', value: yesNo(group(groups, 1)) === true}),
		examples: {
			match: ['Windows Update access disabled: Yes', 'Windows Update access disabled: No (Unchanged)'],
			noMatch: ['Windows Update access'],
		},
	},
	{
		id: 'network-interfaces',
		meaning: 'how many network interfaces the PC can use',
		source: 'Windows 10 and 11, component Shared',
		starts: ['UpdateNetworkState Ipv'],
		scope: 'file',
		match: /^UpdateNetworkState Ipv([46]), cNetworkInterfaces = (\d{1,6})/,
		event: (groups) => ({
			type: 'network-state',
			family: group(groups, 1) === '4' ? 'ipv4' : 'ipv6',
			connected: Number(group(groups, 2)) > 0,
		}),
		examples: {match: ['UpdateNetworkState Ipv4, cNetworkInterfaces = 0.'], noMatch: ['UpdateNetworkState']},
	},
	{
		id: 'network-state',
		meaning: 'whether the PC has a network',
		source: 'all builds: Shared and IdleTimer in Windows 10 and 11, Agent in legacy logs',
		starts: ['Network state: ', 'IdleTimer::NetworkStateChanged. Network connected? '],
		scope: 'file',
		match:
			/^(?:Network state: {0,4}(?:Connected|(Disconnected))|IdleTimer::NetworkStateChanged\. Network connected\? {0,4}(?:Yes|(No)))\b/i,
		event: (groups) => ({type: 'network-state', family: null, connected: group(groups, 1) === '' && group(groups, 2) === ''}),
		examples: {
			match: ['Network state: Disconnected', 'Network state: Connected', 'IdleTimer::NetworkStateChanged. Network connected? No'],
			noMatch: ['Network state: unknown'],
		},
	},
	{
		id: 'windows-build-legacy',
		meaning: 'version of Windows, at the start of the service',
		source: 'Windows 7 to 8.1',
		starts: ['OS Version = '],
		scope: 'file',
		match: /^OS Version = (\d{1,2}\.\d{1,2}\.\d{4,5})/,
		event: (groups) => ({type: 'windows-build', build: group(groups, 1)}),
		examples: {match: ['OS Version = 6.1.7601.1.0.65792'], noMatch: ['OS Version = unknown']},
	},
	{
		id: 'device',
		meaning: 'the name and target group that the PC reports to WSUS',
		source: 'Windows 10 and 11, scans of WSUS; component ProtocolTalker',
		starts: ['Initializing simple targeting cookie, '],
		scope: 'file',
		match: /^Initializing simple targeting cookie, clientId = [^,]{0,64}, target group = ([^,]{0,256}), DNS name = (\S{0,255})/,
		event: (groups) => ({type: 'device', targetGroup: valueOrNull(group(groups, 1)), name: valueOrNull(group(groups, 2))}),
		examples: {
			match: [
				'Initializing simple targeting cookie, clientId = 14f6db85-1ef0-47bb-acc2-48cdffeb0509, target ' +
					'group = , DNS name = pc-0142.corp.example',
			],
			noMatch: ['Initializing simple targeting cookie'],
		},
	},
	{
		id: 'client-version',
		meaning: 'version of the Windows Update client',
		source: 'service start, Windows 10 and 11',
		starts: ['WU client version '],
		scope: 'file',
		match: /^WU client version (\d{1,6}(?:\.\d{1,6}){1,4})/,
		event: (groups) => ({type: 'client-version', version: group(groups, 1)}),
		examples: {match: ['WU client version 10.0.19041.1682'], noMatch: ['WU client failed Searching for update with error 0x8024402c']},
	},
	{
		id: 'client-version-legacy',
		meaning: 'version of the Windows Update agent',
		source: 'check for a newer agent, Windows 7 to 8.1',
		starts: ['Client version: Core: '],
		scope: 'file',
		match: /^Client version: Core: (\d{1,6}(?:\.\d{1,6}){1,4})/,
		event: (groups) => ({type: 'client-version', version: group(groups, 1)}),
		examples: {match: ['Client version: Core: 7.6.7600.256  Aux: 7.6.7600.256'], noMatch: ['Client version: unknown']},
	},
	{
		id: 'service-discovery-path',
		meaning: 'a service discovery request, with the Windows build and the client version',
		source: 'Windows 10 and 11; component SLS',
		components: ['SLS'],
		starts: ['path used for cache lookup: '],
		scope: 'file',
		repeats: true,
		match: /^path used for cache lookup: \/SLS\/[^/]{1,64}\/[^/]{1,16}\/(\d{1,6}(?:\.\d{1,6}){1,4})\/(.{0,4096})/s,
		event: (groups) => ({
			type: 'service-discovery',
			windowsBuild: group(groups, 1),
			clientVersion: /&WUA=(\d{1,6}(?:\.\d{1,6}){1,4})/.exec(group(groups, 2))?.[1] ?? null,
		}),
		examples: {
			match: [
				'path used for cache lookup: ' +
					'/SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0.19044.1766/0?CH=12&L=en-US&P=&PT=0x4&WUA=10.0.19041.1682&MK=X&MD=Y',
			],
			noMatch: ['path used for cache lookup: (null)'],
		},
	},
	{
		id: 'banner',
		meaning: 'a process starts logging: version of its client library, and time zone',
		source: 'Windows XP SP2 to 8.1',
		starts: [
			'===========  Logging initialized',
			'=========== Logging initialized',
			'=========  Logging initialized',
			'========= Logging initialized',
		],
		scope: 'file',
		match: /^={4,32} {1,8}Logging initialized \(build: (\d{1,6}(?:\.\d{1,6}){1,4})(?:, tz: ([+-])(\d\d)(\d\d))?/,
		event: (groups) => {
			const minutes = Number(group(groups, 3)) * 60 + Number(group(groups, 4));
			const isZone = group(groups, 2) !== '' && Number(group(groups, 4)) < 60 && minutes <= LARGEST_OFFSET;
			return {type: 'banner', version: group(groups, 1), offsetMinutes: !isZone ? null : group(groups, 2) === '-' ? -minutes : minutes};
		},
		examples: {
			match: ['===========  Logging initialized (build: 7.6.7600.256, tz: +0530)  ==========='],
			noMatch: ['===========  Logging stopped  ==========='],
		},
	},
];
