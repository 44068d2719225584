/** Short sample logs for the rules' examples. */

interface ScanExample {
	readonly caller?: string;
	readonly service?: 'wsus' | 'windows-update' | 'store';
	/** Scheme, host, and port of the server. */
	readonly server?: string;
	readonly online?: boolean;
	/** Proxy behavior number; absent for builds that do not log it. */
	readonly behavior?: 1 | 2 | 3;
	/** Lines between the server URL and the result. */
	readonly lines?: readonly string[];
	/** `null`: the log ends mid-scan. */
	readonly exit?: string | null;
}

const SERVICES = {
	wsus: '{3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
	'windows-update': '{9482F4B4-E343-43B6-B170-9A65BC822C77} Windows Update',
	store: '{855E8A7C-ECB4-4CA3-B045-1DFA50104289} Third party service',
} as const;

const SERVERS = {
	wsus: 'https://wsus.example:8531',
	'windows-update': 'https://fe2cr.update.microsoft.com',
	store: 'https://fe3cr.delivery.mp.microsoft.com',
} as const;

/** A scan of Windows 10 or 11, as short lines. */
export function scanLog({
	caller = 'CcmExec',
	service = 'wsus',
	server,
	online = true,
	behavior,
	lines = [],
	exit = '0x00000000',
}: ScanExample): string {
	const origin = server ?? SERVERS[service];
	const url = `${origin}/ClientWebService/client.asmx`;
	const id = SERVICES[service].slice(0, 38);
	return [
		`Agent * START * Finding updates CallerId = ${caller}  Id = 2`,
		`Agent Online = ${online ? 'Yes' : 'No'}; Interactive = No; AllowCachedResults = No`,
		`Agent ServiceID = ${SERVICES[service]}`,
		...(online ? [`ProtocolTalker ServiceId = ${id}, Server URL = ${url}`] : []),
		...(behavior === undefined ? [] : [`WebServices Proxy Behavior set to ${behavior} for service url ${url}`]),
		...lines,
		...(exit === null ? [] : [`Agent * END * Finding updates CallerId = ${caller}, Id = 2, Exit code = ${exit}`]),
	].join('\n');
}

/** A web service call that returns an error code. */
export function failedCall(code: string): readonly string[] {
	return ['WebServices Auto proxy settings for this web service call.', `WebServices *FAILED* [${code}] Web service call`];
}

/** The system proxy fails and the user proxy is tried. */
export const SWITCH_TO_USER: readonly string[] = [
	'WebServices Auto proxy settings for this web service call.',
	'WebServices WS error: The given proxy cannot be reached.',
	'WebServices Proxy Behavior: 2, system proxy options exhausted.. switch to user proxy',
	'WebServices Auto proxy settings for this web service call.',
];

export const HEALTHY: string = scanLog({behavior: 1, lines: ['WebServices Auto proxy settings for this web service call.']});
export const OFFLINE: string = scanLog({online: false});

/** What the client says about the certificate of WSUS and about pinning. */
export const CERT_NO = 'Misc Cert in WSUS store: No';
export const CERT_YES = 'Misc Cert in WSUS store: Yes';
export const MANDATORY = 'WebServices WSUS TLS cert-pinning mandatory: Yes';
export const EMPTY: readonly string[] = [
	'ProtocolTalker WSUS certificate store is empty',
	'WebServices WSUS TLS cert-pinning mandatory: No',
];
