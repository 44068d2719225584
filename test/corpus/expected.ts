/** What a correct reading of each file of the corpus is: counted by hand and with other programs, never printed by ours. */
import type {
	DialectName,
	EncodingName,
	FailureCategory,
	IssueKind,
	ProxyOutcome,
	ProxyVia,
	Scan,
	ScanOutcome,
	ServiceName,
} from '../../src/core/types.js';

export interface ExpectedLog {
	readonly dialect: DialectName;
	readonly encoding: EncodingName;
	/** Records, then continuation lines, then lines before the first record. */
	readonly lines: readonly [records: number, continuation: number, unparsed: number];
	readonly times: readonly [first: string | null, last: string | null];
	readonly utcOffset?: string;
	readonly machineNamed?: boolean;
	readonly clientVersions?: readonly string[];
	readonly windowsBuilds?: readonly string[];
	readonly issues?: readonly IssueKind[];
}

export interface ExpectedWsus {
	readonly server: null | {readonly scheme: 'http' | 'https'; readonly port: number};
	readonly targetGroup: string | null;
	readonly alternateDownloadServer?: string;
	/** `null`: the log says nothing about certificates. */
	readonly storeEmpty: boolean | null;
	readonly pinning: boolean | null;
	/** Lines in the whole file that say so. */
	readonly storeEmptyLines: number;
	readonly pinningLines: number;
}

export type Network = 'online' | 'offline' | 'not known';

/** So many scans alike. */
export type ScanGroup = readonly [
	count: number,
	caller: string,
	service: ServiceName | null,
	network: Network,
	outcome: ScanOutcome,
	proxy: ProxyOutcome,
];

export interface ExpectedScans {
	/** STARTs and ENDs of scans in the file; those that lack the other one are at its edges. */
	readonly starts: number;
	readonly ends: number;
	readonly exitCodes: Readonly<Record<string, number>>;
	readonly groups: readonly ScanGroup[];
	/** Over all scans of the file. */
	readonly sums: {
		readonly failures: number;
		readonly updates: number;
		readonly behaviors: number;
		readonly attempts: number;
		readonly certificateLines: number;
	};
}

export type ExpectedFile =
	| {readonly skipped: RegExp}
	| {readonly log: ExpectedLog; readonly wsus: ExpectedWsus | null; readonly scans: ExpectedScans | null};

const NO_SUMS = {failures: 0, updates: 0, behaviors: 0, attempts: 0, certificateLines: 0};
const NO_WSUS: ExpectedWsus = {
	server: null,
	targetGroup: '(Unassigned Computers)',
	storeEmpty: null,
	pinning: null,
	storeEmptyLines: 0,
	pinningLines: 0,
};
const WSUS_8531 = {scheme: 'https', port: 8531} as const;
const OK = '0x00000000';
/** "The service has no product-specific search": not a failure. */
const NO_PRODUCT_SEARCH = '0x00240010';
/** Key of `exitCodes` for scans without one: they are open, or legacy ones that succeeded. */
const NONE = 'none';

