/** The parts of the page that work without its script: what a reader sees first, and what is printed. */
import {unreadLinesText} from '../../wording/unread-lines.js';
import {escapeHtml} from '../../report/html/escape.js';
import {icon} from '../../report/html/icons.js';
import {codeWords, PROXY_WORDS, VERDICT_WORDS, VIA_WORDS} from '../../wording/labels.js';
import {worstMachines} from '../aggregate.js';
import type {Summary} from '../summary.js';
import {
	baselineCounts,
	companionText,
	filterText,
	fleetLevel,
	groupMachinesText,
	groupName,
	groupWords,
	headline,
	countOf,
	inventoryCounts,
	minuteText,
	noScanText,
	formatCount,
	OTHER_FILTER,
	outsideCount,
	percent,
} from '../labels.js';
import type {HistoryView} from '../history/history.js';
import {problemKey, problemTitles, ruleTitles} from '../problem-names.js';
import {historySection} from './history.js';
import {notesSection, repairSection} from './repair.js';
import {doubtOption, doubtText, overlapText} from '../text/doubts.js';
import {ledgerBar, outcomeBar, pinningBar, timePlot, verdictBar} from './plots.js';
import {countCell, lines, link, section, table} from './tables.js';

const TOP = 10;

/** The parts of the page, in order; a part with nothing to say is empty. */
export const SECTIONS: readonly ((summary: Summary, history: HistoryView | null) => string)[] = [
	verdictSection,
	repairSection,
	overviewSection,
	baselineSection,
	historySection,
	timeSection,
	notesSection,
	groupsSection,
	serversSection,
	proxiesSection,
	versionsSection,
	codesSection,
	worstSection,
	inventorySection,
	ledgerSection,
];

function verdictSection(summary: Summary): string {
	const level = fleetLevel(summary);
	const {totals} = summary;
	const span =
		totals.firstTime === null
			? ''
			: `Logs from ${minuteText(totals.firstTime)} to ${minuteText(totals.lastTime)}, in the local time of each machine.`;
	const filter = filterText(summary.filter);
	const words = `<span class="level">${VERDICT_WORDS[level]}</span><h2>${escapeHtml(headline(summary))}</h2>`;
	return `<div class="verdict is-${level}">${icon(level)}<div>${words}</div></div>
<p class="muted">${escapeHtml(span)}${filter === '' ? '' : ` <strong>${escapeHtml(filter)}</strong>`}</p>
`;
}

function overviewSection(summary: Summary): string {
	const {totals, ledger} = summary;
	const cards = [
		{
			title: countOf(totals.machines, 'machine'),
			body: verdictBar(summary),
			note: totals.machinesWithoutLog === 0 ? '' : `No readable log for ${countOf(totals.machinesWithoutLog, 'more machine')}`,
		},
		{
			title: countOf(totals.scans, 'scan'),
			body: outcomeBar(summary),
			note: [
				totals.scans === 0 ? '' : `${formatCount(totals.online)} online; failures on ${countOf(totals.machinesWithFailedScans, 'machine')}`,
				outsideCount(totals.outsideFailures),
			]
				.filter((part) => part !== '')
				.join('; '),
		},
		{title: 'Certificate pinning', body: pinningBar(summary), note: 'for WSUS, by number of machines'},
		{
			title: countOf(ledger.inputs, 'file'),
			body: ledgerBar(summary),
			note: totals.lines === 0 ? '' : `${countOf(totals.lines, 'log line')} read`,
		},
	];
	return (
		'<div ' +
		`class="cards">${cards
			.map(
				({title, body, note}) =>
					`<section class="card tile"><h3>${escapeHtml(title)}</h3>${body}<p ` + `class="muted">${escapeHtml(note)}</p></section>`,
			)
			.join('')}</div>\n`
	);
}

function timeSection(summary: Summary): string {
	const plot = timePlot(summary);
	return plot === '' ? '' : section('time', 'Problems over time', plot);
}

function serversSection({servers, totals}: Summary): string {
	if (totals.machines === 0) return '';
	if (servers.length === 0) return section('servers', 'WSUS servers', '<p>None named in these logs.</p>');
	const rows = servers
		.slice(0, TOP)
		.map(({server, scheme, machines, scans, failed, machinesWithFailedScans, outsideFailures, codes}) => [
			countCell(machines, totals.machines, failed > 0 ? 'warning' : 'good'),
			link(`#server=${encodeURIComponent(server)}`, server) +
				(scheme === 'http' ? '<span class="line level warning">not encrypted</span>' : ''),
			lines([
				...(scans === 0
					? ['no scans']
					: [
							countOf(scans, 'scan'),
							failed === 0
								? 'none failed'
								: `${formatCount(failed)} failed (${percent(failed, scans)}) on ${countOf(machinesWithFailedScans, 'machine')}`,
						]),
				...(outsideFailures === 0 ? [] : [outsideCount(outsideFailures)]),
			]),
			lines(codes.slice(0, 3).map(({code, name, scans: times}) => `${codeWords(code, name)} (${formatCount(times)}×)`)),
		]);
	return section('servers', 'WSUS servers', table(['Machines', 'Server', 'Scans', 'Error codes'], rows, servers.length - TOP));
}

