/** The places of the page, as they stand behind the # of its address: links, and the browser's back and forward, go by them. */

/** Logs are counted from 1, as scans and lines are; of one log alone, the address does not say which. */
export type Route =
	| {readonly screen: 'home'}
	| {readonly screen: 'answer'; readonly log: number; readonly finding: number | null}
	| {readonly screen: 'scans'; readonly log: number; readonly query: ScanQuery}
	| {readonly screen: 'scan'; readonly log: number; readonly scan: number}
	| {readonly screen: 'lines'; readonly log: number; readonly line: number | null}
	| {readonly screen: 'fleet'}
	| {readonly screen: 'machine'; readonly name: string}
	| {readonly screen: 'problem'; readonly rule: string}
	| {readonly screen: 'explain'; readonly query: string};

/** What the list of scans is limited to by a link. */
export interface ScanQuery {
	readonly text: string;
	readonly failed: boolean;
	readonly online: boolean;
	readonly wsus: boolean;
	/** Milliseconds of the wall clock, both included. */
	readonly from: number | null;
	readonly to: number | null;
	readonly rule: string | null;
}

export const ALL_SCANS: ScanQuery = {text: '', failed: false, online: false, wsus: false, from: null, to: null, rule: null};

export function parseRoute(hash: string): Route {
	const values = new URLSearchParams(hash.replace(/^#/, ''));
	const number = (name: string): number | null => {
		const text = values.get(name);
		return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
	};
	const log = number('log') ?? 1;
	const scan = number('scan');
	if (scan !== null) return {screen: 'scan', log, scan};
	if (values.has('line')) return {screen: 'lines', log, line: number('line')};
	if (values.has('lines')) return {screen: 'lines', log, line: null};
	if (values.has('scans')) return {screen: 'scans', log, query: parseScanQuery(values, number)};
	if (values.has('explain')) return {screen: 'explain', query: values.get('explain') ?? ''};
	if (values.has('machine')) return {screen: 'machine', name: values.get('machine') ?? ''};
	if (values.has('problem')) return {screen: 'problem', rule: values.get('problem') ?? ''};
	if (values.has('fleet')) return {screen: 'fleet'};
	if (values.has('log') || values.has('finding')) return {screen: 'answer', log, finding: number('finding')};
	return {screen: 'home'};
}

function parseScanQuery(values: URLSearchParams, number: (name: string) => number | null): ScanQuery {
	return {
		text: values.get('scans') ?? '',
		failed: values.has('failed'),
		online: values.has('online'),
		wsus: values.has('wsus'),
		from: number('from'),
		to: number('to'),
		rule: values.get('rule'),
	};
}

/** With the # in front. @param hasOne there is one log only */
export function formatRoute(route: Route, hasOne: boolean): string {
	const parts: (readonly [string, string | number | null])[] = 'log' in route && !hasOne ? [['log', route.log]] : [];
	switch (route.screen) {
		case 'home':
			return '#';
		case 'answer':
			if (route.finding !== null) parts.push(['finding', route.finding]);
			else if (hasOne) parts.push(['log', route.log]);
			break;
		case 'scans': {
			const {text, failed, online, wsus, from, to, rule} = route.query;
			parts.push(['scans', text]);
			if (failed) parts.push(['failed', '']);
			if (online) parts.push(['online', '']);
			if (wsus) parts.push(['wsus', '']);
			parts.push(['from', from], ['to', to], ['rule', rule]);
			break;
		}
		case 'scan':
			parts.push(['scan', route.scan]);
			break;
		case 'lines':
			parts.push(route.line === null ? ['lines', ''] : ['line', route.line]);
			break;
		case 'fleet':
			parts.push(['fleet', '']);
			break;
		case 'machine':
			parts.push(['machine', route.name]);
			break;
		case 'problem':
			parts.push(['problem', route.rule]);
			break;
		case 'explain':
			parts.push(['explain', route.query]);
			break;
		default:
			route satisfies never;
	}
	const written = parts.flatMap(([name, value]) => (value === null ? [] : [value === '' ? name : `${name}=${encodeURIComponent(value)}`]));
	return `#${written.join('&')}`;
}
