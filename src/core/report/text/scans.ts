/** Scans in the text report: a block for those that failed or needed a fallback, a line for the others. */
import type {ProxyAttempt, Scan} from '../../types.js';
import {durationText} from '../duration.js';
import {BEHAVIOR_WORDS, callerName, certificateText, counted, originText, OUTCOME_WORDS, PROXY_WORDS, serviceText, timeText, VIA_WORDS} from '../words.js';
import type {Layout} from './layout.js';

/** More ordinary scans than this are folded into one line for each kind. */
const MAX_SINGLE_SCANS = 12;
/** A scan shows at most so many groups of attempts; the rest is counted. */
const MAX_ATTEMPTS = 12;
const MAX_LINES = 8;
const MAX_FAILURES = 6;
const MAX_MESSAGE = 160;

export function scansText(scans: readonly Scan[], {marks: mark, paint, paragraph, fact}: Layout): string {
	const telling = scans.filter((scan) => scan.outcome === 'failed' || needsFallback(scan));
	const others = scans.filter((scan) => scan.outcome !== 'failed' && !needsFallback(scan));
	const rest = others.length > MAX_SINGLE_SCANS ? foldedLines(others) : others.map(singleLine).join('');
	return `${telling.map(block).join('')}${rest === '' ? '' : `\n${rest}`}`;

	function scanMark(scan: Scan): string {
		if (scan.outcome === 'failed') return paint('bad', mark.bad);
		if (needsFallback(scan)) return paint('warning', mark.warning);
		return scan.outcome === 'succeeded' ? paint('good', mark.good) : paint('dim', mark.other);
	}

	function codeText(code: string | null, name: string | null): string {
		return code === null ? '' : name === null ? code : `${code} ${name}`;
	}

	function headline(scan: Scan): string {
		const when = timeText((scan.start ?? scan.end)?.time ?? null);
		const result = scan.exitCode === null || scan.exitCode === '0x00000000' ? '' : `: ${codeText(scan.exitCode, scan.exitName)}`;
		const duration = scan.durationMs === null ? '' : ` after ${durationText(scan.durationMs)}`;
		return `${when}  ${callerName(scan)} ${mark.arrow} ${serviceText(scan)} ${OUTCOME_WORDS[scan.outcome]}${scan.end === null ? '' : duration}${result}`;
	}

	function block(scan: Scan): string {
		const lines = scan.start === null ? `to line ${scan.end?.line ?? '?'}, begins before this log` : scan.end === null ? `from line ${scan.start.line}` : `lines ${scan.start.line}${mark.dash}${scan.end.line}`;
		const flags = [scan.online === null ? '' : scan.online ? 'online' : 'offline', scan.interactive === true ? 'interactive' : '', scan.callId === null ? '' : `Id ${scan.callId}`, `PID ${scan.pid}`, `TID ${scan.tid}`].filter((part) => part !== '');
		let text = `\n${paragraph(headline(scan), 4, 'strong', `  ${scanMark(scan)} `)}`;
		text += fact('Where', `${lines}; ${flags.join(', ')}`);
		if (scan.server !== null) text += fact('Server', `${originText(scan.server)}${scan.server.scheme === 'http' ? ' (not encrypted)' : ''}`);
		text += proxyFacts(scan);
		const certificate = certificateText(scan.certificate);
		if (certificate !== '') text += fact('Certificate', certificate);
		if (scan.rootCause !== null && scan.rootCause.code !== scan.exitCode) text += fact('First cause', `${codeText(scan.rootCause.code, scan.rootCause.name)} (line ${scan.rootCause.line})`, 'bad');
		if (scan.outcome === 'failed') text += failureFacts(scan);
		return text;
	}

	function proxyFacts(scan: Scan): string {
		const {behaviors, attempts, outcome} = scan.proxy;
		const rules = [...new Set(behaviors.map(({raw, meaning}) => `${raw}${meaning === null ? '' : ` = ${BEHAVIOR_WORDS[meaning]}`}`))];
		let text = '';
		if (rules.length > 0) text += fact('Proxy rule', rules.join('; '));
		text += fact('Proxy', PROXY_WORDS[outcome], outcome === 'failed' ? 'bad' : outcome.endsWith('fallback') ? 'warning' : undefined);
		const groups = groupAttempts(attempts);
		let number = 1;
		for (const {what, lines} of groups.slice(0, MAX_ATTEMPTS)) {
			const last = number + lines.length - 1;
			const shown = lines.length > MAX_LINES ? `${lines.slice(0, MAX_LINES).join(', ')} ...` : lines.join(', ');
			text += fact('', `${number === last ? `${number}.` : `${number}.${mark.dash}${last}.`} ${what} (${lines.length === 1 ? 'line' : 'lines'} ${shown})`);
			number = last + 1;
		}
		if (groups.length > MAX_ATTEMPTS) text += fact('', `and ${attempts.length - number + 1} more`);
		return text;
	}

	/** The failures that may say why, each code once, by its first line. */
	function failureFacts(scan: Scan): string {
		const telling = scan.failures.filter((failure) => failure.category !== 'companion' && failure.category !== 'file-signature');
		const first = telling.filter((failure, index) => telling.findIndex(({code}) => code === failure.code) === index);
		let text = '';
		first.slice(0, MAX_FAILURES).forEach((failure, index) => {
			text += fact(index === 0 ? 'Failures' : '', `line ${failure.line}: ${shortened(failure.message)}${failure.name === null ? '' : ` (${failure.name})`}`);
		});
		const rest = scan.failures.length - Math.min(first.length, MAX_FAILURES);
		if (rest > 0) text += fact(text === '' ? 'Failures' : '', `and ${counted(rest, 'line')} that repeat or accompany ${first.length === 1 ? 'it' : 'them'}`);
		return text;
	}

	function singleLine(scan: Scan): string {
		const proxy = scan.proxy.outcome === 'not-used' ? '' : `, ${PROXY_WORDS[scan.proxy.outcome]}`;
		const online = scan.online === false ? ', offline' : '';
		const certificate = scan.certificate.inWsusStore === null ? '' : `, ${certificateText({...scan.certificate, storeEmpty: null})}`;
		return paragraph(`${headline(scan)}${online}${proxy}${certificate}`, 4, undefined, `  ${scanMark(scan)} `);
	}

	function foldedLines(scans: readonly Scan[]): string {
		const kinds = new Map<string, Scan[]>();
		for (const scan of scans) {
			const key = JSON.stringify([scan.caller, scan.service.name, scan.online, scan.outcome, scan.exitCode, scan.proxy.outcome]);
			const kind = kinds.get(key);
			if (kind === undefined) kinds.set(key, [scan]);
			else kind.push(scan);
		}
		let text = '';
		for (const kind of kinds.values()) {
			const [first] = kind;
			if (first === undefined) continue;
			if (kind.length === 1) {
				text += singleLine(first);
				continue;
			}
			const proxy = first.proxy.outcome === 'not-used' ? '' : `, ${PROXY_WORDS[first.proxy.outcome]}`;
			const result = first.exitCode === null || first.exitCode === '0x00000000' ? '' : ` (${codeText(first.exitCode, first.exitName)})`;
			const span = `${timeText((first.start ?? first.end)?.time ?? null)} to ${timeText((kind.at(-1)?.start ?? kind.at(-1)?.end)?.time ?? null)}`;
			const line = `${kind.length} ${mark.times} ${callerName(first)} ${mark.arrow} ${serviceText(first)}${first.online === false ? ', offline' : ''} ${first.outcome}${result}${proxy}; ${span}`;
			text += paragraph(line, 4, undefined, `  ${scanMark(first)} `);
		}
		return text;
	}
}

/** Attempts that follow each other and say the same, with their lines. */
function groupAttempts(attempts: readonly ProxyAttempt[]): readonly {readonly what: string; readonly lines: number[]}[] {
	const groups: {readonly what: string; readonly lines: number[]}[] = [];
	for (const {via, proxy, impersonation, outcome, code, line} of attempts) {
		const what = `${VIA_WORDS[via]}${proxy === null ? '' : ` ${proxy}`}${impersonation === true ? ' (as the user)' : ''}: ${outcome}${code === null ? '' : ` ${code}`}`;
		const last = groups.at(-1);
		if (last?.what === what) last.lines.push(line);
		else groups.push({what, lines: [line]});
	}
	return groups;
}

function shortened(message: string): string {
	return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)} ...` : message;
}

function needsFallback(scan: Scan): boolean {
	return scan.proxy.outcome === 'user-fallback' || scan.proxy.outcome === 'system-fallback';
}
