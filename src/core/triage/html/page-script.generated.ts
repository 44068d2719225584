/** The script of the page of a fleet. Generated from src/page by "npm run build:page"; do not edit. */

export const PAGE_SCRIPT: string = `"use strict";
(function() {
	function readFleetData(json) {
		const levelOf = (index) => json.levels[index] ?? "none";
		return {
			levels: json.levels,
			machines: json.machines.map((row) => readMachine(row, json, levelOf)),
			problems: json.problems.map(([rule, level, title, machines, scans, firstSeen, lastSeen]) => ({
				rule,
				level: levelOf(level),
				title,
				machines,
				scans,
				firstSeen,
				lastSeen
			})),
			servers: json.servers.map(([server, scheme, machines, scans, failed, machinesWithFailedScans, outsideFailures, codes]) => ({
				server,
				scheme,
				machines,
				scans,
				failed,
				machinesWithFailedScans,
				outsideFailures,
				codes
			})),
			versions: json.versions.map(([version, machines, scans, failed, machinesWithFailedScans]) => ({
				version,
				machines,
				scans,
				failed,
				machinesWithFailedScans
			})),
			codes: json.codes.map(([code, name, machines, scans, asCause, asExit]) => ({
				code,
				name,
				machines,
				scans,
				asCause,
				asExit
			})),
			files: json.files.map((row) => readFile(row, json))
		};
	}
	function readMachine([name, verdict, findings, scans, failed, outsideFailures, worst, lastSuccess, lastTime, version, servers, pinning, codes], { names, pinning: states }, levelOf) {
		const rules = [];
		const problems = [];
		for (let at = 0; at + 1 < findings.length; at += 3) {
			const rule = names.rules[findings[at] ?? -1];
			if (rule === void 0) continue;
			rules.push(rule);
			if (levelOf(findings[at + 1] ?? -1) !== "info") problems.push(rule);
		}
		const [state, label] = states[pinning] ?? ["", ""];
		return {
			name,
			verdict: levelOf(verdict),
			rules,
			problems,
			scans,
			failed,
			outsideFailures,
			worstOutsideCode: names.codes[worst] ?? null,
			lastSuccess,
			lastTime,
			version: names.versions[version] ?? null,
			servers: servers.flatMap((index) => names.servers[index] ?? []),
			pinning: {
				state,
				label
			},
			codes: codes.flatMap((index) => names.codes[index] ?? [])
		};
	}
	function readFile([path, member, machine, status, reason, scans, findings], { names, statuses }) {
		return {
			path,
			member,
			machine: names.machines[machine] ?? "",
			status: statuses[status] ?? "",
			reason: names.reasons[reason] ?? null,
			scans,
			findings
		};
	}
	var TABLE_NAMES = [
		"machines",
		"problems",
		"servers",
		"versions",
		"codes",
		"files"
	];
	var FILTER_LABELS = {
		problems: "Problem",
		server: "Server",
		version: "Version",
		code: "Code",
		verdict: "Verdict",
		pinning: "Pinning",
		machine: "Machine",
		status: "Status"
	};
	var FILTER_NAMES = Object.keys(FILTER_LABELS);
	function isQuery(hash) {
		return hash.includes("=");
	}
	function parseQuery(hash) {
		const params = new URLSearchParams(isQuery(hash) ? hash.replace(/^#/, "") : "");
		const filters = {};
		for (const name of FILTER_NAMES) {
			const value = params.get(name);
			if (value !== null && value !== "") filters[name] = value;
		}
		return {
			table: TABLE_NAMES.find((name) => name === params.get("table")) ?? (filters.status === void 0 ? "machines" : "files"),
			filters,
			text: params.get("q") ?? "",
			sort: params.get("sort") ?? "",
			page: Math.max(1, Math.floor(Number(params.get("page"))) || 1)
		};
	}
	function hashOf({ table, filters, text, sort, page }) {
		const params = new URLSearchParams({ table });
		for (const [name, value] of Object.entries(filters)) params.set(name, value);
		if (text !== "") params.set("q", text);
		if (sort !== "") params.set("sort", sort);
		if (page > 1) params.set("page", String(page));
		return \`#\${params.toString()}\`;
	}
	function changed(query, changes) {
		return {
			...query,
			page: 1,
			...changes
		};
	}
	function tableWith(table, filters) {
		return {
			table,
			filters,
			text: "",
			sort: "",
			page: 1
		};
	}
	function machinesWith(query, name, value) {
		return tableWith("machines", {
			...query.table === "machines" ? query.filters : {},
			[name]: value
		});
	}
	function isDescending({ sort }) {
		return sort.startsWith("-");
	}
	function sortColumn({ sort }) {
		return sort.replace(/^-/, "");
	}
	function counted(count, noun, plural = \`\${noun}s\`) {
		return \`\${count} \${count === 1 ? noun : plural}\`;
	}
	var VERDICT_WORDS = {
		error: "Error",
		warning: "Warning",
		info: "Note",
		good: "Good",
		none: "No scan results"
	};
	function formatCount(count) {
		return String(count).replace(/\\B(?=(?:\\d{3})+$)/g, ",");
	}
	function countOf(count, noun, plural) {
		return counted(count, noun, plural).replace(/^\\d+/, formatCount(count));
	}
	function minuteText(time) {
		return time === null ? "time unknown" : time.slice(0, 16).replace("T", " ");
	}
	function selectRows({ rows, columns, order, filters, searchText }, query) {
		const tests = FILTER_NAMES.flatMap((name) => {
			const [test, value] = [filters[name], query.filters[name]];
			return test === void 0 || value === void 0 ? [] : [(row) => test(row, value)];
		});
		const terms = query.text.toLowerCase().split(/\\s+/).filter((term) => term !== "");
		if (terms.length > 0) tests.push((row) => {
			const text = searchText(row);
			return terms.every((term) => text.includes(term));
		});
		const keys = [[sortColumn(query), isDescending(query) ? -1 : 1], ...order].flatMap(([name, direction]) => {
			const column = columns.find((one) => one.name === name);
			return column === void 0 ? [] : [{
				sortValue: column.sortValue,
				direction
			}];
		});
		return rows.filter((row) => tests.every((test) => test(row))).sort((a, b) => {
			for (const { sortValue, direction } of keys) {
				const difference = compareValues(sortValue(a), sortValue(b), direction);
				if (difference !== 0) return difference;
			}
			return 0;
		});
	}
	function compareValues(a, b, direction) {
		if (isUnknown(a) || isUnknown(b)) return Number(isUnknown(a)) - Number(isUnknown(b));
		return a === b ? 0 : a < b ? -direction : direction;
	}
	function isUnknown(value) {
		return value === null || value === "";
	}
	function text(name, title, of, style = null) {
		return {
			name,
			title,
			style,
			sortValue: of,
			cell: (row) => ({
				kind: "text",
				text: of(row) ?? ""
			})
		};
	}
	function count(name, title, of) {
		return {
			name,
			title,
			style: "number",
			sortValue: of,
			cell: (row) => ({
				kind: "text",
				text: formatCount(of(row))
			})
		};
	}
	function day(name, title, of) {
		return {
			name,
			title,
			style: null,
			sortValue: of,
			cell: (row) => ({
				kind: "day",
				time: of(row)
			})
		};
	}
	function linked(name, title, of, target, style = null) {
		return {
			name,
			title,
			style,
			sortValue: of,
			cell: (row, query) => ({
				kind: "links",
				links: of(row) === "" ? [] : [{
					text: of(row),
					href: hashOf(target(row, query))
				}],
				isStacked: false
			})
		};
	}
	function machineLinks(names, filter, query, isStacked = false) {
		return {
			kind: "links",
			links: names.map((name) => ({
				text: name,
				href: hashOf(machinesWith(query, filter, name))
			})),
			isStacked
		};
	}
	function machinesTable({ machines, levels }) {
		return {
			title: "Machines",
			noun: "machine",
			rows: machines,
			order: [
				["verdict", 1],
				["failed", -1],
				["machine", 1]
			],
			columns: [
				linked("machine", "Machine", ({ name }) => name, ({ name }) => tableWith("files", { machine: name }), "name"),
				{
					name: "verdict",
					title: "Verdict",
					style: null,
					sortValue: ({ verdict }) => levels.indexOf(verdict),
					cell: ({ verdict }) => ({
						kind: "level",
						level: verdict
					})
				},
				{
					name: "problems",
					title: "Problems",
					style: "long",
					sortValue: ({ problems }) => problems.length,
					cell: ({ problems }, query) => machineLinks(problems, "problems", query)
				},
				count("scans", "Scans", ({ scans }) => scans),
				count("failed", "Failed", ({ failed }) => failed),
				count("outside", "Outside scans", ({ outsideFailures }) => outsideFailures),
				text("worst", "Worst code outside", ({ worstOutsideCode }) => worstOutsideCode),
				day("success", "Last success", ({ lastSuccess }) => lastSuccess),
				day("seen", "Last seen", ({ lastTime }) => lastTime),
				{
					name: "version",
					title: "Client",
					style: null,
					sortValue: ({ version }) => version,
					cell: ({ version }, query) => machineLinks(version === null ? [] : [version], "version", query)
				},
				{
					name: "server",
					title: "WSUS server",
					style: "long",
					sortValue: ({ servers }) => servers.join(", "),
					cell: ({ servers }, query) => machineLinks(servers, "server", query, true)
				},
				text("pinning", "Pinning", ({ pinning }) => pinning.label)
			],
			words: ({ name, problems, version, servers, codes, worstOutsideCode, pinning }) => [
				name,
				...problems,
				version ?? "",
				...servers,
				...codes,
				worstOutsideCode ?? "",
				pinning.label
			],
			filters: {
				problems: ({ rules }, value) => rules.includes(value),
				server: ({ servers }, value) => servers.includes(value),
				version: ({ version }, value) => version === value,
				code: ({ codes }, value) => codes.includes(value),
				verdict: ({ verdict }, value) => verdict === value,
				pinning: ({ pinning }, value) => pinning.state === value,
				machine: ({ name }, value) => name === value
			}
		};
	}
	function problemsTable({ problems, levels }) {
		return {
			title: "Problems",
			noun: "problem",
			rows: problems,
			order: [],
			columns: [
				linked("rule", "Rule", ({ rule }) => rule, ({ rule }, query) => machinesWith(query, "problems", rule)),
				{
					name: "verdict",
					title: "Severity",
					style: null,
					sortValue: ({ level }) => levels.indexOf(level),
					cell: ({ level }) => ({
						kind: "level",
						level
					})
				},
				text("title", "Problem", ({ title }) => title, "long"),
				count("machines", "Machines", ({ machines }) => machines),
				count("scans", "Scans", ({ scans }) => scans),
				day("first", "First seen", ({ firstSeen }) => firstSeen),
				day("last", "Last seen", ({ lastSeen }) => lastSeen)
			],
			words: ({ rule, title }) => [rule, title],
			filters: { problems: ({ rule }, value) => rule === value }
		};
	}
	var ENCRYPTED = {
		https: "yes",
		http: "no"
	};
	function serversTable({ servers }) {
		return {
			title: "WSUS servers",
			noun: "server",
			rows: servers,
			order: [],
			columns: [
				linked("server", "Server", ({ server }) => server, ({ server }, query) => machinesWith(query, "server", server), "long"),
				text("scheme", "Encrypted", ({ scheme }) => scheme === null ? null : ENCRYPTED[scheme]),
				count("machines", "Machines", ({ machines }) => machines),
				count("scans", "Scans", ({ scans }) => scans),
				count("failed", "Failed", ({ failed }) => failed),
				count("bad", "Machines with failures", ({ machinesWithFailedScans }) => machinesWithFailedScans),
				count("outside", "Outside scans", ({ outsideFailures }) => outsideFailures),
				text("codes", "Codes", ({ codes }) => codes, "long")
			],
			words: ({ server, codes }) => [server, codes],
			filters: { server: ({ server }, value) => server === value }
		};
	}
	function versionsTable({ versions }) {
		return {
			title: "Versions",
			noun: "version",
			rows: versions,
			order: [],
			columns: [
				linked("version", "Windows Update client", ({ version }) => version, ({ version }, query) => machinesWith(query, "version", version)),
				count("machines", "Machines", ({ machines }) => machines),
				count("scans", "Scans", ({ scans }) => scans),
				count("failed", "Failed", ({ failed }) => failed),
				count("bad", "Machines with failures", ({ machinesWithFailedScans }) => machinesWithFailedScans)
			],
			words: ({ version }) => [version],
			filters: { version: ({ version }, value) => version === value }
		};
	}
	function codesTable({ codes }) {
		return {
			title: "Codes",
			noun: "code",
			rows: codes,
			order: [],
			columns: [
				linked("code", "Code", ({ code }) => code, ({ code }, query) => machinesWith(query, "code", code)),
				text("name", "Name", ({ name }) => name),
				count("machines", "Machines", ({ machines }) => machines),
				count("scans", "Scans", ({ scans }) => scans),
				count("cause", "Root cause", ({ asCause }) => asCause),
				count("exit", "Exit code", ({ asExit }) => asExit)
			],
			words: ({ code, name }) => [code, name ?? ""],
			filters: { code: ({ code }, value) => code === value }
		};
	}
	function filesTable({ files }) {
		return {
			title: "Files",
			noun: "file",
			rows: files,
			order: [],
			columns: [
				text("file", "File", ({ path, member }) => member === null ? path : \`\${path} › \${member}\`, "long"),
				linked("machine", "Machine", ({ machine }) => machine, ({ machine }) => tableWith("machines", { machine }), "name"),
				text("status", "Status", ({ status }) => status),
				text("reason", "Reason", ({ reason }) => reason, "long"),
				count("scans", "Scans", ({ scans }) => scans),
				count("findings", "Findings", ({ findings }) => findings)
			],
			words: ({ path, member, machine, reason }) => [
				path,
				member ?? "",
				machine,
				reason ?? ""
			],
			filters: {
				machine: ({ machine }, value) => machine === value,
				status: ({ status }, value) => status === value
			}
		};
	}
	function createTables(data) {
		return {
			machines: pageTable(machinesTable(data)),
			problems: pageTable(problemsTable(data)),
			servers: pageTable(serversTable(data)),
			versions: pageTable(versionsTable(data)),
			codes: pageTable(codesTable(data)),
			files: pageTable(filesTable(data))
		};
	}
	function pageTable(table) {
		const { title, noun, rows, columns, filters, words } = table;
		const searchTexts = new Map();
		function searchText(row) {
			const known = searchTexts.get(row) ?? words(row).join("\\n").toLowerCase();
			searchTexts.set(row, known);
			return known;
		}
		return {
			title,
			noun,
			size: rows.length,
			columns,
			filterNames: Object.keys(filters),
			select(query) {
				const found = selectRows({
					...table,
					searchText
				}, query);
				const [first] = columns;
				return {
					size: found.length,
					cells: (from, to) => found.slice(from, to).map((row) => columns.map((column) => column.cell(row, query))),
					names: () => found.map((row) => String(first?.sortValue(row) ?? ""))
				};
			}
		};
	}
	function add(name, parent, className = "", text = "") {
		const element = document.createElement(name);
		if (className !== "") element.className = className;
		if (text !== "") element.textContent = text;
		parent.append(element);
		return element;
	}
	function addButton(parent, text, onClick, className = "") {
		const button = add("button", parent, className, text);
		button.addEventListener("click", onClick);
		return button;
	}
	function drawCell(cell, into) {
		switch (cell.kind) {
			case "text":
				into.textContent = cell.text;
				break;
			case "day":
				if (cell.time === null) break;
				into.textContent = cell.time.slice(0, 10);
				into.title = minuteText(cell.time);
				break;
			case "level":
				add("span", into, \`level \${cell.level}\`, VERDICT_WORDS[cell.level]);
				break;
			case "links": for (const [index, link] of cell.links.entries()) {
				if (index > 0 && !cell.isStacked) into.append(", ");
				drawLink(link, into, cell.isStacked ? "line" : "");
			}
		}
	}
	function drawLink({ text, href }, into, className) {
		const anchor = add("a", into, className);
		anchor.href = href;
		for (const [index, part] of (text.includes("://") ? text.split(/(?<=[.])/) : [text]).entries()) {
			if (index > 0) add("wbr", anchor);
			anchor.append(part);
		}
	}
	var PAGE_ROWS = 50;
	function createView(root, tables, go, onType) {
		const tabs = add("div", root, "tabs");
		const tools = add("div", root, "tools");
		const input = add("input", tools);
		input.type = "search";
		input.placeholder = "Filter by text";
		input.setAttribute("aria-label", "Filter by text");
		const chips = add("span", tools, "tabs");
		chips.style.margin = "0";
		const copy = add("button", tools);
		const found = add("span", tools, "found");
		const holder = add("div", root, "table");
		const pages = add("div", root, "pages");
		function showTabs(query) {
			tabs.replaceChildren();
			for (const name of TABLE_NAMES) {
				const { title, size } = tables[name];
				addButton(tabs, \`\${title} \${formatCount(size)}\`, () => go(tableWith(name, {}))).setAttribute("aria-pressed", String(name === query.table));
			}
		}
		function showFilters(query, { filterNames }) {
			chips.replaceChildren();
			for (const name of filterNames) {
				const { [name]: value, ...others } = query.filters;
				if (value === void 0) continue;
				const chip = addButton(chips, \`\${FILTER_LABELS[name]}: \${value} ✕\`, () => go(changed(query, { filters: others })), "chip");
				chip.title = "Remove this filter";
			}
		}
		function showHead(query, { name, title, style }, row) {
			const cell = add("th", row, style === "number" ? "number" : "");
			cell.scope = "col";
			const isSorted = sortColumn(query) === name;
			const isDown = isDescending(query);
			const sort = (isSorted ? !isDown : style === "number") ? \`-\${name}\` : name;
			addButton(cell, \`\${title}\${isSorted ? isDown ? " ▾" : " ▴" : ""}\`, () => go(changed(query, { sort })));
			if (isSorted) cell.setAttribute("aria-sort", isDown ? "descending" : "ascending");
		}
		function showRows(query, { columns }, selection) {
			const table = document.createElement("table");
			const head = add("tr", add("thead", table));
			for (const column of columns) showHead(query, column, head);
			const body = add("tbody", table);
			const from = (query.page - 1) * PAGE_ROWS;
			for (const cells of selection.cells(from, from + PAGE_ROWS)) {
				const row = add("tr", body);
				for (const [index, cell] of cells.entries()) drawCell(cell, add("td", row, columns[index]?.style ?? ""));
			}
			if (selection.size === 0) add("td", add("tr", body), "muted", "No rows match the filter.").colSpan = columns.length;
			holder.replaceChildren(table);
		}
		function showPages(query, last) {
			pages.replaceChildren();
			if (last === 1) return;
			const { page } = query;
			addButton(pages, "Previous", () => go(changed(query, { page: page - 1 }))).disabled = page === 1;
			add("span", pages, "", \`Page \${formatCount(page)} of \${formatCount(last)}\`);
			addButton(pages, "Next", () => go(changed(query, { page: page + 1 }))).disabled = page === last;
		}
		function showCounts({ size, noun }, selection) {
			found.textContent = selection.size === size ? countOf(size, noun) : \`\${formatCount(selection.size)} of \${countOf(size, noun)}\`;
			copy.textContent = "Copy names";
			copy.hidden = !("clipboard" in navigator) || selection.size === 0;
			copy.onclick = () => {
				navigator.clipboard.writeText(selection.names().join("\\n")).then(() => {
					copy.textContent = \`Copied \${formatCount(selection.size)}\`;
				}, () => {
					copy.hidden = true;
				});
			};
		}
		function show(asked) {
			const table = tables[asked.table];
			const selection = table.select(asked);
			const last = Math.max(1, Math.ceil(selection.size / PAGE_ROWS));
			const query = {
				...asked,
				page: Math.min(asked.page, last)
			};
			if (input.value !== query.text) input.value = query.text;
			input.oninput = () => onType(changed(query, { text: input.value }));
			showTabs(query);
			showFilters(query, table);
			showRows(query, table, selection);
			showPages(query, last);
			showCounts(table, selection);
		}
		return { show };
	}
	function start(data, explore, root) {
		const view = createView(root, createTables(readFleetData(JSON.parse(data.textContent ?? ""))), (query) => {
			location.hash = hashOf(query);
		}, (query) => {
			history.replaceState(null, "", hashOf(query));
			view.show(query);
		});
		function follow() {
			if (!isQuery(location.hash)) return;
			view.show(parseQuery(location.hash));
			const { top } = explore.getBoundingClientRect();
			if (top < -40 || top > innerHeight / 2) explore.scrollIntoView();
		}
		document.documentElement.classList.add("scripted");
		view.show(parseQuery(location.hash));
		follow();
		addEventListener("hashchange", follow);
	}
	var [data, explore, root] = [
		"data",
		"explore",
		"tables"
	].map((id) => document.getElementById(id));
	if (data != null && explore != null && root != null) start(data, explore, root);
})();`;