function proxiesSection({proxies, totals}: Summary): string {
	const outcomes = proxies.outcomes.filter(({outcome}) => outcome !== 'not-used');
	if (outcomes.length === 0) return '';
	const rows = outcomes.map(({outcome, machines, scans}) => [
		countCell(machines, totals.machines, outcome === 'failed' ? 'error' : outcome.endsWith('fallback') ? 'warning' : 'good'),
		escapeHtml(PROXY_WORDS[outcome]),
		escapeHtml(countOf(scans, 'scan')),
	]);
	const lists = [
		['Attempts', proxies.tries.map(({via, tries, failed}) => `${VIA_WORDS[via]}: ${formatCount(tries)}, ${formatCount(failed)} failed`)],
		[
			'Logged proxy behaviors',
			proxies.behaviors.slice(0, TOP).map(({behavior, meaning, machines}) => `${meaning ?? behavior}: ${countOf(machines, 'machine')}`),
		],
		[
			'Named proxies',
			proxies.named
				.slice(0, TOP)
				.map(
					({proxy, machines, tries, failed}) =>
						`${proxy}: ${countOf(machines, 'machine')}, ${countOf(tries, 'attempt')}, ${formatCount(failed)} failed`,
				),
		],
	] as const;
	const facts = lists
		.filter(([, texts]) => texts.length > 0)
		.map(
			([name, texts]) => `<dt>${name}</dt><dd><ul class="bare">${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul></dd>`,
		);
	return section('proxies', 'Proxy use', `${table(['Machines', 'Outcome', 'Scans'], rows)}<dl class="facts">${facts.join('')}</dl>`);
}

function versionsSection({clientVersions, windowsBuilds, totals}: Summary): string {
	const rows = (versions: Summary['clientVersions'], isLink: boolean): string[][] =>
		versions
			.slice(0, TOP)
			.map(({version, machines, machinesWithFailedScans}) => [
				countCell(machines, totals.machines, 'info'),
				isLink ? link(`#version=${encodeURIComponent(version)}`, version) : escapeHtml(version),
				escapeHtml(machinesWithFailedScans === 0 ? 'none' : countOf(machinesWithFailedScans, 'machine')),
			]);
	const heads = ['Machines', 'Version', 'With failed scans'];
	const clients =
		clientVersions.length === 0
			? ''
			: `<div><h4>Windows Update client</h4>${table(heads, rows(clientVersions, true), clientVersions.length - TOP)}</div>`;
	const builds =
		windowsBuilds.length === 0
			? ''
			: `<div><h4>Windows builds</h4>${table(heads, rows(windowsBuilds, false), windowsBuilds.length - TOP)}</div>`;
	return clients + builds === '' ? '' : section('versions', 'Versions', `<div class="pair">${clients}${builds}</div>`);
}

function codesSection({codes, totals}: Summary): string {
	if (codes.length === 0) return '';
	const rows = codes
		.slice(0, TOP)
		.map(({code, name, machines, scans, asCause, asExit}) => [
			countCell(machines, totals.machines, 'error'),
			`${link(`#code=${encodeURIComponent(code)}`, code)} ${escapeHtml(name ?? '')}`,
			formatCount(scans),
			formatCount(asCause),
			formatCount(asExit),
		]);
	return section(
		'codes',
		'Error codes of failed scans',
		table(['Machines', 'Code', 'Scans', 'Root cause', 'Exit code'], rows, codes.length - TOP),
	);
}

function worstSection(summary: Summary): string {
	const worst = worstMachines(summary, TOP);
	if (worst.length === 0) return '';
	const titles = problemTitles(summary.problems);
	const rows = worst.map(({name, verdict, scans, failed, lastSuccess, problems, outsideFailures, worstOutsideCode}) => [
		`${icon(verdict)} ${link(`#machine=${encodeURIComponent(name)}`, name)}`,
		lines([
			`${formatCount(failed)} of ${countOf(scans, 'scan')} failed`,
			...(outsideFailures === 0 ? [] : [`${outsideCount(outsideFailures)} (${worstOutsideCode ?? ''})`]),
		]),
		escapeHtml(lastSuccess === null ? 'none in the logs' : minuteText(lastSuccess)),
		lines(problems.filter(({severity}) => severity !== 'info').map((problem) => titles.get(problemKey(problem)) ?? problem.rule)),
	]);
	return section(
		'worst',
		'Machines with the most problems',
		table(
			['Machine', 'Scans', 'Last success', 'Problems'],
			rows,
			summary.totals.verdicts.error + summary.totals.verdicts.warning - worst.length,
		),
	);
}

