/** The script of the page of a fleet. Generated from src/page by "npm run build:page"; do not edit. */

export const PAGE_SCRIPT: string = `"use strict";
(function() {
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
	var SHOWN_MS = 2e3;
	async function copyText(text, button, done) {
		const before = button.textContent;
		button.textContent = await toClipboard(text) ? done : "Copying is not allowed";
		setTimeout(() => {
			button.textContent = before;
		}, SHOWN_MS);
	}
	async function toClipboard(text) {
		try {
			await navigator.clipboard.writeText(text);
			return true;
		} catch {
			return copySelected(text);
		}
	}
	function copySelected(text) {
		const area = document.createElement("textarea");
		area.value = text;
		area.style.position = "fixed";
		area.style.opacity = "0";
		document.body.append(area);
		area.select();
		const isCopied = document.execCommand("copy");
		area.remove();
		return isCopied;
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
	var TABLE_NAMES = [
		"machines",
		"problems",
		"servers",
		"versions",
		"codes",
		"files"
	];
	var FILTER_LABELS = {
		problem: "Problem",
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
	function addCopyButtons(root, machines) {
		for (const place of root.querySelectorAll("[data-machines-of]")) {
			const button = addButton(place, "Copy list", () => {
				const names = machines.select(tableWith("machines", { problem: place.dataset.machinesOf ?? "" })).names();
				copyText(names.join("\\n"), button, \`Copied \${countOf(names.length, "name")}\`);
			});
			button.title = "Copy the names of all machines with this problem";
		}
		for (const place of root.querySelectorAll("[data-command]")) {
			const button = addButton(place, "Copy", () => void copyText(place.previousElementSibling?.textContent ?? "", button, "Copied"));
			button.setAttribute("aria-label", "Copy command");
		}
	}
	function readFleetData(json) {
		const levelOf = (index) => json.levels[index] ?? "none";
		const problems = json.problems.map((row, index) => readProblem(row, index + 1, json, levelOf));
		return {
			levels: json.levels,
			machines: json.machines.map((row) => readMachine(row, json, problems, levelOf)),
			problems,
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
			inventory: json.inventory,
			pinning: json.pinning.map(([state, label]) => ({
				state,
				label
			})),
			files: json.files.map((row) => readFile(row, json, levelOf))
		};
	}
	function readProblem([rule, level, title, machines, scans, firstSeen, lastSeen, code, server, step, command], number, { names }, levelOf) {
		const [id, ruleTitle] = names.rules[rule] ?? ["", ""];
		return {
			number,
			rule: id,
			ruleTitle,
			level: levelOf(level),
			title,
			machines,
			scans,
			firstSeen,
			lastSeen,
			code,
			server,
			step,
			command
		};
	}
	function readMachine([name, verdict, pairs, scans, failed, outsideFailures, worst, lastSuccess, lastTime, version, servers, pinning, codes, inventory], { names, pinning: states }, all, levelOf) {
		const findings = [];
		for (let at = 0; at + 1 < pairs.length; at += 2) {
			const problem = all[pairs[at] ?? -1];
			if (problem !== void 0) findings.push({
				problem,
				scans: pairs[at + 1] ?? 0
			});
		}
		const [state, label] = states[pinning] ?? ["", ""];
		return {
			name,
			verdict: levelOf(verdict),
			findings,
			problems: findings.filter(({ problem }) => problem.level !== "info"),
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
			codes: codes.flatMap((index) => names.codes[index] ?? []),
			inventory: inventory.map((index) => names.inventory[index] ?? null)
		};
	}
	function readFile([path, member, machine, status, reason, scans, findings, level, verdict, telling], { names, statuses, outcomes }, levelOf) {
		const text = names.verdicts[verdict];
		return {
			path,
			member,
			machine: names.machines[machine] ?? "",
			status: statuses[status] ?? "",
			reason: names.reasons[reason] ?? null,
			scans,
			findings,
			verdict: text === void 0 ? null : {
				level: levelOf(level),
				text
			},
			telling: telling.map(([id, time, outcome, caller, service, server, code]) => ({
				id,
				time,
				outcome: outcomes[outcome] ?? "",
				caller: names.callers[caller] ?? "",
				service: names.services[service] ?? "",
				server: names.servers[server] ?? null,
				code: names.codes[code] ?? null
			}))
		};
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
	function problemLinks(problems, query) {
		const byTitle = new Map();
		for (const { problem } of problems) byTitle.set(problem.ruleTitle, [...byTitle.get(problem.ruleTitle) ?? [], problem]);
		return [...byTitle].flatMap(([text, [first, ...others]]) => {
			if (first === void 0) return [];
			return [{
				text,
				href: hashOf(others.length === 0 ? machinesWith(query, "problem", String(first.number)) : machinesWith(query, "problems", first.rule))
			}];
		});
	}
	function machinesTable({ machines, levels, inventory }) {
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
				linked("machine", "Machine", ({ name }) => name, ({ name }) => tableWith("machines", { machine: name }), "name"),
				...inventory.map((title, index) => text(\`inventory-\${index + 1}\`, title, (machine) => machine.inventory[index] ?? null)),
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
					cell: ({ problems }, query) => ({
						kind: "links",
						links: problemLinks(problems, query),
						isStacked: true
					})
				},
				count("scans", "Scans", ({ scans }) => scans),
				count("failed", "Failed", ({ failed }) => failed),
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
				text("pinning", "Pinning", ({ pinning }) => pinning.label),
				count("outside", "Outside scans", ({ outsideFailures }) => outsideFailures),
				text("worst", "Worst code outside", ({ worstOutsideCode }) => worstOutsideCode)
			],
			words: ({ name, problems, version, servers, codes, worstOutsideCode, pinning, inventory: values }) => [
				name,
				...values.map((value) => value ?? ""),
				...problems.flatMap(({ problem }) => [problem.rule, problem.title]),
				version ?? "",
				...servers,
				...codes,
				worstOutsideCode ?? "",
				pinning.label
			],
			filters: {
				problem: ({ findings }, value) => findings.some(({ problem }) => String(problem.number) === value),
				problems: ({ findings }, value) => findings.some(({ problem }) => problem.rule === value),
				server: ({ servers }, value) => servers.includes(value),
				version: ({ version }, value) => version === value,
				code: ({ codes }, value) => codes.includes(value),
				verdict: ({ verdict }, value) => verdict === value,
				pinning: ({ pinning }, value) => pinning.state === value,
				machine: ({ name }, value) => isSameMachine(name, value)
			}
		};
	}
	function isSameMachine(a, b) {
		return a.toLowerCase() === b.toLowerCase();
	}
	function problemsTable({ problems, levels }) {
		return {
			title: "Problems",
			noun: "problem",
			rows: problems,
			order: [],
			columns: [
				linked("title", "Problem", ({ title }) => title, ({ number }, query) => machinesWith(query, "problem", String(number)), "long"),
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
				text("server", "Server", ({ server }) => server, "long"),
				text("code", "Code", ({ code }) => code),
				count("machines", "Machines", ({ machines }) => machines),
				count("scans", "Scans", ({ scans }) => scans),
				day("first", "First seen", ({ firstSeen }) => firstSeen),
				day("last", "Last seen", ({ lastSeen }) => lastSeen),
				text("step", "First step", ({ step }) => step, "long")
			],
			words: ({ rule, title, server, code }) => [
				rule,
				title,
				server ?? "",
				code ?? ""
			],
			filters: {
				problem: ({ number }, value) => String(number) === value,
				problems: ({ rule }, value) => rule === value,
				server: (problem, value) => problem.server === value,
				code: (problem, value) => problem.code === value
			}
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
				machine: ({ machine }, value) => isSameMachine(machine, value),
				status: ({ status }, value) => status === value
			}
		};
	}
	function filterValueText({ problems, pinning }, name, value) {
		switch (name) {
			case "problem": return problems.find(({ number }) => String(number) === value)?.title ?? value;
			case "problems": return problems.find(({ rule }) => rule === value)?.ruleTitle ?? value;
			case "pinning": return pinning.find(({ state }) => state === value)?.label ?? value;
			case "verdict": return isLevel(value) ? VERDICT_WORDS[value] : value;
			case "server":
			case "version":
			case "code":
			case "machine":
			case "status": return value;
			default: return name;
		}
	}
	function isLevel(value) {
		return Object.hasOwn(VERDICT_WORDS, value);
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
	var MAX_FILES = 20;
	function showMachine({ table, filters }, panel, { machines, files, inventory }) {
		panel.replaceChildren();
		panel.className = "";
		const name = table === "machines" ? filters.machine?.toLowerCase() : void 0;
		const machine = name === void 0 ? void 0 : machines.find((one) => one.name.toLowerCase() === name);
		if (machine === void 0) return;
		panel.className = \`card finding machine is-\${machine.verdict}\`;
		addFacts(machine, panel);
		const known = inventory.flatMap((title, index) => machine.inventory[index] == null ? [] : \`\${title}: \${machine.inventory[index]}\`);
		if (known.length > 0) add("p", panel, "muted", \`\${known.join("; ")}.\`);
		for (const finding of machine.findings) addFinding(finding, panel);
		const own = files.filter((file) => file.machine.toLowerCase() === name);
		for (const file of own.slice(0, MAX_FILES)) addFile(file, panel);
		if (own.length > MAX_FILES) {
			const link = add("a", add("p", panel), "", \`All \${countOf(own.length, "file")} of this machine\`);
			link.href = hashOf(tableWith("files", { machine: machine.name }));
		}
	}
	function addFacts(machine, panel) {
		add("span", add("h4", panel, "", \`\${machine.name}: \`), \`level \${machine.verdict}\`, VERDICT_WORDS[machine.verdict]);
		add("p", panel, "muted", \`\${[
			machine.scans === 0 ? "No scans" : \`\${formatCount(machine.failed)} of \${countOf(machine.scans, "scan")} failed; last success: \${machine.lastSuccess === null ? "none in the logs" : minuteText(machine.lastSuccess)}\`,
			machine.outsideFailures === 0 ? "" : \`\${countOf(machine.outsideFailures, "failure")} outside scans (\${machine.worstOutsideCode ?? ""})\`,
			machine.servers.length === 0 ? "" : \`WSUS: \${machine.servers.join(", ")}\`,
			\`certificate pinning: \${machine.pinning.label}\`,
			machine.version === null ? "" : \`client \${machine.version}\`
		].filter((fact) => fact !== "").join("; ")}.\`);
	}
	function addFinding({ problem, scans }, panel) {
		const { level, title, step, command } = problem;
		const line = add("p", panel, "found-problem");
		add("span", line, \`level \${level}\`, VERDICT_WORDS[level]);
		line.append(\` \${title}\${scans === 0 ? "" : \` (\${countOf(scans, "scan")})\`}\`);
		if (level === "info" || step === null) return;
		add("span", line, "line muted", \`First step: \${step}\`);
		if (command !== null) add("code", add("pre", panel), "", command);
	}
	function addFile({ path, member, status, reason, verdict, scans, telling }, panel) {
		const title = add("h5", panel, "", member === null ? path : \`\${path} › \${member}\`);
		if (verdict === null) {
			add("p", panel, "muted", \`\${status}\${reason === null ? "" : \`: \${reason}\`}\`);
			return;
		}
		add("span", title, \`level \${verdict.level}\`, \` \${VERDICT_WORDS[verdict.level]}\`);
		add("p", panel, "", verdict.text);
		if (telling.length === 0) return;
		const rows = add("ul", panel, "scans");
		for (const scan of telling) add("li", rows, "", \`\${minuteText(scan.time)} Scan \${scan.id}: \${scan.caller} asked \${scan.service}\`).append(\`\${scan.server === null ? "" : \` (\${scan.server})\`}, \${scan.outcome}\${scan.code === null ? "" : \`: \${scan.code}\`}\`);
		if (scans > telling.length) add("p", panel, "muted", \`\${formatCount(telling.length)} of \${countOf(scans, "scan")}; scans.csv has them all.\`);
	}
	var PAGE_ROWS = 50;
	function createView(root, data, tables, go, onType) {
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
		const panel = add("div", root);
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
				const chip = addButton(chips, \`\${FILTER_LABELS[name]}: \${filterValueText(data, name, value)} ✕\`, () => go(changed(query, { filters: others })), "chip");
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
			copy.hidden = selection.size === 0;
			copy.onclick = () => void copyText(selection.names().join("\\n"), copy, \`Copied \${formatCount(selection.size)}\`);
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
			showMachine(query, panel, data);
			showRows(query, table, selection);
			showPages(query, last);
			showCounts(table, selection);
		}
		return { show };
	}
	function start(data, explore, root) {
		const fleet = readFleetData(JSON.parse(data.textContent ?? ""));
		const tables = createTables(fleet);
		const view = createView(root, fleet, tables, (query) => {
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
		addCopyButtons(document.body, tables.machines);
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
