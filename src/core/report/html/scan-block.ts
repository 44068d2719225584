/** Shows one scan in full: facts, timeline, and events. */
import type {Scan} from '../../types.js';
import {NO_SOURCE} from '../../vocabulary.js';
import {durationText} from '../../wording/duration.js';
import {expectedWords} from '../../wording/expected-behavior-text.js';
import {needsFallback} from '../../scans/scan-kinds.js';
import {layoutTimeline} from '../../timeline/timeline-layout.js';
import {
	attemptWords,
	BEHAVIOR_WORDS,
	callerName,
	certificateText,
	codeWords,
	counted,
	originText,
	PROXY_WORDS,
	resultWords,
	scanLinesText,
	scanTimeText,
	serviceText,
} from '../../wording/labels.js';
import {escapeHtml, proseHtml, referenceHtml} from './escape.js';
import {icon, levelOf} from './icons.js';
import {timelineFigure} from './timeline-svg.js';

const MAX_ATTEMPTS = 12;
const MAX_EVENTS = 120;

/** @param isOpen without being asked for */
export function scanBlock(scan: Scan, id: string, isOpen: boolean): string {
	const level = icon(levelOf(scan.outcome, needsFallback(scan)));
	const duration = scan.durationMs === null || scan.end === null ? '' : ` after ${durationText(scan.durationMs)}`;
	const title = escapeHtml(`Scan ${scan.id}: ${callerName(scan)} → ${serviceText(scan)}`);
	const result = proseHtml(`${scanTimeText(scan)}, ${resultWords(scan).replace(/:|$/, `${duration}$&`)}`);
	const body = `${timelineFigure(scan, layoutTimeline(scan))}\n${scanFacts(scan)}${reasonList(scan)}${eventList(scan)}`;
	return (
		`<details class="card scan" id="${id}"${isOpen ? ' open' : ''}><summary>${level}<span class="title"><strong>${title}</strong> ` +
		`<span class="muted">${result}</span></span></summary>\n${body}</details>\n`
	);
}

function scanFacts(scan: Scan): string {
	const {behaviors, attempts, outcome} = scan.proxy;
	const flags = [
		scan.online === null ? '' : scan.online ? 'online' : 'offline',
		scan.interactive === true ? 'interactive' : '',
		scan.callId === null ? '' : `Id ${scan.callId}`,
		`PID ${scan.pid}`,
		`TID ${scan.tid}`,
	].filter((part) => part !== '');
	let html = fact('Where', escapeHtml(`${scanLinesText(scan)}; ${flags.join(', ')}`));
	if (scan.server !== null)
		html += fact('Server', escapeHtml(`${originText(scan.server)}${scan.server.scheme === 'http' ? ' (not encrypted)' : ''}`));
	const rules = [...new Set(behaviors.map(({raw, meaning}) => `${raw}${meaning === null ? '' : ` = ${BEHAVIOR_WORDS[meaning]}`}`))];
	if (rules.length > 0) html += fact('Proxy order', escapeHtml(rules.join('; ')));
	html += fact(
		'Proxy',
		`${escapeHtml(PROXY_WORDS[outcome])}${attemptList(attempts.map((attempt) => ({what: attemptWords(attempt), line: attempt.line})))}`,
	);
	const certificate = certificateText(scan.certificate);
	if (certificate !== '') html += fact('Certificate', escapeHtml(certificate));
	if (scan.rootCause !== null && scan.rootCause.code !== scan.exitCode)
		html += fact('Root cause', escapeHtml(`${codeWords(scan.rootCause.code, scan.rootCause.name)} (line ${scan.rootCause.line})`));
	if (scan.updatesFound !== null) html += fact('Updates', `${counted(scan.updatesFound, 'update')} found`);
	const expected = expectedWords(scan.expected);
	if (expected.length > 0 && scan.proxy.outcome !== 'not-used') html += fact('Expected by Windows rules', list(expected));
	if (scan.deviations.length > 0)
		html += fact(
			'Deviations',
			list(
				scan.deviations.map(
					({text, lines}) =>
						`${text}${
							lines.length === 0
								? ''
								: ` (${lines.length === 1 ? 'line' : 'lines'} ` + `${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ' …' : ''})`
						}`,
				),
			),
		);
	return `<dl class="facts">\n${html}</dl>\n`;
}

function fact(name: string, html: string): string {
	return `<dt>${name}</dt><dd>${html}</dd>\n`;
}

function list(texts: readonly string[]): string {
	return `<ul class="bare">${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;
}

/** Consecutive identical attempts share one line. */
function attemptList(attempts: readonly {readonly what: string; readonly line: number}[]): string {
	const groups: {readonly what: string; readonly lines: number[]}[] = [];
	for (const {what, line} of attempts) {
		const last = groups.at(-1);
		if (last?.what === what) last.lines.push(line);
		else groups.push({what, lines: [line]});
	}
	if (groups.length === 0) return '';
	const items = groups.slice(0, MAX_ATTEMPTS).map(({what, lines}) => {
		const shown = `${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ' …' : ''}`;
		return (
			`<li>${escapeHtml(`${what}${lines.length === 1 ? '' : ` (${lines.length} times)`}`)}, <span ` +
			`class="muted">${lines.length === 1 ? 'line' : 'lines'} ${shown}</span></li>`
		);
	});
	if (groups.length > MAX_ATTEMPTS)
		items.push(`<li>and ${groups.slice(MAX_ATTEMPTS).reduce((sum, {lines}) => sum + lines.length, 0)} more</li>`);
	return `<ul>${items.join('')}</ul>`;
}

/** The rules behind the expected behavior, with their sources; empty where the rules say nothing for certain. */
function reasonList({expected, proxy}: Scan): string {
	if (expected.reasons.length === 0 || expectedWords(expected).length === 0 || proxy.outcome === 'not-used') return '';
	const items = expected.reasons.map(
		({text, source}) => `<li>${proseHtml(text)}${source === NO_SOURCE ? '' : ` ${sourceHtml(source)}`}</li>`,
	);
	const list = `<ul class="plain">\n${items.join('\n')}\n</ul>`;
	return `<details class="events"><summary>Why this is expected</summary>\n${list}\n</details>\n`;
}

function sourceHtml(source: string): string {
	return `<span class="muted">(${referenceHtml(source)})</span>`;
}

function eventList({timeline}: Scan): string {
	if (timeline.length === 0) return '';
	const rows = timeline.slice(0, MAX_EVENTS).map(({line, time, severity, text}) => {
		const clock = time === null ? '' : escapeHtml(time.slice(11, 23));
		const level = severity === 'info' ? '' : `<span class="level ${severity}">${severity === 'error' ? 'Error' : 'Warning'}:</span> `;
		return `<tr><td class="when">${clock}</td><td class="number">${line}</td><td>${level}${escapeHtml(text)}</td></tr>`;
	});
	const rest = timeline.length - rows.length;
	return `<details class="events"><summary>Events of this scan (${counted(timeline.length, 'line')})</summary>
<table><thead><tr><th scope="col">Time</th><th scope="col">Line</th><th scope="col">Event</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>${rest > 0 ? `<p class="muted">and ${counted(rest, 'more line', 'more lines')}.</p>` : ''}
</details>
`;
}
