/** Messages that begin, describe and end a scan. */
import type {LogEvent} from '../event.js';
import {cleanGuid, cleanUrl, group, type MessagePattern, valueOrNull, yesNo} from '../pattern.js';

const AGENT = ['Agent'] as const;

/** `RetryInformation` lists only failed attempts, with codes as signed decimals. */
const FAILED_TRY = /"StatusCode":\s?(-?\d{1,10}),(?:"[A-Za-z]{1,32}":\s?[^",{}]{1,32},){0,8}?"IsSystemProxy":\s?(true|false)/g;

/** Exactly eight digits: fewer were cut off, more are something else. */
const EXIT_CODE = 'Exit code = 0[xX]([0-9A-Fa-f]{8})(?![0-9A-Fa-f])';

const VECTOR = String.raw` {0,4}\(cV = ([^)]{0,256})\)`;

const ID = /[, ]Id = (\d{1,10})(?!\d)/g;
const BEHIND_ID = new RegExp(`^(?:${VECTOR})?\\s{0,8}$`);
const CODE_BEHIND_ID = new RegExp(`^, {0,4}${EXIT_CODE}(?:${VECTOR})?`);
/** A code that was cut off, or does not follow a comma as it must. */
const CUT_BEHIND_ID = /^,? {0,4}Exit code =/;

/** One place in a line where the caller may end. */
interface CallPlace {
	readonly callId: number;
	/** What stands before it, with the comma or blanks before `Id`. */
	readonly before: string;
	readonly behind: string;
}

/** The caller is free text and may hold whatever else such a line holds, too: all places where it may end, the last one first. */
function placesOf(text: string): readonly CallPlace[] {
	return [...text.matchAll(ID)]
		.map((match) => ({
			callId: Number(match[1]),
			before: text.slice(0, match.index + 1),
			behind: text.slice(match.index + match[0].length),
		}))
		.reverse();
}

function callerOf({before}: CallPlace): string {
	return before.trim().replace(/,$/, '').trimEnd();
}

/** Where nothing but a vector may follow the Id: the last place of which that is so, else the last one before a vector. */
function barePlaceOf(places: readonly CallPlace[]): CallPlace | undefined {
	return places.find(({behind}) => BEHIND_ID.test(behind)) ?? places.find(({before}) => !/\(cV = |Exit code = /.test(before)) ?? places[0];
}

/** @param text behind `CallerId =` */
function readStart(text: string): LogEvent | null {
	const place = barePlaceOf(placesOf(text));
	if (place === undefined) return null;
	const cv = new RegExp(`^${VECTOR}`).exec(place.behind)?.[1] ?? '';
	return {type: 'scan-started', caller: callerOf(place), callId: place.callId, cv: valueOrNull(cv)};
}

/** @param text behind `CallerId =` */
function readEnd(text: string): LogEvent | null {
	const places = placesOf(text);
	const place = places.find(({behind}) => CODE_BEHIND_ID.test(behind) || CUT_BEHIND_ID.test(behind)) ?? barePlaceOf(places);
	if (place === undefined) return null;
	const [, code, coded] = CODE_BEHIND_ID.exec(place.behind) ?? [];
	const cv = coded ?? new RegExp(`^${VECTOR}`).exec(place.behind)?.[1] ?? '';
	return {
		type: 'scan-ended',
		caller: callerOf(place),
		callId: place.callId,
		exitCode: code === undefined ? null : Number.parseInt(code, 16),
		cv: valueOrNull(cv),
		// Builds that put a comma before Id always print a code.
		cut: code === undefined && place.before.trimEnd().endsWith(','),
	};
}

export const SCAN_PATTERNS: readonly MessagePattern[] = [
	{
		id: 'scan-start',
		meaning: 'a scan starts on this thread',
		source:
			'Windows 10 and 11, all builds: two spaces and no comma before Id; web pages drop the asterisks or escape them with backslashes',
		components: AGENT,
		starts: [
			'* START * Finding updates',
			'* START *  Finding updates',
			'*START* Finding updates',
			'**START** Finding updates',
			'START * Finding updates',
			'START Finding updates',
			'START  Finding updates',
			'\\* START \\* Finding updates',
			'\\* START \\*  Finding updates',
		],
		scope: 'file',
		match: /^\\?\*{0,2} ?START ?\\?\*{0,2} {0,2}Finding updates CallerId =(.*)$/s,
		event: (groups) => readStart(group(groups, 1)),
		examples: {
			match: [
				'* START * Finding updates CallerId = UpdateOrchestrator  Id = 12',
				'* START * Finding updates CallerId = Update;  Id = 3 (cV = aBcD.0.1.0.0.2)',
				'* START * Finding updates CallerId = <<PROCESS>>: taskhostw.exe  Id = 2 (cV = aBcD.0.2)',
				'START * Finding updates CallerId = CcmExec Id = 2',
				'START  Finding updates CallerId = CcmExec Id = 2',
				'**START** Finding updates CallerId = CcmExec Id = 2',
				'\\* START \\* Finding updates CallerId = CcmExec  Id = 2 (cV = aBcD.0.2)',
				'* START * Finding updates CallerId = My Id = 9 tool  Id = 2',
				'* START * Finding updates CallerId =   Id = 2',
			],
			noMatch: [
				'* START * Queueing Finding updates [CallerId = CcmExec  Id = 2]',
				'* START * Queueing Finding updates work item [CallerId = X, Id = 2, cV = aBcD.0.1]',
				'* END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x00000000',
			],
		},
	},
	{
		id: 'scan-end',
		meaning: 'the scan ends, with its result',
		source: 'Windows 10 1709 and later: commas before Id and Exit code; earlier builds have neither comma nor code',
		components: AGENT,
		starts: [
			'* END * Finding updates',
			'* END *  Finding updates',
			'*END* Finding updates',
			'**END** Finding updates',
			'END * Finding updates',
			'END Finding updates',
			'END  Finding updates',
			'\\* END \\* Finding updates',
			'\\* END \\*  Finding updates',
		],
		scope: 'file',
		match: /^\\?\*{0,2} ?END ?\\?\*{0,2} {0,2}Finding updates CallerId =(.*)$/s,
		event: (groups) => readEnd(group(groups, 1)),
		examples: {
			match: [
				'* END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x00000000 (cV = aBcD.0.1.0.0.2)',
				'* END * Finding updates CallerId = UpdateOrchestrator  Id = 25',
				'* END * Finding updates CallerId = Windows Defender, Id = 8, Exit code = 0x00240010',
				'* END * Finding updates CallerId = Windows Defender, Id = 8, Exit code = 0x0024',
				'END  Finding updates CallerId = CcmExec, Id = 3, Exit code = 0x80240438',
				'**END** Finding updates CallerId = CcmExec, Id = 3, Exit code = 0x80240438',
				'\\* END \\* Finding updates CallerId = CcmExec, Id = 3, Exit code = 0x80240438',
				'* END * Finding updates CallerId = My Id = 9 tool, Id = 2, Exit code = 0X00000000',
			],
			noMatch: ['* END * Queueing Finding updates [CallerId = CcmExec  Id = 2]', '* END * Service exit Exit code = 0x240001'],
		},
	},
	{
		id: 'scan-start-legacy',
		meaning: 'a scan starts on this thread',
		source: 'Windows 7 to 8.1; web pages drop the asterisks or escape them with backslashes',
		components: AGENT,
		starts: [
			'** START **',
			'**  START  **',
			'**START**',
			'START Agent: ',
			'START  Agent: ',
			'START   Agent: ',
			'\\*\\* START \\*\\*',
			'\\*\\*  START  \\*\\*',
		],
		scope: 'file',
		match: /^(?:\\?\*\\?\* {0,2}START {0,2}\\?\*\\?\* {0,4}|START {1,3})Agent: Finding updates \\?\[CallerId = ([^\]]{0,1024}?)\\?\]/,
		event: (groups) => ({type: 'scan-started', caller: valueOrNull(group(groups, 1)) ?? '', callId: null, cv: null}),
		examples: {
			match: [
				'** START **  Agent: Finding updates [CallerId = AutomaticUpdates]',
				'** START ** Agent: Finding updates [CallerId = ]',
				'START   Agent: Finding updates [CallerId = CcmExec]',
				'START Agent: Finding updates [CallerId = CcmExec]',
				'\\*\\* START \\*\\* Agent: Finding updates [CallerId = CcmExec]',
			],
			noMatch: ['** START **  Agent: Installing updates [CallerId = AutomaticUpdates]', '** START **  Service: Service startup'],
		},
	},
	{
		id: 'scan-end-legacy',
		meaning: 'the scan ends; if it failed, an earlier line has the exit code',
		source: 'Windows 7 to 8.1; web pages drop the asterisks or escape them with backslashes',
		components: AGENT,
		starts: [
			'**  END  **',
			'** END **',
			'**END**',
			'END Agent: ',
			'END  Agent: ',
			'END   Agent: ',
			'\\*\\* END \\*\\*',
			'\\*\\*  END  \\*\\*',
		],
		scope: 'file',
		match:
			/^(?:\\?\*\\?\* {0,2}END {0,2}\\?\*\\?\* {0,4}|END {1,3})Agent: Finding updates(?: \\?\[CallerId = ([^\]]{0,1024}?)\\?\]| ?(\[|$))/,
		event: (groups) => ({
			type: 'scan-ended',
			caller: groups[1] === undefined ? null : (valueOrNull(group(groups, 1)) ?? ''),
			callId: null,
			cv: null,
			exitCode: null,
			cut: false,
		}),
		examples: {
			match: [
				'**  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]',
				'** END ** Agent: Finding updates [CallerId = ]',
				'END   Agent: Finding updates [CallerId = CcmExec]',
				'END Agent: Finding updates [CallerId = CcmExec]',
				'** END ** Agent: Finding updates',
				'\\*\\* END \\*\\* Agent: Finding updates [CallerId = CcmExec]',
			],
			noMatch: ['**  END  **  Service: Service exit [Exit code = 0x240001]'],
		},
	},
	{
		id: 'exit-code-line',
		meaning: 'exit code of the scan on a separate line before its end',
		source: 'Windows 10 1507 to 1703; Windows 7 to 8.1 for failures only, as a WARNING',
		components: AGENT,
		starts: ['Exit code = '],
		scope: 'scan',
		match: new RegExp(String.raw`^${EXIT_CODE}(?:${VECTOR})?\s{0,8}$`),
		event: (groups) => ({type: 'scan-exit-code', code: Number.parseInt(group(groups, 1), 16)}),
		examples: {
			match: ['Exit code = 0x80070426', 'Exit code = 0x00000000', 'Exit code = 0X8024402C (cV = aBcD.0.2)'],
			noMatch: [
				'Exit code = 0x8007042',
				'Exit code = 0x800704260',
				'Exit code = 0x00000000, Result code = 0x8024402C',
				'Service exit [Exit code = 0x240001]',
			],
		},
	},
	{
		id: 'search-result-agent',
		meaning: 'how the search ended, after the end of its scan',
		source: 'Windows 7 to 8.1',
		components: AGENT,
		starts: ['WU client failed Searching for update'],
		scope: 'file',
		match: /^WU client failed Searching for update with error 0?[xX]?([0-9A-Fa-f]{8})(?![0-9A-Fa-f])/,
		event: (groups) => ({type: 'search-result', code: Number.parseInt(group(groups, 1), 16), by: 'agent'}),
		examples: {match: ['WU client failed Searching for update with error 0x8024000b'], noMatch: ['WU client failed Searching for update']},
	},
	{
		id: 'search-result-au',
		meaning: 'how the search of Automatic Updates ended',
		source: 'Windows 7 to 8.1, component AU',
		components: ['AppAU'],
		starts: ['Search callback failed, result = ', 'Failed to find updates with error code'],
		scope: 'file',
		match: /^(?:Search callback failed, result =|Failed to find updates with error code) {0,4}(?:0[xX])?([0-9A-Fa-f]{8})(?![0-9A-Fa-f])/,
		event: (groups) => ({type: 'search-result', code: Number.parseInt(group(groups, 1), 16), by: 'au'}),
		examples: {
			match: ['Search callback failed, result = 0x80244019', 'Failed to find updates with error code 80244019'],
			noMatch: ['Search callback failed, result = '],
		},
	},
	{
		id: 'search-result-comapi',
		meaning: 'how a search of a program ended; the second code is that of the result',
		source: 'all builds, component COMAPI or ComApi; for failures only',
		components: ['ComApi'],
		starts: ['Exit code = 0x'],
		scope: 'file',
		match: /^Exit code = 0[xX][0-9A-Fa-f]{8}, Result code = 0[xX]([0-9A-Fa-f]{8})(?![0-9A-Fa-f])/,
		event: (groups) => ({type: 'search-result', code: Number.parseInt(group(groups, 1), 16), by: 'comapi'}),
		examples: {match: ['Exit code = 0x00000000, Result code = 0x8024402C (cV = aBcD.0.2)'], noMatch: ['Exit code = 0x00000000']},
	},
	{
		id: 'other-call',
		meaning: 'the thread begins to install or download',
		source: 'Windows 7 to 8.1; its Exit code line is like that of a scan',
		components: AGENT,
		starts: ['** START **', '**  START  **', '**  END  **', '** END **'],
		scope: 'file',
		match: /^\*\* {0,2}(?:START|END) {0,2}\*\* {0,4}Agent: (?!Finding )(?:Install|Download|Uninstall)/,
		event: () => ({type: 'other-call'}),
		examples: {
			match: ['** START **  Agent: Installing updates [CallerId = AutomaticUpdates]'],
			noMatch: ['** START **  Agent: Finding updates [CallerId = AutomaticUpdates]'],
		},
	},
	{
		id: 'service-mapping',
		meaning: 'WSUS is asked instead of the service that the scan names',
		source: 'Windows 7 to 8.1 with WSUS',
		components: AGENT,
		starts: ['GetTargetedServiceMapping: '],
		scope: 'scan',
		// Later builds print a mapping of each service, most of them to Windows Update.
		match: /^GetTargetedServiceMapping: {0,4}\{?[0-9A-F-]{36}\}? -> \{?(3DA21691-E39D-4DA6-8A4B-B43877BCB1B7)/i,
		event: (groups) => ({type: 'service-mapping', to: group(groups, 1).toUpperCase()}),
		examples: {
			match: ['GetTargetedServiceMapping: 7971F918-A847-4430-9279-4A52D1EFE18D -> 3DA21691-E39D-4DA6-8A4B-B43877BCB1B7'],
			noMatch: [
				'GetTargetedServiceMapping: none',
				'GetTargetedServiceMapping: 7971F918-A847-4430-9279-4A52D1EFE18D -> 9482F4B4-E343-43B6-B170-9A65BC822C77',
			],
		},
	},
	{
		id: 'scan-flags',
		meaning: 'whether the scan may use the network, and whether the caller asked for foreground handling',
		source: 'all builds; legacy logs have no Interactive',
		components: AGENT,
		starts: ['Online = '],
		scope: 'scan',
		match: /^Online = (\w{2,3})(?:; Interactive = (\w{2,3}))?/,
		event: (groups) => ({type: 'scan-flags', online: yesNo(group(groups, 1)), interactive: yesNo(group(groups, 2))}),
		examples: {
			match: [
				'Online = Yes; Interactive = No; AllowCachedResults = No; Ignore download priority = No',
				'Online = No; Ignore download priority = No',
			],
			noMatch: ['Online = '],
		},
	},
	{
		id: 'offline-instead',
		meaning: 'a cached result exists, so the scan does not use the network',
		source: 'strings in the decompiled client',
		components: AGENT,
		starts: ['Cached search result is available; will perform offline scan instead'],
		scope: 'scan',
		match: /^Cached search result is available; will perform offline scan instead/,
		event: () => ({type: 'scan-flags', online: false, interactive: null}),
		examples: {match: ['Cached search result is available; will perform offline scan instead.'], noMatch: ['Cached search result is gone']},
	},
	{
		id: 'scan-criteria',
		meaning: 'what the caller searches for',
		source: 'all builds',
		components: AGENT,
		starts: ['Criteria = '],
		scope: 'scan',
		match: /^Criteria = (.{1,2048})/s,
		event: (groups) => ({type: 'scan-criteria', criteria: group(groups, 1).replace(/^"|"{1,2}$/g, '')}),
		examples: {match: ['Criteria = "IsInstalled=0 and IsHidden=0"', 'Criteria = IsInstalled=0""'], noMatch: ['Criteria = ']},
	},
	{
		id: 'scan-service',
		meaning: 'the service that the scan uses: WSUS, Windows Update, Microsoft Update, Store',
		source: 'all builds; newer ones append (cV = …)',
		components: AGENT,
		starts: ['ServiceID = '],
		scope: 'scan',
		match: /^ServiceID = \{?([0-9A-Fa-f-]{36})\}?/,
		event: (groups) => {
			const id = cleanGuid(group(groups, 1));
			return id === null ? null : {type: 'scan-service', id};
		},
		examples: {
			match: [
				'ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
				'ServiceID = {855e8a7c-ecb4-4ca3-b045-1dfa50104289} Third party service (cV = x.1)',
			],
			noMatch: ['ServiceID = (null)'],
		},
	},
	{
		id: 'updates-found',
		meaning: 'how many updates the scan found',
		source: 'all builds',
		components: AGENT,
		starts: ['Found '],
		scope: 'scan',
		match: /^Found (\d{1,9}) updates and \d{1,9} categories in search/,
		event: (groups) => ({type: 'updates-found', count: Number(group(groups, 1))}),
		examples: {
			match: ['Found 0 updates and 124 categories in search; evaluated appl. rules of 869 out of 1417 deployed entities'],
			noMatch: ['Found 2 updates'],
		},
	},
	{
		id: 'no-product-search',
		meaning: 'the service has no product-specific search; ends in 0x00240010, which is not a failure',
		source: 'strings in the decompiled client; the code in real logs of Windows Defender and TrustedInstaller',
		components: AGENT,
		starts: ["Service doesn't support product specific search"],
		scope: 'scan',
		match: /^Service doesn't support product specific search/,
		event: () => ({type: 'note', kind: 'result', text: 'The service does not support a search for this product (not a failure).'}),
		examples: {match: ["Service doesn't support product specific search."], noMatch: ["Service doesn't answer"]},
	},
	{
		id: 'scan-quality',
		meaning: 'summary of the scan: service, URL, and every failed attempt with its kind of proxy',
		source: 'Windows 11 22H2 and later (UUS client 1215 and later)',
		components: AGENT,
		starts: ['ScanQOS. '],
		scope: 'scan',
		match: /^ScanQOS\. (.*)$/s,
		event: (groups) => {
			const text = group(groups, 1);
			const url = /ServiceURL = ([^,\s]{1,2048})/.exec(text)?.[1];
			return {
				type: 'scan-quality',
				service: cleanGuid(/ServerId = (.{36,40})/.exec(text)?.[1] ?? ''),
				url: url === undefined ? null : valueOrNull(cleanUrl(url)),
				networkLevel: /, NetworkLevel = (\w{1,32})/.exec(text)?.[1] ?? null,
				failedTries: [...text.matchAll(FAILED_TRY)].map((tried) => ({code: Number(tried[1]) >>> 0, viaSystem: tried[2] === 'true'})),
			};
		},
		examples: {
			match: [
				'ScanQOS. ServerId = 7971F918-A847-4430-9279-4A52D1EFE18D, SyncType = DeltaCatScan, ScanResult = ' +
					'147, ServiceURL = (null), RetryInformation = , NetworkLevel = InternetAccess',
				'ScanQOS. ServerId = 7971F918-A847-4430-9279-4A52D1EFE18D, ServiceURL = ' +
					'https://a.example/client.asmx, RetryInformation = ' +
					'[{"RetryAttempts":[{"StatusCode":-2143485946,"NetworkLevel":3,"IsSystemProxy":true}]}]',
			],
			noMatch: ['ScanQOS'],
		},
	},
];