function groupsSection(summary: Summary): string {
	const {groups, totals} = summary;
	if (groups === null) return '';
	const words = groupWords(groups);
	const rows = groups.rows.slice(0, 4 * TOP).map((row) => {
		const {machines, scans, failed, with: companions} = row;
		return [
			countCell(machines, totals.machines, failed > 0 ? 'warning' : 'info'),
			escapeHtml(groupName(row, summary)),
			lines(
				[
					scans === 0 ? noScanText(groups.by) : `${countOf(scans, 'scan')}, ${formatCount(failed)} failed`,
					groupMachinesText(row, groups.by),
				].filter((text) => text !== ''),
			),
			lines(companions.map((one) => companionText(one, groups.by))),
		];
	});
	return section(
		'groups',
		words.title,
		table(['Machines', capitalized(words.noun), 'Scans', words.with], rows, groups.rows.length - 4 * TOP),
	);
}

function capitalized(text: string): string {
	return (text[0] ?? '').toUpperCase() + text.slice(1);
}

function baselineSection({baseline, problems}: Summary): string {
	if (baseline === null) return '';
	const titles = ruleTitles(problems);
	const words =
		`${baselineCounts(baseline)}. ${countOf(baseline.newMachines.length, 'new machine')}, ` +
		`${formatCount(baseline.goneMachines.length)} missing.`;
	const rows = baseline.rules
		.slice(0, 2 * TOP)
		.map(({rule, new: added, gone, unchanged, onNewMachines, onGoneMachines}) => [
			link(`#problems=${encodeURIComponent(rule)}`, titles.get(rule) ?? rule),
			...[added, gone, unchanged, onNewMachines, onGoneMachines].map(formatCount),
		]);
	const warning = baseline.sameFilter ? '' : `<p class="level warning">${OTHER_FILTER}</p>`;
	const columns = ['Problem', 'New', 'Gone', 'Unchanged', 'On new machines', 'On missing machines'];
	const counts = rows.length === 0 ? '' : table(columns, rows, baseline.rules.length - 2 * TOP);
	return section('baseline', 'Changes since the earlier run', `<p>${escapeHtml(words)}</p>${warning}${counts}`);
}

function inventorySection({inventory}: Summary): string {
	if (inventory === null) return '';
	const {columns, withoutLog, notListed, damagedRows} = inventory;
	const rows = withoutLog
		.slice(0, 4 * TOP)
		.map((machine) => [escapeHtml(machine.name), ...columns.map((column) => escapeHtml(machine.inventory[column] ?? ''))]);
	const missing = rows.length === 0 ? '' : `<h4>Without a log</h4>${table(['Machine', ...columns], rows, withoutLog.length - rows.length)}`;
	const others =
		notListed.length === 0
			? ''
			: `<h4>Not in the inventory</h4><p>${notListed
					.slice(0, 4 * TOP)
					.map((name) => link(`#machine=${encodeURIComponent(name)}`, name))
					.join(', ')}${notListed.length > 4 * TOP ? `, and ${escapeHtml(countOf(notListed.length - 4 * TOP, 'more machine'))}` : ''}</p>`;
	const damage =
		damagedRows === 0
			? ''
			: `<p class="level warning">${escapeHtml(countOf(damagedRows, 'line'))} of it could not be read as it should.</p>`;
	return section('inventory', 'Inventory', `<p>${escapeHtml(inventoryCounts(inventory))}.</p>${damage}${missing}${others}`);
}

function ledgerSection({ledger, sources, doubts}: Summary): string {
	const rows = ledger.reasons
		.slice(0, 2 * TOP)
		.map(({status, reason, inputs, example}) => [
			countCell(inputs, ledger.inputs, status === 'failed' ? 'error' : 'none'),
			status,
			escapeHtml(reason),
			escapeHtml(example),
		]);
	const notes = [
		sources.replaced === 0 ? '' : `${countOf(sources.replaced, 'result')} replaced by newer ones of the same file`,
		sources.torn + sources.unreadable === 0
			? ''
			: `${countOf(sources.torn + sources.unreadable, 'line')} of the results files could not be read`,
	]
		.filter((part) => part !== '')
		.join('; ');
	const words =
		ledger.skipped + ledger.failed === 0
			? `All ${countOf(ledger.inputs, 'file')} were read${ledger.unreadLines === 0 ? ' completely' : `, but ${unreadLinesText(ledger)}`}.`
			: `${formatCount(ledger.analyzed)} of ${countOf(ledger.inputs, 'file')} analyzed, ${formatCount(ledger.skipped)} ` +
				`skipped, ${formatCount(ledger.failed)} failed${ledger.unreadLines === 0 ? '' : `; ${unreadLinesText(ledger)}`}.`;
	const reasons = rows.length === 0 ? '' : table(['Files', 'Status', 'Reason', 'Example'], rows, ledger.reasons.length - 2 * TOP);
	const overlaps = ledger.overlaps === 0 ? '' : `<p>${escapeHtml(overlapText(ledger))}</p>`;
	const names = doubts.map((doubt) => `<p>${escapeHtml(doubtText(doubt))}<br><code>${escapeHtml(doubtOption(doubt))}</code></p>`).join('');
	return section(
		'ledger',
		'Files processed',
		`<p>${escapeHtml(words)}${notes === '' ? '' : ` ${escapeHtml(notes)}.`}</p>${overlaps}${names}${reasons}`,
	);
}
