/** What the fleet looks like: WSUS servers, proxies, pinning, versions and codes. */
import type {Layout} from '../../report/text/layout.js';
import {widthOf} from '../../wording/cells.js';
import {codeWords, PROXY_WORDS, VIA_WORDS} from '../../wording/labels.js';
import {PINNING_STATES, type Summary, type VersionSummary} from '../summary.js';
import {countOf, formatCount, outsideCount, percent, PINNING_WORDS} from '../labels.js';
import {bar, column, countRow, detail, heading, more} from './rows.js';

interface Top {
	readonly top: number;
}

const CODES_OF_SERVER = 3;

export function serversText({servers, totals}: Summary, layout: Layout, {top}: Top): string {
	if (servers.length === 0) return totals.machines === 0 ? '' : heading('WSUS servers: none named in these logs', layout);
	let text = heading('WSUS servers, by number of machines', layout);
	for (const {server, scheme, machines, scans, failed, machinesWithFailedScans, outsideFailures, codes} of servers.slice(0, top)) {
		const encrypted = scheme === 'http' ? ' (HTTP, not encrypted)' : '';
		const result =
			scans === 0
				? outsideFailures > 0
					? 'not used by any scan'
					: 'configured, but not used by any scan'
				: failed === 0
					? `${countOf(scans, 'scan')}, none failed`
					: `${countOf(scans, 'scan')}, ${formatCount(failed)} failed (${percent(failed, scans)}) on ` +
						countOf(machinesWithFailedScans, 'machine');
		const outside = outsideFailures === 0 ? '' : `; ${outsideCount(outsideFailures)}`;
		text += countRow(machines, `${server}${encrypted}: ${result}${outside}`, layout);
		text += detail(
			codes
				.slice(0, CODES_OF_SERVER)
				.map(({code, name, scans: times}) => `${codeWords(code, name)} (${formatCount(times)}${layout.marks.times})`)
				.join(', '),
			layout,
		);
	}
	return text + more(servers.length - top, 'server', layout);
}

export function proxiesText({proxies}: Summary, layout: Layout, {top}: Top): string {
	const outcomes = proxies.outcomes.filter(({outcome}) => outcome !== 'not-used');
	if (outcomes.length === 0) return '';
	let text = heading('Proxy use, by number of machines', layout);
	for (const {outcome, machines, scans} of outcomes)
		text += countRow(
			machines,
			`${PROXY_WORDS[outcome]} (${countOf(scans, 'scan')})`,
			layout,
			outcome === 'failed' ? 'bad' : outcome.endsWith('fallback') ? 'warning' : undefined,
		);
	const attempts = proxies.tries.map(
		({via, tries, failed}) => `${VIA_WORDS[via]} ${formatCount(tries)}${failed === 0 ? '' : `, ${formatCount(failed)} failed`}`,
	);
	if (attempts.length > 0) text += detail(`Attempts: ${attempts.join('; ')}`, layout);
	if (proxies.behaviors.length > 0)
		text += detail(
			`Logged proxy behaviors: ${proxies.behaviors
				.slice(0, top)
				.map(({behavior, meaning, machines}) => `${meaning ?? behavior} on ${countOf(machines, 'machine')}`)
				.join('; ')}`,
			layout,
		);
	if (proxies.named.length > 0)
		text += detail(
			`Named proxies: ${proxies.named
				.slice(0, top)
				.map(
					({proxy, machines, failed}) =>
						`${proxy} on ${countOf(machines, 'machine')}${failed === 0 ? '' : `, ${countOf(failed, 'attempt')} failed`}`,
				)
				.join('; ')}`,
			layout,
		);
	return text;
}

export function pinningText({pinning, totals}: Summary, layout: Layout): string {
	if (totals.machines === 0) return '';
	const width = Math.max(...PINNING_STATES.map((state) => widthOf(PINNING_WORDS[state])));
	const rows = PINNING_STATES.filter((state) => pinning[state] > 0 || state === 'pinned').map((state) => {
		const count = pinning[state];
		return countRow(
			count,
			`${column(PINNING_WORDS[state], width)}  ${percent(count, totals.machines).padStart(5)}  ${bar(count, totals.machines, layout)}`
				.trimEnd()
				.replaceAll(' ', '\u00a0'),
			layout,
		);
	});
	return heading('Certificate pinning for WSUS, by number of machines', layout) + rows.join('');
}

export function versionsText({clientVersions, windowsBuilds}: Summary, layout: Layout, {top}: Top): string {
	const rows = (versions: readonly VersionSummary[], noun: string): string =>
		versions
			.slice(0, top)
			.map(({version, machines, machinesWithFailedScans}) =>
				countRow(
					machines,
					`${version}${machinesWithFailedScans === 0 ? '' : `, failed scans on ${formatCount(machinesWithFailedScans)}`}`,
					layout,
				),
			)
			.join('') + more(versions.length - top, noun, layout);
	return [
		clientVersions.length === 0
			? ''
			: heading('Windows Update client versions, by number of machines', layout) + rows(clientVersions, 'version'),
		windowsBuilds.length === 0 ? '' : heading('Windows builds, by number of machines', layout) + rows(windowsBuilds, 'build'),
	]
		.filter((part) => part !== '')
		.join('\n');
}

export function codesText({codes}: Summary, layout: Layout, {top}: Top): string {
	if (codes.length === 0) return '';
	const rows = codes.slice(0, top).map(({code, name, machines, scans, asCause, asExit}) => {
		const roles = [
			asCause === 0 ? '' : `root cause of ${formatCount(asCause)}`,
			asExit === 0 ? '' : `exit code of ${formatCount(asExit)}`,
		].filter((role) => role !== '');
		return countRow(machines, `${codeWords(code, name)}: ${countOf(scans, 'scan')}, ${roles.join(', ')}`, layout);
	});
	return heading('Error codes of failed scans, by number of machines', layout) + rows.join('') + more(codes.length - top, 'code', layout);
}
