/** Script of the page, second part: the tables, a column each with what it shows and what it is sorted by. */

export const TABLES_SCRIPT: string = `
const VERDICTS = {error: 'Error', warning: 'Warning', info: 'Note', good: 'Good', none: 'Nothing to judge'};
const text = (name, title, of, more) => ({name, title, of, show: (cell, row) => { cell.textContent = of(row) ?? ''; }, ...more});
const day = (name, title, of) => ({name, title, of, show: (cell, row) => { const time = of(row); if (time !== null) { cell.textContent = time.slice(0, 10); cell.title = minute(time); } }});
const count = (name, title, of) => ({name, title, of, isNumber: true, show: (cell, row) => { cell.textContent = number(of(row)); }});
const linked = (name, title, of, href, more) => ({name, title, of, show: (cell, row) => { const value = of(row); if (value !== null && value !== '') cell.append(link(href(row), value)); }, ...more});
const levelled = (of) => ({name: 'verdict', title: 'Verdict', of, show: (cell, row) => {
	const level = data.levels[of(row)];
	const span = document.createElement('span');
	span.className = 'level ' + level;
	span.textContent = VERDICTS[level];
	cell.append(span);
}});

function link(href, value) {
	const anchor = document.createElement('a');
	anchor.href = href;
	// Addresses that are too long break at their dots, not within a name.
	for (const [index, part] of (value.includes('://') ? value.split(/(?<=[.])/) : [value]).entries()) {
		if (index > 0) anchor.append(document.createElement('wbr'));
		anchor.append(part);
	}
	return anchor;
}

/** Names in one cell, each a link: one after the other, or below each other. */
function list(cell, names, filter, isBelow) {
	names.forEach((name, index) => {
		const anchor = link(machinesWith(filter, name), name);
		if (isBelow) anchor.className = 'line';
		else if (index > 0) cell.append(', ');
		cell.append(anchor);
	});
}

const {names} = data;
/** Numbers of the parts of a machine. */
const NAME = 0, VERDICT = 1, PROBLEMS = 2, SCANS = 3, FAILED = 4, SUCCESS = 5, LAST = 6, VERSION = 7, SERVERS = 8, PINNING = 9, CODES = 10;

/** Rules of a machine that are no notes: its list holds rule, severity and scans in turn. */
function rulesOf(machine) {
	const rules = [];
	for (let at = 0; at < machine[PROBLEMS].length; at += 3) if (data.levels[machine[PROBLEMS][at + 1]] !== 'info') rules.push(names.rules[machine[PROBLEMS][at]]);
	return rules;
}

function hasName(list, indexes, value) {
	const index = list.indexOf(value);
	return index >= 0 && indexes.includes(index);
}

const TABLES = {
	machines: {
		title: 'Machines', noun: 'machine', rows: data.machines, order: [['verdict', 1], ['failed', -1], ['machine', 1]],
		columns: [
			linked('machine', 'Machine', (row) => row[NAME], (row) => hashOf({table: 'files', q: '', sort: '', filters: {machine: row[NAME]}}), {isName: true}),
			levelled((row) => row[VERDICT]),
			{name: 'problems', title: 'Problems', of: (row) => rulesOf(row).length, isLong: true, show: (cell, row) => list(cell, rulesOf(row), 'problems')},
			count('scans', 'Scans', (row) => row[SCANS]),
			count('failed', 'Failed', (row) => row[FAILED]),
			day('success', 'Last success', (row) => row[SUCCESS]),
			day('seen', 'Last seen', (row) => row[LAST]),
			{name: 'version', title: 'Client', of: (row) => names.versions[row[VERSION]] ?? null, show: (cell, row) => { if (row[VERSION] >= 0) list(cell, [names.versions[row[VERSION]]], 'version'); }},
			{name: 'server', title: 'WSUS server', of: (row) => row[SERVERS].map((index) => names.servers[index]).join(', '), isLong: true, show: (cell, row) => list(cell, row[SERVERS].map((index) => names.servers[index]), 'server', true)},
			text('pinning', 'Pinning', (row) => data.pinning[row[PINNING]][1]),
		],
		words: (row) => [row[NAME], ...rulesOf(row), names.versions[row[VERSION]] ?? '', ...row[SERVERS].map((index) => names.servers[index]), ...row[CODES].map((index) => names.codes[index]), data.pinning[row[PINNING]][1]],
		filters: {
			problems: (row, value) => { const index = names.rules.indexOf(value); for (let at = 0; at < row[PROBLEMS].length; at += 3) if (row[PROBLEMS][at] === index) return true; return false; },
			server: (row, value) => hasName(names.servers, row[SERVERS], value),
			version: (row, value) => names.versions[row[VERSION]] === value,
			code: (row, value) => hasName(names.codes, row[CODES], value),
			verdict: (row, value) => data.levels[row[VERDICT]] === value,
			pinning: (row, value) => data.pinning[row[PINNING]][0] === value,
			machine: (row, value) => row[NAME] === value,
		},
	},
	problems: {
		title: 'Problems', noun: 'problem', rows: data.problems, order: [],
		columns: [
			linked('rule', 'Rule', (row) => row[0], (row) => machinesWith('problems', row[0])),
			levelled((row) => row[1]),
			text('title', 'Problem', (row) => row[2], {isLong: true}),
			count('machines', 'Machines', (row) => row[3]),
			count('scans', 'Scans', (row) => row[4]),
			day('first', 'First seen', (row) => row[5]),
			day('last', 'Last seen', (row) => row[6]),
		],
		words: (row) => [row[0], row[2]], filters: {problems: (row, value) => row[0] === value},
	},
	servers: {
		title: 'WSUS servers', noun: 'server', rows: data.servers, order: [],
		columns: [
			linked('server', 'Server', (row) => row[0], (row) => machinesWith('server', row[0]), {isLong: true}),
			text('scheme', 'Encrypted', (row) => row[1] === 'https' ? 'yes' : row[1] === 'http' ? 'no' : ''),
			count('machines', 'Machines', (row) => row[2]), count('scans', 'Scans', (row) => row[3]), count('failed', 'Failed', (row) => row[4]), count('bad', 'Machines with failures', (row) => row[5]),
			text('codes', 'Codes', (row) => row[6], {isLong: true}),
		],
		words: (row) => [row[0], row[6]], filters: {server: (row, value) => row[0] === value},
	},
	versions: {
		title: 'Versions', noun: 'version', rows: data.versions, order: [],
		columns: [linked('version', 'Update client', (row) => row[0], (row) => machinesWith('version', row[0])), count('machines', 'Machines', (row) => row[1]), count('scans', 'Scans', (row) => row[2]), count('failed', 'Failed', (row) => row[3]), count('bad', 'Machines with failures', (row) => row[4])],
		words: (row) => [row[0]], filters: {version: (row, value) => row[0] === value},
	},
	codes: {
		title: 'Codes', noun: 'code', rows: data.codes, order: [],
		columns: [linked('code', 'Code', (row) => row[0], (row) => machinesWith('code', row[0])), text('name', 'Name', (row) => row[1]), count('machines', 'Machines', (row) => row[2]), count('scans', 'Scans', (row) => row[3]), count('cause', 'First cause', (row) => row[4]), count('exit', 'Exit code', (row) => row[5])],
		words: (row) => [row[0], row[1] ?? ''], filters: {code: (row, value) => row[0] === value},
	},
	files: {
		title: 'Files', noun: 'file', rows: data.files, order: [],
		columns: [
			text('file', 'File', (row) => row[1] === null ? row[0] : row[0] + ' › ' + row[1], {isLong: true}),
			linked('machine', 'Machine', (row) => names.machines[row[2]], (row) => hashOf({table: 'machines', q: '', sort: '', filters: {machine: names.machines[row[2]]}}), {isName: true}),
			text('status', 'Status', (row) => data.statuses[row[3]]),
			text('reason', 'Reason', (row) => names.reasons[row[4]] ?? null, {isLong: true}),
			count('scans', 'Scans', (row) => row[5]), count('findings', 'Findings', (row) => row[6]),
		],
		words: (row) => [row[0], row[1] ?? '', names.machines[row[2]], names.reasons[row[4]] ?? ''],
		filters: {machine: (row, value) => names.machines[row[2]] === value, status: (row, value) => data.statuses[row[3]] === value},
	},
};
`;
