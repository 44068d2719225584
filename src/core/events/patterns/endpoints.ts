/** Messages that show which server a scan contacts, and when. */
import {cleanGuid, cleanUrl, group, type MessagePattern} from '../pattern.js';

const ROLES: Readonly<Record<string, 'client' | 'targeting' | 'reporting'>> = {
	'Client/Server': 'client',
	SimpleTargeting: 'targeting',
	Reporting: 'reporting',
};

export const ENDPOINT_PATTERNS: readonly MessagePattern[] = [
	{
		id: 'endpoint-wsus',
		meaning: 'URL of a WSUS web service',
		source: 'Windows 10 1709 and later (the CSV form leaves "" at the end); component EP in Windows 8.1',
		starts: ['Got WSUS '],
		scope: 'file',
		match: /^Got WSUS (Client\/Server|SimpleTargeting|Reporting) URL: {0,4}(\S{1,2048})/,
		event: (groups) => {
			const role = ROLES[group(groups, 1)];
			return role === undefined ? null : {type: 'endpoint', wsus: true, service: null, role, url: cleanUrl(group(groups, 2))};
		},
		examples: {
			match: [
				'Got WSUS Client/Server URL: https://wsus.example:8531/ClientWebService/client.asmx""',
				'Got WSUS SimpleTargeting URL: "https://wsus.example:8531"',
			],
			noMatch: ['Got WSUS Client/Server URL:'],
		},
	},
	{
		id: 'endpoint-online',
		meaning: 'URL of the web service of a Microsoft service, from service discovery',
		source: 'Windows 10 1709 and later',
		starts: ['Got '],
		scope: 'scan',
		match: /^Got ([0-9A-Fa-f-]{36}) redir Client\/Server URL: {0,4}(\S{1,2048})/,
		event: (groups) => ({
			type: 'endpoint',
			wsus: false,
			service: cleanGuid(group(groups, 1)),
			role: 'client',
			url: cleanUrl(group(groups, 2)),
		}),
		examples: {
			match: [
				'Got 9482F4B4-E343-43B6-B170-9A65BC822C77 redir Client/Server URL: ' +
					'"https://fe2cr.update.microsoft.com/v6/ClientWebService/client.asmx"',
			],
			noMatch: ['Got 855E8A7C-ECB4-4CA3-B045-1DFA50104289 redir SecuredClient/Server URL: https://fe3cr.delivery.mp.microsoft.com/secured'],
		},
	},
	{
		id: 'server-url',
		meaning: 'the scan contacts this service at this URL',
		source: 'all builds: once for updates, once for their details',
		components: ['ProtocolTalker'],
		starts: ['ServiceId = '],
		scope: 'scan',
		match: /^ServiceId = \{?([0-9A-Fa-f-]{36})\}?, Server URL = (\S{1,2048})/,
		event: (groups) => ({type: 'server-url', service: cleanGuid(group(groups, 1)), url: cleanUrl(group(groups, 2))}),
		examples: {
			match: ['ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = http://wsus.example:8530/ClientWebService/client.asmx'],
			noMatch: ['ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}'],
		},
	},
	{
		id: 'targeting-url',
		meaning: 'URL of the targeting service, after "Initializing simple targeting cookie"',
		source: 'Windows 10 and 11; component ProtocolTalker',
		components: ['ProtocolTalker'],
		starts: ['Server URL = '],
		scope: 'scan',
		match: /^Server URL = (\S{1,2048}SimpleAuth\S{0,256})/i,
		event: (groups) => ({type: 'endpoint', wsus: true, service: null, role: 'targeting', url: cleanUrl(group(groups, 1))}),
		examples: {match: ['Server URL = https://wsus.example:8531/SimpleAuthWebService/SimpleAuth.asmx'], noMatch: ['Server URL = (null)']},
	},
	{
		id: 'operation-started',
		meaning: 'the client starts an operation that uses the network',
		source: 'Windows 10 and 11; component IdleTimer',
		components: ['IdleTimer'],
		starts: ['WU operation ('],
		scope: 'scan',
		match: /^WU operation \(([^)]{1,256})\) started; operation # \d{1,10}; does use network/,
		event: (groups) => ({type: 'operation', name: group(groups, 1).trim(), state: 'started'}),
		examples: {
			match: [
				'WU operation (CAgentProtocolTalker::SyncUpdates_WithRecover) started; operation # 7; does use network; is at background priority',
			],
			noMatch: ['WU operation (CSearchCall::Init ID 3) started; operation # 7; does not use network; is at background priority'],
		},
	},
	{
		id: 'operation-stopped',
		meaning: 'the operation returned',
		source: 'Windows 10 and 11; component IdleTimer',
		components: ['IdleTimer'],
		starts: ['WU operation ('],
		scope: 'scan',
		match: /^WU operation \(([^),]{1,256}),[^)]{1,64}\) stopped; does use network/,
		event: (groups) => ({type: 'operation', name: group(groups, 1).trim(), state: 'stopped'}),
		examples: {
			match: [
				'WU operation (CAgentProtocolTalker::SyncUpdates_WithRecover, operation # 7) stopped; does use ' +
					'network; is at background priority (cV = a.1)',
			],
			noMatch: ['WU operation (CAgentProtocolTalker::SyncUpdates_WithRecover) started; operation # 7; does use network'],
		},
	},
	{
		id: 'self-update-checked',
		meaning: 'the check for a newer client came to an end, so the server answered',
		source: 'Windows 7 to 8.1; component Setup',
		components: ['Setup'],
		starts: ['SelfUpdate check completed', 'Skipping SelfUpdate check based on the /SKIP directive'],
		scope: 'scan',
		match: /^(?:SelfUpdate check completed\b|Skipping SelfUpdate check based on the \/SKIP directive)/,
		event: () => ({type: 'operation', name: 'SelfUpdate check', state: 'stopped'}),
		examples: {
			match: [
				'SelfUpdate check completed.  SelfUpdate is NOT required.',
				'Skipping SelfUpdate check based on the /SKIP directive in wuident',
			],
			noMatch: ['SelfUpdate check failed, err = 0x80244019'],
		},
	},
	{
		id: 'synchronizing-legacy',
		meaning: 'the client communicates with the web service',
		source: 'Windows 7 to 8.1; component PT',
		components: ['ProtocolTalker'],
		starts: ['+++'],
		scope: 'scan',
		match: /^\+{3,32} {1,4}PT: (Synchronizing [\w ]{1,64}?) {1,4}\+/,
		event: (groups) => ({type: 'operation', name: group(groups, 1), state: 'started'}),
		examples: {
			match: [
				'+++++++++++  PT: Synchronizing server updates  +++++++++++',
				'+++++++++++  PT: Synchronizing extended update info  +++++++++++',
			],
			noMatch: ['+++++++++++  PT: Starting category scan'],
		},
	},
	{
		id: 'request-started',
		meaning: 'a request for service discovery begins',
		source: 'Windows 10 1709 and later; component SLS',
		components: ['SLS'],
		starts: ['Making request with URL '],
		scope: 'scan',
		match: /^Making request with URL (\S{1,2048})/,
		event: (groups) => ({type: 'request-started', url: cleanUrl(group(groups, 1))}),
		examples: {
			match: ['Making request with URL HTTPS://slscr.update.microsoft.com/SLS/x and send SLS events.'],
			noMatch: ['Making request'],
		},
	},
	{
		id: 'request-completed',
		meaning: 'a service discovery request completed, with its code and HTTP status',
		source: 'Windows 10 1709 and later; component SLS',
		components: ['SLS'],
		starts: ['Complete the request URL '],
		scope: 'scan',
		match: /^Complete the request URL (\S{1,2048}) with \[([0-9A-Fa-f]{8})\] and http status code\[(\d{1,5})\]/,
		event: (groups) => ({
			type: 'request-completed',
			url: cleanUrl(group(groups, 1)),
			code: Number.parseInt(group(groups, 2), 16),
			httpStatus: Number(group(groups, 3)),
		}),
		examples: {
			match: [
				'Complete the request URL ' +
					'HTTPS://slscr.update.microsoft.com/SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0/0?CH=1 ' +
					'with [00000000] and http status code[200] and send SLS events.',
			],
			noMatch: ['Complete the request URL'],
		},
	},
];
