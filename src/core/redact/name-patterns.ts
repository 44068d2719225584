/** Where names stand in sentences of logs and reports: a row each, tried in this order. */
import {
	accountTreatment,
	addressTreatment,
	authorityTreatment,
	commonNameTreatment,
	dottedTreatment,
	groupTreatment,
	hostTreatment,
	likelyHostTreatment,
	listTreatment,
	machineIdTreatment,
	mailTreatment,
	namedMachineTreatment,
	portTreatment,
	shareTreatment,
	type Treatment,
	userTreatment,
	wholeTreatment,
} from './treatments.js';

export interface NamePattern {
	readonly id: string;
	readonly source: string;
	/** One of these stands in every text that the pattern fits; looking for them is faster. */
	readonly needs: readonly string[];
	/** Global and with indices; its first group is what is treated. Linear on any text. */
	readonly pattern: RegExp;
	readonly treat: Treatment;
	/** Text, and what a fresh redactor makes of it. */
	readonly examples: readonly (readonly [string, string])[];
}

const PATH_PART = String.raw`[^\s\\/"'<>|:*?,;\u0000]{1,255}`;
const VALUE = String.raw`["'<\[(]{0,2}([^\s"'<>,;()]{1,512})`;
const IS = String.raw`["']?\s{0,4}[:=]\s{0,4}`;

/** Words that the name of a machine follows. */
const MACHINE_WORD = String.raw`\b(?:servers?|hosts?|computers?|machines?|workstation|proxy|wsus)`;
/** Without dots: names with dots are told by their ends. A version behind it is of a product. */
const BARE_NAME = String.raw`([\p{L}\p{N}][\p{L}\p{N}_-]{2,62})(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}]|\/\d)`;

