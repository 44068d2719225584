/** Lines of Windows 10 in the words of newer builds of Windows 11. */

const QUEUEING = /^(\* (?:START|END) \* Queueing Finding updates) \[CallerId = (.*?) {2}Id = (\d+)\]$/;

/** By component, tried in turn. */
const REWORDINGS = {
	Agent: [
		[QUEUEING, (_, head, caller, id) => `${head} work item [CallerId = ${caller}, Id = ${id}, cV = (null)]`],
		[/^(Criteria = )(.*)""$/, '$1"$2"'],
	],
	Misc: [[/^(Got .* URL: )(\S+?)""$/, '$1"$2"']],
	WebServices: [
		[/^Proxy Behavior set to 2 /, 'Proxy Behavior set to AllowUserProxyAsFallbackToSystemProxy '],
		[/^Proxy Behavior: 2,/, 'Proxy Behavior: AllowUserProxyAsFallbackToSystemProxy,'],
		[/^Auto proxy settings for this web service call\.$/, 'Using auto proxy settings for this web service call'],
	],
	ProtocolTalker: [[/^ProductAttributes: /, 'ProductAttributes(CTAC): ']],
	SLS: [[/\/10\.0\.1904\d\.\d+\/(.*)&WUA=10\.0\.\d+\.\d+/, '/10.0.22631.3374/$1&WUA=1216.2402.13012.0']],
};

const SERVICE_ID = /^ServiceID = \{([0-9A-F-]{36})\}/;
const END_OF_SCAN = /^\* END \* Finding updates .*Exit code = 0x([0-9A-F]{8})/;
const BEGIN_OF_CALL = 'Using auto proxy settings';

/** @returns the lines in their new words, with those that newer builds add */
export function newerWording(lines) {
	const services = new Map();
	const made = [];
	for (const line of lines) {
		const [, service] = SERVICE_ID.exec(line.message) ?? [];
		if (service !== undefined) services.set(line.tid, service);
		const message = reworded(line);
		const added = (component, text) => made.push({...line, component, message: text});
		if (message.startsWith(BEGIN_OF_CALL)) added('WebServices', 'Using system proxy, with auto proxy settings');
		const [, code] = END_OF_SCAN.exec(message) ?? [];
		if (code === '00000000' && services.has(line.tid))
			added(
				'Agent',
				`ScanQOS. ServerId = ${services.get(line.tid)}, SyncType = DeltaCatScan, ScanResult = 147, ` +
					'NumberOfLoop = 1, NumberOfNewUpdatesFromServiceSync = 0, NumberOfUpdatesEvaluated = 236, ' +
					'ScanDurationInSeconds = 2, EnqueueTimeInSeconds = 0, TotalNumMetadataSignatures = 0, ' +
					'TotalNumAudienceMetadataSignatures = 0, Props = 0X41, WebserviceRetryMethods = 0, ' +
					'RetryInformation = , NetworkLevel = InternetAccess',
			);
		made.push({...line, message});
	}
	return made;
}

function reworded({component, message}) {
	for (const [match, text] of REWORDINGS[component] ?? []) if (match.test(message)) return message.replace(match, text);
	return message;
}