export const EXPECTED: Readonly<Record<string, ExpectedFile>> = {
	'CMTRACE-UpdatesStore-sccm.log': {skipped: /CMTrace/},
	'CMTRACE-WUAHandler-sccm-https8531-scans-ok.log': {skipped: /WUAHandler\.log of Configuration Manager/},
	'recon-CMTRACE-ScanAgent.log': {skipped: /ScanAgent\.log of Configuration Manager/},
	'recon-CMTRACE-WUAHandler-scan-failed.log': {skipped: /WUAHandler\.log of Configuration Manager/},
	'recon-ReportingEvents-utf16le.log': {skipped: /ReportingEvents/},

	'WHOLE-win10-2004-store-227scans-20201119a.log': {
		log: {dialect: 'etw', encoding: 'utf-8', lines: [5466, 0, 0], times: ['2020-11-19T14:06:00.0156659', '2020-11-19T14:08:54.6933688']},
		wsus: null,
		scans: {
			starts: 227,
			ends: 227,
			exitCodes: {[OK]: 227},
			groups: [
				[194, 'Update;ScanForUpdates', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[32, 'Update;ScanForUpdatesForUser', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[1, 'Update;Microsoft.WindowsStore_8wekyb3d8bbwe', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
			],
			sums: {...NO_SUMS, failures: 32, updates: 471},
		},
	},
	// 1,332 lines say FAILED, two of them within a scan: dead proxies of Store downloads are not the scans' business.
	'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log': {
		log: {
			machineNamed: true,
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [26341, 0, 0],
			times: ['2022-06-29T13:33:05.6934798', '2022-06-30T11:26:50.5064319'],
			clientVersions: ['10.0.19041.1682'],
			windowsBuilds: ['10.0.19044.1766'],
		},
		// 11 endpoints of scans and 6 of reports.
		wsus: {
			server: WSUS_8531,
			targetGroup: '(Unassigned Computers)',
			alternateDownloadServer: 'http://localhost:8005',
			storeEmpty: true,
			pinning: false,
			storeEmptyLines: 17,
			pinningLines: 17,
		},
		scans: {
			starts: 105,
			ends: 106,
			exitCodes: {[OK]: 106},
			groups: [
				[1, 'Update;ScanForUpdates', null, 'not known', 'succeeded', 'not-used'],
				[81, 'Update;ScanForUpdates', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[4, 'CcmExec', 'WSUS', 'online', 'succeeded', 'system'],
				[8, 'CcmExec', 'WSUS', 'offline', 'succeeded', 'not-used'],
				[1, 'MoUpdateOrchestrator', 'WSUS', 'online', 'succeeded', 'system'],
				[1, 'Panda Systems Management', 'WSUS', 'online', 'succeeded', 'system'],
				[5, 'Windows Defender', 'Windows Update', 'online', 'succeeded', 'user-fallback'],
				[4, 'Windows Defender', 'DCat Flighting', 'online', 'succeeded', 'user-fallback'],
				[1, 'Windows Defender', 'DCat Flighting', 'online', 'succeeded', 'system'],
			],
			sums: {failures: 2, updates: 332, behaviors: 21, attempts: 30, certificateLines: 22},
		},
	},
	'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [24451, 0, 0],
			times: ['2023-05-22T08:08:32.6295131', '2023-05-22T21:32:26.4481661'],
			clientVersions: ['10.0.19041.2913'],
			windowsBuilds: ['10.0.19045.2965'],
		},
		wsus: NO_WSUS,
		scans: {
			starts: 164,
			ends: 164,
			exitCodes: {[OK]: 153, [NO_PRODUCT_SEARCH]: 10, '0x8024000B': 1},
			groups: [
				[77, 'Update;ScanForUpdates', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[1, 'Update;ScanForUpdates', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[4, 'Acquisition;DSIC', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[2, 'Acquisition;RuntimeBroker', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[1, 'Acquisition;RuntimeBroker', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[10, 'MoUpdateOrchestrator', 'Windows Update', 'online', 'succeeded', 'system'],
				[10, 'MoUpdateOrchestrator', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[8, 'Device Driver Retrieval Client', 'Windows Update', 'online', 'succeeded', 'system'],
				[8, 'Device Driver Retrieval Client', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[1, 'Device Driver Retrieval Client', 'DCat Flighting', 'online', 'cancelled', 'system'],
				[6, '<<PROCESS>>: taskhostw.exe', 'Windows Update', 'offline', 'succeeded', 'not-used'],
				[6, '<<PROCESS>>: taskhostw.exe', 'DCat Flighting', 'offline', 'succeeded', 'not-used'],
				[2, '<<PROCESS>>: CompatTelRunner.exe', 'Windows Update', 'online', 'succeeded', 'system'],
				[2, '<<PROCESS>>: CompatTelRunner.exe', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[2, 'OOBE ZDP', 'Windows Update', 'online', 'succeeded', 'system'],
				[2, 'OOBE ZDP', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[1, 'Windows Defender', 'Windows Update', 'online', 'succeeded', 'system'],
				[1, 'Windows Defender', 'DCat Flighting', 'online', 'succeeded', 'system'],
				// These end with 0x00240010 before any call.
				[9, 'TrustedInstaller MCR', 'Windows Update', 'online', 'succeeded', 'not-used'],
				[9, 'TrustedInstaller MCR', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[1, 'TrustedInstaller FOD', 'Windows Update', 'online', 'succeeded', 'not-used'],
				[1, 'TrustedInstaller FOD', 'DCat Flighting', 'online', 'succeeded', 'system'],
			],
			sums: {failures: 176, updates: 462, behaviors: 63, attempts: 63, certificateLines: 0},
		},
	},
	'WHOLE-win11-22h2-uus923-bom-proxy-fallback-ok.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8-bom',
			lines: [10919, 0, 0],
			times: ['2023-06-13T12:39:51.4529353', '2023-06-14T11:16:59.4614906'],
			clientVersions: ['923.330.111.0'],
			windowsBuilds: ['10.0.22621.1702'],
		},
		wsus: NO_WSUS,
		scans: {
			starts: 8,
			ends: 8,
			exitCodes: {[OK]: 8},
			groups: [
				[2, 'Device Driver Retrieval Client', 'Windows Update', 'online', 'succeeded', 'system'],
				[2, 'Device Driver Retrieval Client', 'DCat Flighting', 'online', 'succeeded', 'user-fallback'],
				[1, 'MoUpdateOrchestrator', 'Microsoft Update', 'online', 'succeeded', 'system'],
				[1, 'MoUpdateOrchestrator', 'DCat Flighting', 'online', 'succeeded', 'user-fallback'],
				[1, '<<PROCESS>>: taskhostw.exe', 'Microsoft Update', 'offline', 'succeeded', 'not-used'],
				[1, '<<PROCESS>>: taskhostw.exe', 'DCat Flighting', 'offline', 'succeeded', 'not-used'],
			],
			// Nine tries announce themselves; two more reuse a connection and are known by their errors only.
			sums: {failures: 2, updates: 4, behaviors: 6, attempts: 11, certificateLines: 0},
		},
	},
	'WHOLE-win11-23h2-uus1215-bom-8024402c-system-then-user-proxy.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8-bom',
			lines: [10175, 0, 0],
			times: ['2024-03-12T15:45:39.0037934', '2024-03-13T11:23:30.2166448'],
			clientVersions: ['1215.2401.19022.0'],
			windowsBuilds: ['10.0.22631.3235'],
		},
		wsus: NO_WSUS,
		scans: {
			starts: 41,
			ends: 41,
			exitCodes: {[OK]: 36, [NO_PRODUCT_SEARCH]: 4, '0x8024402C': 1},
			groups: [
				[7, 'Update;ScanForUpdates', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[1, 'Update;ScanForUpdates', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[5, 'Update;PAD.Console.Host', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[5, 'Update;PAD.Console.Host', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[1, 'Update;PAD.Console.Host', 'Microsoft Store', 'online', 'failed', 'failed'],
				[5, '<<PROCESS>>: taskhostw.exe', 'Microsoft Update', 'offline', 'succeeded', 'not-used'],
				[5, '<<PROCESS>>: taskhostw.exe', 'DCat Flighting', 'offline', 'succeeded', 'not-used'],
				[1, 'Device Driver Retrieval Client', 'Windows Update', 'online', 'succeeded', 'system'],
				[1, 'Device Driver Retrieval Client', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[1, 'MoUpdateOrchestrator', 'Microsoft Update', 'online', 'succeeded', 'system'],
				[1, 'MoUpdateOrchestrator', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[4, 'Windows Defender', 'Microsoft Update', 'online', 'succeeded', 'system'],
				[4, 'Windows Defender', 'DCat Flighting', 'online', 'succeeded', 'not-used'],
			],
			// 47 web calls and the four requests of the failed repair.
			sums: {failures: 130, updates: 26, behaviors: 15, attempts: 51, certificateLines: 0},
		},
	},
	'WHOLE-win11-23h2-uus1309-zhCN-bom-mojibake-60s.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8-bom',
			lines: [14184, 0, 0],
			times: ['2025-01-04T14:44:39.7026250', '2025-01-06T15:22:18.5840030'],
			clientVersions: ['1309.2410.10022.0'],
			windowsBuilds: ['10.0.22631.4602'],
		},
		wsus: NO_WSUS,
		scans: {
			starts: 59,
			ends: 59,
			exitCodes: {[OK]: 56, [NO_PRODUCT_SEARCH]: 3},
			groups: [
				// Four of the Store scans have criteria so long that the line with the service is lost; later lines name it.
				[17, 'Update;ScanForUpdates', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[2, 'Update;ScanForUpdates', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[6, 'Update;ScanForUpdatesForUser', 'Microsoft Store', 'offline', 'succeeded', 'not-used'],
				[1, 'Update;ScanForUpdatesForUser', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[3, 'Update;', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[8, '<<PROCESS>>: taskhostw.exe', 'Microsoft Update', 'offline', 'succeeded', 'not-used'],
				[8, '<<PROCESS>>: taskhostw.exe', 'DCat Flighting', 'offline', 'succeeded', 'not-used'],
				[1, 'Dynamic Update', 'Microsoft Update', 'online', 'succeeded', 'system'],
				[1, 'Dynamic Update', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[3, 'MoUpdateOrchestrator', 'Microsoft Update', 'online', 'succeeded', 'system'],
				[3, 'MoUpdateOrchestrator', 'DCat Flighting', 'online', 'succeeded', 'system'],
				[3, 'Windows Defender', 'Microsoft Update', 'online', 'succeeded', 'system'],
				[3, 'Windows Defender', 'DCat Flighting', 'online', 'succeeded', 'not-used'],
			],
			sums: {failures: 244, updates: 64, behaviors: 17, attempts: 62, certificateLines: 0},
		},
	},
	'WHOLE-win7-7.6.7600.256-205sessions-tabs-crlf.log': {
		log: {
			dialect: 'legacy',
			encoding: 'utf-8',
			lines: [12665, 0, 0],
			times: ['2021-08-28T03:07:48.216', '2022-04-19T22:07:37.665'],
			utcOffset: '+05:30',
			clientVersions: ['7.6.7600.256', '7.5.7601.17514'],
			windowsBuilds: ['6.1.7601'],
		},
		wsus: NO_WSUS,
		scans: {
			starts: 5,
			ends: 5,
			exitCodes: {[NONE]: 5},
			groups: [[5, '', 'All services', 'offline', 'succeeded', 'not-used']],
			sums: NO_SUMS,
		},
	},

	'cut-win10-21h2-es-defender-system-proxy-fails-user-proxy-ok.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [208, 0, 0],
			times: ['2022-06-29T17:53:10.6102690', '2022-06-29T17:54:25.5179658'],
			clientVersions: ['10.0.19041.1682'],
			windowsBuilds: ['10.0.19044.1766'],
		},
		wsus: null,
		scans: {
			starts: 2,
			ends: 2,
			exitCodes: {[OK]: 2},
			groups: [
				[1, 'Windows Defender', 'Windows Update', 'online', 'succeeded', 'user-fallback'],
				[1, 'Windows Defender', 'DCat Flighting', 'online', 'succeeded', 'system'],
			],
			sums: {failures: 2, updates: 1, behaviors: 2, attempts: 3, certificateLines: 0},
		},
	},
	'cut-win10-21h2-es-defender-two-scans-both-user-proxy.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [156, 0, 0],
			times: ['2022-06-30T01:53:10.7148932', '2022-06-30T01:54:19.8066570'],
			clientVersions: ['10.0.19041.1682'],
			windowsBuilds: ['10.0.19044.1766'],
		},
		wsus: null,
		scans: {
			starts: 2,
			ends: 2,
			exitCodes: {[OK]: 2},
			groups: [
				[1, 'Windows Defender', 'Windows Update', 'online', 'succeeded', 'user-fallback'],
				[1, 'Windows Defender', 'DCat Flighting', 'online', 'succeeded', 'user-fallback'],
			],
			sums: {failures: 0, updates: 1, behaviors: 2, attempts: 4, certificateLines: 0},
		},
	},
	'cut-win10-21h2-es-nonscan-proxy-80240438-behavior3.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [116, 0, 0],
			times: ['2022-06-29T13:35:45.2695766', '2022-06-29T13:37:13.7296652'],
			clientVersions: ['10.0.19041.1682'],
			windowsBuilds: ['10.0.19044.1766'],
		},
		wsus: null,
		scans: null,
	},
	'cut-win10-21h2-service-start-wsus-https-ccmexec-scan-ok.log': {
		log: {
			machineNamed: true,
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [259, 0, 0],
			times: ['2022-06-29T17:29:33.1535456', '2022-06-29T17:29:38.3551790'],
			clientVersions: ['10.0.19041.1682'],
		},
		wsus: {
			server: WSUS_8531,
			targetGroup: '(Unassigned Computers)',
			alternateDownloadServer: 'http://localhost:8005',
			storeEmpty: true,
			pinning: false,
			storeEmptyLines: 2,
			pinningLines: 2,
		},
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {[OK]: 1},
			groups: [[1, 'CcmExec', 'WSUS', 'online', 'succeeded', 'system']],
			sums: {failures: 0, updates: 37, behaviors: 2, attempts: 2, certificateLines: 4},
		},
	},
	'cut-win10-21h2-wsus-https-scan-ok-behavior1-moupdateorchestrator.log': {
		log: {
			machineNamed: true,
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [56, 0, 0],
			times: ['2022-06-29T14:33:32.8845316', '2022-06-29T14:42:16.3836807'],
		},
		wsus: {server: WSUS_8531, targetGroup: null, storeEmpty: true, pinning: false, storeEmptyLines: 2, pinningLines: 2},
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {[OK]: 1},
			groups: [[1, 'MoUpdateOrchestrator', 'WSUS', 'online', 'succeeded', 'system']],
			sums: {failures: 0, updates: 0, behaviors: 2, attempts: 2, certificateLines: 4},
		},
	},
	'cut-win10-21h2-wsus-https-scan-ok-panda-caller.log': {
		log: {dialect: 'etw', encoding: 'utf-8', lines: [43, 0, 0], times: ['2022-06-29T17:44:41.2123666', '2022-06-29T17:52:44.9302409']},
		wsus: {server: WSUS_8531, targetGroup: null, storeEmpty: true, pinning: false, storeEmptyLines: 1, pinningLines: 1},
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {[OK]: 1},
			groups: [[1, 'Panda Systems Management', 'WSUS', 'online', 'succeeded', 'system']],
			sums: {failures: 0, updates: 0, behaviors: 1, attempts: 1, certificateLines: 2},
		},
	},
	'cut-win10-22h2-scan-cancelled-8024000b.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [131, 0, 0],
			times: ['2023-05-22T08:16:27.6119087', '2023-05-22T08:16:53.1971295'],
			clientVersions: ['10.0.19041.2913'],
			windowsBuilds: ['10.0.19045.2965'],
		},
		wsus: null,
		scans: {
			starts: 3,
			ends: 3,
			exitCodes: {[OK]: 2, '0x8024000B': 1, [NONE]: 1},
			groups: [
				// Begins before the file, so nothing says which proxy its call took.
				[1, 'Device Driver Retrieval Client', 'Windows Update', 'not known', 'succeeded', 'unknown'],
				[1, 'Device Driver Retrieval Client', 'DCat Flighting', 'online', 'cancelled', 'system'],
				[1, 'MoUpdateOrchestrator', 'Windows Update', 'online', 'succeeded', 'system'],
				[1, 'MoUpdateOrchestrator', null, 'online', 'unknown', 'not-used'],
			],
			sums: {failures: 3, updates: 3, behaviors: 2, attempts: 3, certificateLines: 0},
		},
	},
	'cut-win10-22h2-service-start.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [120, 0, 0],
			times: ['2023-05-22T08:08:32.6295131', '2023-05-22T08:10:12.1249698'],
			clientVersions: ['10.0.19041.2913'],
			windowsBuilds: ['10.0.19045.2965'],
		},
		wsus: NO_WSUS,
		scans: null,
	},
	'cut-win10-22h2-two-concurrent-scans.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [201, 0, 0],
			times: ['2023-05-22T08:23:25.6782723', '2023-05-22T08:23:34.8316370'],
			clientVersions: ['10.0.19041.2913'],
			windowsBuilds: ['10.0.19045.2965'],
		},
		wsus: null,
		scans: {
			starts: 4,
			ends: 3,
			exitCodes: {[OK]: 3, [NONE]: 1},
			groups: [
				[2, 'Acquisition;DSIC', 'Microsoft Store', 'online', 'succeeded', 'system'],
				[1, 'MoUpdateOrchestrator', 'Windows Update', 'online', 'succeeded', 'system'],
				// The file ends while its call is under way.
				[1, 'MoUpdateOrchestrator', 'DCat Flighting', 'online', 'unknown', 'unknown'],
			],
			sums: {failures: 2, updates: 1, behaviors: 4, attempts: 4, certificateLines: 0},
		},
	},
	'cut-win11-22h2-system-proxy-fails-user-proxy-ok-english.log': {
		log: {dialect: 'etw', encoding: 'utf-8', lines: [46, 0, 0], times: ['2023-06-13T17:57:38.6488722', '2023-06-13T17:59:57.5912837']},
		wsus: null,
		scans: {
			starts: 0,
			ends: 1,
			exitCodes: {[OK]: 1},
			groups: [[1, 'Device Driver Retrieval Client', null, 'not known', 'succeeded', 'user-fallback']],
			sums: {...NO_SUMS, attempts: 3},
		},
	},
	'cut-win11-23h2-nonscan-user-then-system-proxy-8024402c.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [26, 0, 0],
			times: ['2024-03-12T16:47:24.8165865', '2024-03-12T16:48:20.0209617'],
			clientVersions: ['1215.2401.19022.0'],
			windowsBuilds: ['10.0.22631.3235'],
		},
		wsus: null,
		scans: null,
	},
	'cut-win11-23h2-scan-8024402c-system-then-user-proxy.log': {
		log: {
			dialect: 'etw',
			encoding: 'utf-8',
			lines: [219, 0, 0],
			times: ['2024-03-12T19:47:21.6369835', '2024-03-12T19:50:05.9381755'],
			clientVersions: ['1215.2401.19022.0'],
			windowsBuilds: ['10.0.22631.3235'],
		},
		wsus: null,
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {'0x8024402C': 1},
			groups: [[1, 'Update;PAD.Console.Host', 'Microsoft Store', 'online', 'failed', 'failed']],
			sums: {failures: 34, updates: 0, behaviors: 1, attempts: 8, certificateLines: 0},
		},
	},
	'cut-win7-7.6-comapi-scan-null-clientid.log': {
		log: {
			dialect: 'legacy',
			encoding: 'utf-8',
			lines: [24, 0, 0],
			times: ['2021-08-29T10:59:00.745', '2021-08-29T14:00:26.105'],
			utcOffset: '+05:30',
			clientVersions: ['7.5.7601.17514'],
		},
		wsus: null,
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {[NONE]: 1},
			groups: [[1, '', 'All services', 'offline', 'succeeded', 'not-used']],
			sums: NO_SUMS,
		},
	},

	'recon-paste-pipes-and-wrapped-lines.log': {
		log: {dialect: 'etw', encoding: 'utf-8', lines: [3, 2, 0], times: ['2019-06-05T10:21:33.1234567', '2019-06-05T10:21:34.5500011']},
		wsus: null,
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {[OK]: 1},
			groups: [[1, 'UpdateOrchestrator', 'WSUS', 'not known', 'succeeded', 'not-used']],
			sums: NO_SUMS,
		},
	},
	'recon-vista-legacyupdate-two-processes-80072efe-tabs.log': {
		log: {
			dialect: 'legacy',
			encoding: 'utf-8',
			lines: [28, 0, 0],
			times: ['2023-07-08T21:10:05.101', '2023-07-08T21:10:10.366'],
			utcOffset: '-05:00',
			clientVersions: ['7.6.7600.256'],
		},
		wsus: null,
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {'0x80072EFE': 1},
			groups: [[1, 'Legacy Update', null, 'online', 'failed', 'failed']],
			sums: {...NO_SUMS, failures: 3, attempts: 1},
		},
	},
	'recon-win10-1607-undecoded-1600-12-31.log': {
		log: {dialect: 'undecoded', encoding: 'utf-8', lines: [6, 0, 0], times: [null, null], issues: ['undecoded']},
		wsus: null,
		scans: null,
	},
	'recon-win10-1607-wsus-http-config-NULL.log': {
		log: {dialect: 'etw', encoding: 'utf-8', lines: [11, 0, 0], times: ['2017-02-25T09:14:22.3140112', '2017-02-25T09:14:22.3140882']},
		wsus: {
			server: {scheme: 'http', port: 8530},
			targetGroup: 'Domain Controllers',
			storeEmpty: null,
			pinning: null,
			storeEmptyLines: 0,
			pinningLines: 0,
		},
		scans: null,
	},
	'recon-win7-wsus-http-80244019-selfupdate-full-au-cycle-tabs.log': {
		log: {
			dialect: 'legacy',
			encoding: 'utf-8',
			lines: [38, 0, 0],
			times: ['2013-03-04T09:00:01.112', '2013-03-04T09:00:14.627'],
			clientVersions: ['7.6.7600.256'],
		},
		wsus: null,
		scans: {
			starts: 1,
			ends: 1,
			exitCodes: {'0x80244019': 1},
			groups: [[1, 'AutomaticUpdates', 'WSUS', 'online', 'failed', 'failed']],
			sums: {...NO_SUMS, failures: 13, attempts: 2},
		},
	},
	'recon-xp-5.4.3790-offset-in-timestamp-no-component.log': {
		log: {
			dialect: 'legacy',
			encoding: 'utf-8',
			lines: [6, 0, 0],
			times: ['2004-05-29T16:25:51', '2004-05-29T16:26:04'],
			utcOffset: '+01:00',
		},
		wsus: null,
		scans: null,
	},
};

