/** Script of the page, third part: shows a page of the table that is asked for. Texts are never markup. */

export const VIEW_SCRIPT: string = String.raw`
function element(name, parent, className, value) {
	const made = document.createElement(name);
	if (className) made.className = className;
	if (value !== undefined) made.textContent = value;
	parent.append(made);
	return made;
}

const explore = document.getElementById('explore');
const root = document.getElementById('tables');
const tabs = element('div', root, 'tabs');
const tools = element('div', root, 'tools');
const input = element('input', tools);
input.type = 'search';
input.placeholder = 'Filter by text';
input.setAttribute('aria-label', 'Filter by text');
const chips = element('span', tools, 'tabs');
chips.style.margin = '0';
const copy = element('button', tools, '', 'Copy names');
const found = element('span', tools, 'found');
const holder = element('div', root, 'table');
const pages = element('div', root, 'pages');

/** Texts of a row in lower case, made when they are searched for the first time. */
const searchable = new Map();
function wordsOf(table) {
	let words = searchable.get(table);
	if (words === undefined) {
		words = table.rows.map((row) => table.words(row).join('\n').toLowerCase());
		searchable.set(table, words);
	}
	return words;
}

function compare(a, b) {
	if (a === b) return 0;
	if (a === null || a === '') return 1;
	if (b === null || b === '') return -1;
	return a < b ? -1 : 1;
}

/** Rows that are asked for, in their order. */
function rowsOf(table) {
	const filters = Object.entries(state.filters).filter(([name]) => name in table.filters);
	const terms = state.q.toLowerCase().split(/\s+/).filter((term) => term !== '');
	const words = terms.length === 0 ? [] : wordsOf(table);
	const rows = table.rows.filter((row, index) => filters.every(([name, value]) => table.filters[name](row, value)) && terms.every((term) => words[index].includes(term)));
	const sort = state.sort.replace(/^-/, '');
	const order = table.columns.some(({name}) => name === sort) ? [[sort, state.sort.startsWith('-') ? -1 : 1], ...table.order] : table.order;
	const keys = order.map(([name, sign]) => [table.columns.find((column) => column.name === name).of, sign]);
	return rows.sort((a, b) => {
		for (const [of, sign] of keys) {
			const [one, other] = [of(a), of(b)];
			// What is not known stays at the end, whichever way a column is sorted.
			const isKnown = one !== null && one !== '' && other !== null && other !== '';
			const difference = compare(one, other) * (isKnown ? sign : 1);
			if (difference !== 0) return difference;
		}
		return 0;
	});
}

function showTabs() {
	tabs.replaceChildren();
	for (const [name, table] of Object.entries(TABLES)) {
		const button = element('button', tabs, '', table.title + ' ' + number(table.rows.length));
		button.setAttribute('aria-pressed', String(name === state.table));
		button.addEventListener('click', () => { location.hash = hashOf({table: name, q: '', sort: '', filters: {}}); });
	}
}

function showChips(table) {
	chips.replaceChildren();
	for (const [name, value] of Object.entries(state.filters)) {
		if (!(name in table.filters)) continue;
		const chip = element('button', chips, 'chip', FILTERS[name] + ': ' + value + ' ✕');
		chip.title = 'Remove this filter';
		const filters = {...state.filters};
		delete filters[name];
		chip.addEventListener('click', () => { location.hash = hashOf({filters}); });
	}
}

function showTable(table, rows) {
	const made = document.createElement('table');
	const head = element('tr', element('thead', made));
	for (const column of table.columns) {
		const cell = element('th', head, column.isNumber ? 'number' : '');
		cell.scope = 'col';
		const isSorted = state.sort.replace(/^-/, '') === column.name;
		const isDown = state.sort.startsWith('-');
		const button = element('button', cell, '', column.title + (isSorted ? (isDown ? ' ▾' : ' ▴') : ''));
		if (isSorted) cell.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
		// Numbers are sorted from the greatest first.
		const next = isSorted ? (isDown ? column.name : '-' + column.name) : (column.isNumber ? '-' : '') + column.name;
		button.addEventListener('click', () => { location.hash = hashOf({sort: next}); });
	}
	const body = element('tbody', made);
	for (const row of rows) {
		const line = element('tr', body);
		for (const column of table.columns) column.show(element('td', line, column.isNumber ? 'number' : column.isLong ? 'long' : column.isName ? 'name' : ''), row);
	}
	if (rows.length === 0) {
		const cell = element('td', element('tr', body), 'muted', 'Nothing fits the filter.');
		cell.colSpan = table.columns.length;
	}
	holder.replaceChildren(made);
}

function showPages(count) {
	pages.replaceChildren();
	const last = Math.max(1, Math.ceil(count / PAGE));
	if (last === 1) return;
	const step = (title, page) => {
		const button = element('button', pages, '', title);
		button.disabled = page < 1 || page > last;
		button.addEventListener('click', () => { location.hash = hashOf({page}); });
	};
	step('Previous', state.page - 1);
	element('span', pages, '', 'Page ' + number(state.page) + ' of ' + number(last));
	step('Next', state.page + 1);
}

function show() {
	const table = TABLES[state.table];
	const rows = rowsOf(table);
	state.page = Math.min(state.page, Math.max(1, Math.ceil(rows.length / PAGE)));
	const from = (state.page - 1) * PAGE;
	if (input.value !== state.q) input.value = state.q;
	showTabs();
	showChips(table);
	showTable(table, rows.slice(from, from + PAGE));
	showPages(rows.length);
	const all = table.rows.length;
	found.textContent = (rows.length === all ? number(all) : number(rows.length) + ' of ' + number(all)) + ' ' + table.noun + (all === 1 ? '' : 's');
	copy.hidden = navigator.clipboard === undefined || rows.length === 0;
	copy.onclick = () => {
		navigator.clipboard.writeText(rows.map((row) => table.columns[0].of(row)).join('\n')).then(() => { copy.textContent = 'Copied ' + number(rows.length); }, () => { copy.hidden = true; });
	};
	copy.textContent = 'Copy names';
}

input.addEventListener('input', () => {
	state = {...state, q: input.value, page: 1};
	// Typing is no step that one goes back.
	history.replaceState(null, '', hashOf({}));
	show();
});

function follow() {
	if (!isQuery()) return;
	readHash();
	show();
	const {top} = explore.getBoundingClientRect();
	if (top < -40 || top > innerHeight / 2) explore.scrollIntoView();
}

document.documentElement.classList.add('scripted');
readHash();
show();
follow();
addEventListener('hashchange', follow);
`;