export const NAME_PATTERNS: readonly NamePattern[] = [
	{
		id: 'url',
		source: 'addresses of web services in every generation of the log',
		needs: ['://'],
		pattern: /(?<![\p{L}\p{N}])[a-z][a-z\d+.-]{1,15}:\/{2}([^\s/?#"'<>\\|^`{},;\u0000]{1,512})/dgiu,
		treat: authorityTreatment,
		examples: [
			[
				'at https://WSUS01.contoso.example:8531/ClientWebService/client.asmx""',
				'at https://host-1.redacted:8531/ClientWebService/client.asmx""',
			],
			[
				'http://wsus01/selfupdate http://10.20.30.40:8530 http://[fe80::1]:8530/',
				'http://host-1/selfupdate http://ip-1:8530 http://ip-2:8530/',
			],
			['http://jdoe:secret@proxy01:8080', 'http://user-1@host-1:8080'],
			[
				'x-windowsupdate://243A9749-DDB7-493C-8C19-CED4BAB5E21F/C7 243A9749-DDB7-493C-8C19-CED4BAB5E21F.1',
				'x-windowsupdate://243A9749-DDB7-493C-8C19-CED4BAB5E21F/C7 243A9749-DDB7-493C-8C19-CED4BAB5E21F.1',
			],
			['https://fe2cr.update.microsoft.com/v6 http://localhost:8005', 'https://fe2cr.update.microsoft.com/v6 http://localhost:8005'],
		],
	},
	{
		id: 'sid',
		source:
			'Microsoft Learn, "Security identifiers": 21 are domains and machines, S-1-12-1 Microsoft Entra ' +
			'ID; the others are the same everywhere',
		needs: ['-1-'],
		pattern: /(?<![\p{L}\p{N}])(S-1-(?:5-21|12-1)(?:-\d{1,10}){1,15})(?!\d)/dgiu,
		treat: wholeTreatment('sid'),
		examples: [['Caller SID: S-1-5-21-190442716-335021884-117280549-1001, S-1-5-18', 'Caller SID: S-1-5-21-redacted-1, S-1-5-18']],
	},
	{
		id: 'mail',
		source: 'RFC 5322; user principal names look the same',
		needs: ['@'],
		pattern: new RegExp(
			[
				String.raw`(?<![\p{L}\p{N}._%+-])([\p{L}\p{N}_%+][\p{L}\p{N}._%+-]{0,63}`,
				String.raw`@[\p{L}][\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}-]{1,63}){0,6})(?![\p{L}\p{N}])`,
			].join(''),
			'dgu',
		),
		treat: mailTreatment,
		examples: [['From jane.doe@contoso.example. Cpp @268', 'From mail-1. Cpp @268']],
	},
	{
		id: 'unc',
		source: 'Microsoft Learn, "Naming files, paths, and namespaces"',
		needs: ['\\\\'],
		pattern: new RegExp(String.raw`(?<![\\:\p{L}\p{N}])\\{2,4}(?:\?\\{1,2}UNC\\{1,2})?(${PATH_PART}(?:\\{1,2}${PATH_PART})?)`, 'dgiu'),
		treat: shareTreatment,
		examples: [
			['open \\\\fs01\\logs\\a.log, \\\\?\\C:\\a', 'open \\\\host-1\\logs\\a.log, \\\\?\\C:\\a'],
			['\\\\FILESRV09\\payroll$\\x and \\\\filesrv09\\c$', '\\\\host-1\\share-1\\x and \\\\host-1\\c$'],
			['in JSON \\\\\\\\fs01\\\\hrdata\\\\x', 'in JSON \\\\\\\\host-1\\\\share-1\\\\x'],
			['\\\\?\\UNC\\fs01\\hrdata, \\\\.\\pipe\\x, \\\\fs01', '\\\\?\\UNC\\host-1\\share-1, \\\\.\\pipe\\x, \\\\host-1'],
		],
	},
	{
		id: 'profile',
		source: 'folders of profiles: Windows XP, Windows since Vista, Unix, macOS',
		needs: ['/', '\\'],
		pattern:
			/[\\/](?:Users|Documents and Settings|home)(?:\\{1,2}|\/)([^\\/:*?"<>|\u0000]{1,64}(?=[\\/])|[^\s\\/:*?"'<>|,;\u0000]{1,64})/dgiu,
		treat: userTreatment,
		examples: [
			['C:\\Users\\Jane Doe\\AppData; C:\\Users\\Public\\x', 'C:\\Users\\user-1\\AppData; C:\\Users\\Public\\x'],
			['/home/jdoe/a and C:\\Documents and Settings\\jdoe', '/home/user-1/a and C:\\Documents and Settings\\user-1'],
		],
	},
	{
		id: 'account',
		source: 'DOMAIN\\user; relative paths and keys of the registry look the same (PATH_WORDS)',
		needs: ['\\'],
		pattern: new RegExp(
			[
				String.raw`(?<![\p{L}\p{N}_\\:/.%$~)}-])([\p{L}\p{N}][\p{L}\p{N}_.-]{0,62}`,
				String.raw`\\{1,2}[\p{L}\p{N}_][\p{L}\p{N}_.$+'~-]{0,63})(?![\\\p{L}\p{N}_.$+'~-])`,
			].join(''),
			'dgu',
		),
		treat: accountTreatment,
		examples: [
			['for CONTOSO\\jdoe, NT AUTHORITY\\SYSTEM', 'for user-1, NT AUTHORITY\\SYSTEM'],
			['{pci\\ven_1022&dev_1486} and MONITOR\\HWP288B', '{pci\\ven_1022&dev_1486} and MONITOR\\HWP288B'],
			['AU\\UseWUServer, C:\\Program Files\\Tool, dev\\client\\a.cpp', 'AU\\UseWUServer, C:\\Program Files\\Tool, dev\\client\\a.cpp'],
		],
	},
	{
		id: 'proxy-list',
		source: 'legacy logs: components Misc, PT and DnldMgr; Windows 8.1: component WS; the timeline of a report',
		needs: [':', '='],
		pattern: /\b(?:Proxy|Bypass) list(?: used)? {0,16}[:=] {0,2}["']?((?:[^<>"']|<(?:local|-loopback|NULL)?>?){1,1024})/dgiu,
		treat: listTreatment,
		examples: [
			[
				'Proxy List used: <proxy01:8080 > Bypass List used : <*.contoso.example;<local>> Auth',
				'Proxy List used: <host-1:8080 > Bypass List used : <*.domain-1.redacted;<local>> Auth',
			],
			["Proxy List: '(null)', Bypass List: '(null)'.", "Proxy List: '(null)', Bypass List: '(null)'."],
			['Bypass List     :  *.contoso.lan;10.*', 'Bypass List     :  *.domain-1.redacted;ip-1.*'],
			[
				'Proxy list: http=p1.corp.example:80;https=p2:81, bypass 10.1.*;<local>',
				'Proxy list: http=host-1.redacted:80;https=host-2:81, bypass ip-1.*;<local>',
			],
		],
	},
	{
		id: 'proxy',
		source: 'legacy logs: Default proxy, BITS job using proxy; netsh winhttp show proxy: Proxy Server(s)',
		needs: [':', '='],
		pattern: new RegExp(String.raw`\b(?:proxy|bypass)(?: server\(s\)| servers?)?${IS}${VALUE}`, 'dgiu'),
		treat: likelyHostTreatment,
		examples: [
			[
				'* Default proxy: proxy:8080; proxy: system; proxy = p7, bypass = <NULL>',
				'* Default proxy: host-1:8080; proxy: system; proxy = host-2, bypass = <NULL>',
			],
		],
	},
	{
		id: 'dns-name',
		source: 'Windows 10 and 11, component ProtocolTalker: Initializing simple targeting cookie',
		needs: [':', '='],
		pattern: new RegExp(String.raw`\bDNS name${IS}${VALUE}`, 'dgiu'),
		treat: hostTreatment,
		examples: [['target group = , DNS name = pc-0142.contoso.example', 'target group = , DNS name = host-1.redacted']],
	},
	{
		id: 'computer-name',
		source: 'environment variables, registry, output of tools',
		needs: [':', '='],
		pattern: new RegExp(String.raw`\b(?:(?:computer|machine|host|server|device|netbios)[ _]?name|host)${IS}${VALUE}`, 'dgiu'),
		treat: likelyHostTreatment,
		examples: [['COMPUTERNAME=PC0142 host: unknown', 'COMPUTERNAME=host-1 host: unknown']],
	},
	{
		id: 'wsus-server',
		source: 'settings block of every generation; policies WUServer and WUStatusServer; here without a scheme',
		needs: [':', '='],
		pattern: new RegExp(
			String.raw`\b(?:WSUS (?:status )?server|Alternate Download Server|WUServer|WUStatusServer|SUS server|Server URL)${IS}${VALUE}`,
			'dgiu',
		),
		treat: likelyHostTreatment,
		examples: [['WSUS server: wsus7:8530, WSUS server: none is set', 'WSUS server: host-1:8530, WSUS server: none is set']],
	},
	{
		id: 'tls-host',
		source: 'verbose logs: Validating SSL certificate for:; and what the timeline makes of it',
		needs: [''],
		pattern: /\b(?:Validating SSL certificate for: ?|the TLS certificate of )([^\s"'<>,;\u0000]{1,512})/dgiu,
		treat: likelyHostTreatment,
		examples: [['Checking the TLS certificate of wsus7 root', 'Checking the TLS certificate of host-1 root']],
	},
	{
		id: 'target-group',
		source: 'settings block of every generation; simple targeting cookie',
		needs: [':', '='],
		pattern: /\btarget group\s{0,4}[:=]\s{0,4}([^,\u0000]{1,256})/dgiu,
		treat: groupTreatment,
		examples: [
			['target group = Sales Berlin, DNS name', 'target group = group-1, DNS name'],
			['Target group: (Unassigned Computers)', 'Target group: (Unassigned Computers)'],
		],
	},
	{
		id: 'machine-id',
		source: 'clientId of the targeting cookie; SusClientId of the registry; ids of devices and tenants',
		needs: ['-'],
		pattern: new RegExp(
			[
				String.raw`\b(?:(?:sus ?)?client|machine|device|computer|hardware|account|tenant|aad ?device)[ _-]?(?:id|guid|identifier)`,
				String.raw`["']?\s{0,4}[:=]?\s{0,4}["'{(]{0,3}([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})`,
			].join(''),
			'dgiu',
		),
		treat: machineIdTreatment,
		examples: [
			[
				'clientId = 3F6C1F0E-52b8-4c39-9d77-0a61c2f7be14, UpdateId = 6C2E1B94-0D5A-4F37-8A16-3B90C7D2E851',
				'clientId = id-1, UpdateId = 6C2E1B94-0D5A-4F37-8A16-3B90C7D2E851',
			],
		],
	},
	{
		id: 'user-label',
		source: 'environment variables, output of tools',
		needs: [':', '='],
		pattern: new RegExp(String.raw`\b(?:user(?: |_)?name|logon name|samaccountname|account name)${IS}${VALUE}`, 'dgiu'),
		treat: userTreatment,
		examples: [['USERNAME=jdoe', 'USERNAME=user-1']],
	},
	{
		id: 'common-name',
		source: 'subjects and issuers of certificates (RFC 4514)',
		needs: ['='],
		pattern: /\b(?:CN|OU|DC) ?= ?"?([^,;"'<>/+\u0000]{1,255})/dgiu,
		treat: commonNameTreatment,
		examples: [
			['CN=wsus01.contoso.example was refused', 'CN=host-1.redacted was refused'],
			['CN=Contoso Issuing CA, CN=Microsoft Root', 'CN=name-1, CN=Microsoft Root'],
		],
	},
	{
		id: 'ipv6',
		source: 'RFC 4291',
		needs: [':'],
		pattern: new RegExp(
			[
				String.raw`(?<![\p{L}\p{N}_:.])((?=[\da-f:]{0,39}\d)(?:[\da-f]{0,4}:){2,8}`,
				String.raw`(?:[\da-f]{1,4}(?![\d.])|\d{1,3}(?:\.\d{1,3}){3})?)(?![\p{L}\p{N}_:])`,
			].join(''),
			'dgiu',
		),
		treat: addressTreatment,
		examples: [
			[
				'from 2001:db8::7 and ::ffff:10.1.2.3 at 10:00:00, Class::Method, Cab::Add, ::1',
				'from ip-1 and ip-2 at 10:00:00, Class::Method, Cab::Add, ::1',
			],
		],
	},
	{
		id: 'mac',
		source: 'IEEE 802: six pairs of digits',
		needs: [':', '-'],
		pattern: /(?<![\p{L}\p{N}:-])([\da-f]{2}(?:(?::[\da-f]{2}){5}|(?:-[\da-f]{2}){5}))(?![\p{L}\p{N}:-])/dgiu,
		treat: wholeTreatment('id'),
		examples: [['adapter 00-15-5D-0A-1B-2C, hash 00:11:22:33:44:55:66', 'adapter id-1, hash 00:11:22:33:44:55:66']],
	},
	{
		id: 'ipv4',
		source: 'RFC 791; versions of four small numbers stay where they are called so',
		needs: ['.'],
		pattern: /(?<![\p{L}\p{N}_.])(?<!\bversion:? )((?:\d{1,3}\.){3}\d{1,3})(?![\p{L}\p{N}_]|\.\d)/dgiu,
		treat: addressTreatment,
		examples: [['192.168.7.9:8080. 127.0.0.1, version 7.6.0.1, 10.0.19041.1682', 'ip-1:8080. 127.0.0.1, version 7.6.0.1, 10.0.19041.1682']],
	},
	{
		id: 'dotted',
		source: 'RFC 1123; last labels in public-names.ts',
		needs: ['.'],
		pattern: new RegExp(
			[
				String.raw`(?<![\p{L}\p{N}_@-])((?:[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]{0,62}\.){1,9}`,
				String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62})(?![\p{L}\p{M}\p{N}_-])`,
			].join(''),
			'dgu',
		),
		treat: dottedTreatment,
		examples: [
			['NO_PROXY=.contoso.com,a', 'NO_PROXY=.host-1.redacted,a'],
			[
				'spn HTTP/pc7.sales.contoso.com: wuident.cab, System.Net.WebRequest, PAD.Console.Host, failed.No more',
				'spn HTTP/host-1.redacted: wuident.cab, System.Net.WebRequest, PAD.Console.Host, failed.No more',
			],
		],
	},
	{
		id: 'short-host-and-port',
		source: 'names before a port, as proxies have',
		needs: [':'],
		pattern: /(?<![\p{L}\p{N}_.:-])([\p{L}][\p{L}\p{N}-]{1,62}:[1-9]\d{1,4})(?![\p{L}\p{N}_:]|\.\d)/dgu,
		treat: portTreatment,
		examples: [['reached px-7:3128 at line:120', 'reached host-1:3128 at line:120']],
	},
	{
		id: 'machine-after-word',
		source: 'sentences of tools and of servers; names in capitals, or with digits',
		needs: [' ', ':', '='],
		pattern: new RegExp(`${MACHINE_WORD}(?:${IS}| {1,4})["'(<\\[]{0,2}${BARE_NAME}`, 'dgiu'),
		treat: namedMachineTreatment,
		examples: [
			['on server FILESRV09, not on FILESRV10 or server FILESRV', 'on server host-1, not on FILESRV10 or server host-2'],
			['Computer: PC-0142 is offline, proxy squid3 denied', 'Computer: host-1 is offline, proxy host-2 denied'],
			[
				'WSUS TLS, Server 2012R2, server auth, HOST HTTP, proxy 0x80072EE2',
				'WSUS TLS, Server 2012R2, server auth, HOST HTTP, proxy 0x80072EE2',
			],
			['proxy especificado, WSUS WU_E_PT_X, Server: Microsoft-IIS/10.0', 'proxy especificado, WSUS WU_E_PT_X, Server: Microsoft-IIS/10.0'],
		],
	},
	{
		id: 'machine-in-sentence',
		source: 'sentences of tools and of servers; names of small letters, where a name must follow',
		needs: [' ', ':', '='],
		pattern: new RegExp(
			`(?:\\b(?:to|on|from|by|via|through|with|at|of|for|using) (?:the )?${MACHINE_WORD} {1,4}` +
				`|${MACHINE_WORD}(?:${IS}["']?| {1,4}["']))${BARE_NAME}`,
			'dgiu',
		),
		treat: likelyHostTreatment,
		examples: [
			['sent to proxy squid, which the proxy squid denied', 'sent to proxy host-1, which the proxy host-1 denied'],
			["server 'fileserver' not found, computer: reception", "server 'host-1' not found, computer: host-2"],
			['through the proxy settings, from the server because', 'through the proxy settings, from the server because'],
		],
	},
];