/** First line of each excerpt in the file it was cut from. */
export const CUTS: readonly (readonly [cut: string, whole: string, firstLine: number])[] = [
	[
		'cut-win10-21h2-es-defender-system-proxy-fails-user-proxy-ok.log',
		'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		22488,
	],
	['cut-win10-21h2-es-defender-two-scans-both-user-proxy.log', 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log', 23890],
	['cut-win10-21h2-service-start-wsus-https-ccmexec-scan-ok.log', 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log', 21362],
	[
		'cut-win10-21h2-wsus-https-scan-ok-behavior1-moupdateorchestrator.log',
		'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		16490,
	],
	['cut-win10-21h2-wsus-https-scan-ok-panda-caller.log', 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log', 22398],
	['cut-win10-22h2-scan-cancelled-8024000b.log', 'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log', 3960],
	['cut-win10-22h2-two-concurrent-scans.log', 'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log', 9600],
	['cut-win11-23h2-scan-8024402c-system-then-user-proxy.log', 'WHOLE-win11-23h2-uus1215-bom-8024402c-system-then-user-proxy.log', 2172],
	['cut-win7-7.6-comapi-scan-null-clientid.log', 'WHOLE-win7-7.6.7600.256-205sessions-tabs-crlf.log', 52],
];

type Try = readonly [line: number, via: ProxyVia, outcome: 'succeeded' | 'failed' | 'unknown', code: string | null];

/** What is expected of one scan; what is not named is not looked at. */
export interface ExpectedScan {
	readonly file: string;
	readonly callId: number | null;
	/** Its START, `null` where the file begins inside the scan. */
	readonly start: number | null;
	readonly end: number | null;
	readonly caller: string;
	readonly pid: number;
	readonly tid: number;
	readonly interactive: boolean | null;
	readonly service: string | null;
	readonly server: {readonly scheme: 'http' | 'https'; readonly port: number | null} | null;
	readonly durationMs: number | null;
	readonly exitCode: string | null;
	readonly rootCause?: readonly [code: string, line: number];
	readonly updatesFound: number | null;
	readonly retries: number;
	/** As printed, in order. */
	readonly behaviors: readonly string[];
	readonly tries: readonly Try[];
	readonly certificate?: Scan['certificate'];
	/** Lines of failures that do not merely accompany others, by category. */
	readonly failures?: Partial<Record<FailureCategory, readonly number[]>>;
}

const MICROSOFT = {scheme: 'https', port: null} as const;
const EMPTY_STORE = {inWsusStore: null, storeEmpty: true, pinningMandatory: false} as const;
const WSUS = '3DA21691-E39D-4DA6-8A4B-B43877BCB1B7';
const WINDOWS_UPDATE = '9482F4B4-E343-43B6-B170-9A65BC822C77';
const STORE = '855E8A7C-ECB4-4CA3-B045-1DFA50104289';
const DCAT = '8B24B027-1DEE-BABB-9A95-3517DFB9C552';
const ALL_SERVICES = '00000000-0000-0000-0000-000000000000';
const FALLBACK_BY_NAME = 'AllowUserProxyAsFallbackToSystemProxy';

export const SCANS: Readonly<Record<string, ExpectedScan>> = {
	'two timeouts and a dead system proxy, a dead user proxy, and a repair that fails': {
		file: 'WHOLE-win11-23h2-uus1215-bom-8024402c-system-then-user-proxy.log',
		callId: 2,
		start: 2190,
		end: 2378,
		caller: 'Update;PAD.Console.Host',
		pid: 19724,
		tid: 12036,
		interactive: true,
		service: STORE,
		server: MICROSOFT,
		durationMs: 164_190,
		exitCode: '0x8024402C',
		// The exit code is that of the repair; this is the call it was for.
		rootCause: ['0x80240438', 2275],
		updatesFound: null,
		// Three of the web call, three of the request that the repair needs.
		retries: 6,
		behaviors: [FALLBACK_BY_NAME],
		tries: [
			[2240, 'system', 'failed', '0x8024401C'],
			[2251, 'system', 'failed', '0x8024401C'],
			// No line gives its code, but the summary of the scan does.
			[2261, 'system', 'failed', '0x803D0010'],
			[2268, 'user', 'failed', '0x80240438'],
			[2285, 'unknown', 'failed', '0x8024402C'],
			[2288, 'unknown', 'failed', '0x80072EE2'],
			[2325, 'unknown', 'failed', '0x80072EE2'],
			[2355, 'unknown', 'failed', '0x80072EE2'],
		],
		failures: {network: [2248, 2250, 2258, 2260, 2275, 2285, 2287, 2288, 2290, 2325, 2327, 2355, 2367, 2372, 2374, 2375, 2376]},
	},
	'a search pushed aside by a click': {
		file: 'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log',
		callId: 52,
		start: 3974,
		end: 4044,
		caller: 'Device Driver Retrieval Client',
		pid: 7160,
		tid: 2680,
		interactive: true,
		service: DCAT,
		server: MICROSOFT,
		durationMs: 19_127,
		exitCode: '0x8024000B',
		updatesFound: null,
		retries: 0,
		behaviors: ['2'],
		tries: [[4012, 'system', 'succeeded', null]],
		failures: {cancelled: [4043]},
	},
	'the same search, by the same process under the same number, once the click is served': {
		file: 'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log',
		callId: 52,
		start: 4195,
		end: 4273,
		caller: 'Device Driver Retrieval Client',
		pid: 7160,
		tid: 10052,
		interactive: true,
		service: DCAT,
		server: MICROSOFT,
		durationMs: 1196,
		exitCode: OK,
		updatesFound: 3,
		retries: 0,
		behaviors: ['2'],
		tries: [[4254, 'system', 'succeeded', null]],
		failures: {},
	},
	'the first of two scans at once': {
		file: 'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log',
		callId: 28,
		start: 9668,
		end: 9722,
		caller: 'MoUpdateOrchestrator',
		pid: 6868,
		tid: 10184,
		interactive: true,
		service: WINDOWS_UPDATE,
		server: MICROSOFT,
		durationMs: 973,
		exitCode: OK,
		updatesFound: 0,
		retries: 0,
		behaviors: ['2'],
		tries: [[9690, 'system', 'succeeded', null]],
		failures: {},
	},
	'the second of two scans at once': {
		file: 'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log',
		callId: 31,
		start: 9711,
		end: 9797,
		caller: 'Acquisition;DSIC',
		pid: 6868,
		tid: 11076,
		interactive: true,
		service: STORE,
		server: MICROSOFT,
		durationMs: 554,
		exitCode: OK,
		updatesFound: 1,
		retries: 0,
		behaviors: ['2'],
		tries: [[9755, 'system', 'succeeded', null]],
	},
	'a scan that is open at the end of the file': {
		file: 'cut-win10-22h2-two-concurrent-scans.log',
		callId: 29,
		start: 127,
		end: null,
		caller: 'MoUpdateOrchestrator',
		pid: 6868,
		tid: 10984,
		interactive: true,
		service: DCAT,
		server: MICROSOFT,
		durationMs: null,
		exitCode: null,
		updatesFound: null,
		retries: 0,
		behaviors: ['2'],
		tries: [[186, 'system', 'unknown', null]],
	},
	'a scan that is open after two lines': {
		file: 'cut-win10-22h2-scan-cancelled-8024000b.log',
		callId: 55,
		start: 129,
		end: null,
		caller: 'MoUpdateOrchestrator',
		pid: 7160,
		tid: 7116,
		interactive: true,
		service: null,
		server: null,
		durationMs: null,
		exitCode: null,
		updatesFound: null,
		retries: 0,
		behaviors: [],
		tries: [],
		failures: {},
	},
	'a scan inside which the file begins': {
		file: 'cut-win10-22h2-scan-cancelled-8024000b.log',
		callId: 51,
		start: null,
		end: 11,
		caller: 'Device Driver Retrieval Client',
		pid: 7160,
		tid: 4880,
		interactive: null,
		service: WINDOWS_UPDATE,
		server: MICROSOFT,
		durationMs: null,
		exitCode: OK,
		updatesFound: 0,
		retries: 0,
		behaviors: [],
		tries: [[6, 'unknown', 'succeeded', null]],
		failures: {},
	},
	'an END in the first line': {
		file: 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		callId: 240,
		start: null,
		end: 1,
		caller: 'Update;ScanForUpdates',
		pid: 9860,
		tid: 3184,
		interactive: null,
		service: null,
		server: null,
		durationMs: null,
		exitCode: OK,
		updatesFound: null,
		retries: 0,
		behaviors: [],
		tries: [],
		failures: {},
	},
	'a fallback whose beginning is not in the file, on a connection that was open': {
		file: 'cut-win11-22h2-system-proxy-fails-user-proxy-ok-english.log',
		callId: 3,
		start: null,
		end: 37,
		caller: 'Device Driver Retrieval Client',
		pid: 27032,
		tid: 25252,
		interactive: null,
		service: null,
		server: null,
		durationMs: null,
		exitCode: OK,
		updatesFound: 0,
		retries: 1,
		behaviors: [],
		tries: [
			[9, 'unknown', 'succeeded', null],
			[21, 'system', 'failed', null],
			[24, 'user', 'succeeded', null],
		],
		failures: {},
	},
	'WSUS over https, the daily scan': {
		file: 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		callId: 339,
		start: 16496,
		end: 16540,
		caller: 'MoUpdateOrchestrator',
		pid: 9860,
		tid: 18344,
		interactive: false,
		service: WSUS,
		server: WSUS_8531,
		durationMs: 4390,
		exitCode: OK,
		updatesFound: 0,
		retries: 0,
		behaviors: ['1', '1'],
		tries: [
			[16520, 'system', 'succeeded', null],
			[16523, 'system', 'succeeded', null],
		],
		certificate: {...EMPTY_STORE, lines: [16504, 16505, 16514, 16515]},
		failures: {},
	},
	'WSUS over https, asked by a third party': {
		file: 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		callId: 4,
		start: 22403,
		end: 22435,
		caller: 'Panda Systems Management',
		pid: 2808,
		tid: 8300,
		interactive: true,
		service: WSUS,
		server: WSUS_8531,
		durationMs: 3682,
		exitCode: OK,
		updatesFound: 0,
		retries: 0,
		behaviors: ['1'],
		tries: [[22421, 'system', 'succeeded', null]],
		certificate: {...EMPTY_STORE, lines: [22410, 22411]},
		failures: {},
	},
	'WSUS over https, asked by ConfigMgr': {
		file: 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		callId: 2,
		start: 21401,
		end: 21617,
		caller: 'CcmExec',
		pid: 5384,
		tid: 14960,
		interactive: true,
		service: WSUS,
		server: WSUS_8531,
		durationMs: 4108,
		exitCode: OK,
		updatesFound: 37,
		retries: 0,
		behaviors: ['1', '1'],
		tries: [
			[21550, 'system', 'succeeded', null],
			[21553, 'system', 'succeeded', null],
		],
		certificate: {...EMPTY_STORE, lines: [21439, 21440, 21544, 21545]},
		failures: {},
	},
	'a user proxy that rescues the scan': {
		file: 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		callId: 6,
		start: 22488,
		end: 22639,
		caller: 'Windows Defender',
		pid: 2808,
		tid: 3268,
		interactive: true,
		service: WINDOWS_UPDATE,
		server: MICROSOFT,
		durationMs: 72_557,
		exitCode: OK,
		updatesFound: 1,
		retries: 1,
		behaviors: ['2'],
		tries: [
			[22508, 'system', 'failed', null],
			[22512, 'user', 'succeeded', null],
		],
		certificate: {inWsusStore: null, storeEmpty: null, pinningMandatory: null, lines: []},
		failures: {'file-signature': [22535]},
	},
	'the other half of that search, which needs no rescue': {
		file: 'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log',
		callId: 7,
		start: 22644,
		end: 22692,
		caller: 'Windows Defender',
		pid: 2808,
		tid: 2604,
		interactive: true,
		service: DCAT,
		server: MICROSOFT,
		durationMs: 2331,
		exitCode: OK,
		updatesFound: 0,
		retries: 0,
		behaviors: ['2'],
		tries: [[22669, 'system', 'succeeded', null]],
		failures: {},
	},
	'an offline search of Windows 7': {
		file: 'WHOLE-win7-7.6.7600.256-205sessions-tabs-crlf.log',
		callId: null,
		start: 61,
		end: 69,
		caller: '',
		pid: 576,
		tid: 0x19d4,
		interactive: null,
		service: ALL_SERVICES,
		server: null,
		durationMs: 2971,
		exitCode: null,
		updatesFound: 0,
		retries: 0,
		behaviors: [],
		tries: [],
		failures: {},
	},
	'a self-update check through a named proxy': {
		file: 'recon-win7-wsus-http-80244019-selfupdate-full-au-cycle-tabs.log',
		callId: null,
		start: 6,
		end: 29,
		caller: 'AutomaticUpdates',
		pid: 1012,
		tid: 0xa58,
		interactive: null,
		service: WSUS,
		// The scan gives up before it comes to an endpoint.
		server: null,
		durationMs: 8485,
		exitCode: '0x80244019',
		// The server's 404 becomes the exit code; the time-out before it does not.
		rootCause: ['0x80190194', 20],
		updatesFound: null,
		retries: 1,
		behaviors: [],
		tries: [
			[14, 'named', 'failed', '0x80072EE2'],
			[20, 'unknown', 'failed', '0x80190194'],
		],
	},
	'a direct connection that breaks': {
		file: 'recon-vista-legacyupdate-two-processes-80072efe-tabs.log',
		callId: null,
		start: 12,
		end: 20,
		caller: 'Legacy Update',
		pid: 1012,
		tid: 0xd0c,
		interactive: null,
		service: null,
		server: null,
		durationMs: 420,
		exitCode: '0x80072EFE',
		rootCause: ['0x80072EFE', 15],
		updatesFound: null,
		retries: 0,
		behaviors: [],
		tries: [[15, 'direct', 'failed', '0x80072EFE']],
	},
	'a wrapped and piped paste': {
		file: 'recon-paste-pipes-and-wrapped-lines.log',
		callId: 12,
		start: 1,
		end: 4,
		caller: 'UpdateOrchestrator',
		pid: 5120,
		tid: 6644,
		interactive: null,
		service: WSUS,
		server: null,
		durationMs: 1427,
		exitCode: OK,
		updatesFound: null,
		retries: 0,
		behaviors: [],
		tries: [],
		failures: {},
	},
};
