/** Script of the page, first part: the data, and what the address after the # asks for. */

export const STATE_SCRIPT: string = String.raw`
const data = JSON.parse(document.getElementById('data').textContent);
const number = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
const minute = (time) => time === null ? '' : time.slice(0, 16).replace('T', ' ');
const FILTERS = {
	problems: 'Problem', server: 'Server', version: 'Version', code: 'Code', verdict: 'Verdict', pinning: 'Pinning', machine: 'Machine', status: 'Status',
};
const PAGE = 50;
let state = {table: 'machines', q: '', sort: '', page: 1, filters: {}};

/** A hash without = is the name of a section. */
function isQuery() {
	return location.hash.includes('=');
}

function readHash() {
	const params = new URLSearchParams(isQuery() ? location.hash.slice(1) : '');
	const filters = {};
	for (const name of Object.keys(FILTERS)) {
		const value = params.get(name);
		if (value !== null && value !== '') filters[name] = value;
	}
	const table = params.get('table');
	state = {
		table: table !== null && Object.hasOwn(TABLES, table) ? table : 'status' in filters ? 'files' : 'machines',
		q: params.get('q') ?? '',
		sort: params.get('sort') ?? '',
		page: Math.max(1, Math.floor(Number(params.get('page'))) || 1),
		filters,
	};
}

/** The address of the tables with some things changed; the first page, unless a page is asked for. */
function hashOf(change) {
	const next = {...state, page: 1, ...change};
	const params = new URLSearchParams({table: next.table});
	for (const [name, value] of Object.entries(next.filters)) params.set(name, value);
	if (next.q !== '') params.set('q', next.q);
	if (next.sort !== '') params.set('sort', next.sort);
	if (next.page > 1) params.set('page', String(next.page));
	return '#' + params.toString();
}

/** Machines with one more filter. */
function machinesWith(name, value) {
	return hashOf({table: 'machines', q: '', sort: '', filters: {...(state.table === 'machines' ? state.filters : {}), [name]: value}});
}
`;
