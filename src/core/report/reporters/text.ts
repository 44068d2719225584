/** The report for people: what the log is, what went wrong in full, and the rest in a line each. */
import type {FileReport, LogFacts, ProxyAttempt, Scan, WsusFacts} from '../../types.js';
import {durationText} from '../duration.js';
import {plainText} from '../plain-text.js';
import type {CreateReporter, Emphasis} from '../reporter.js';
import {BEHAVIOR_WORDS, callerName, certificateText, counted, DIALECT_WORDS, fileName, originText, OUTCOME_WORDS, PROXY_WORDS, serviceText, timeText, versionsText, VIA_WORDS} from '../words.js';
import {wrapText} from '../wrap.js';

const DEFAULT_WIDTH = 80;
const MIN_WIDTH = 40;
/** Where the facts of a scan begin, and the width of their names. */
const INDENT = 6;
const LABEL = 13;
const MAX_MESSAGE = 160;
/** More ordinary scans than this are folded into one line for each kind. */
const MAX_SINGLE_SCANS = 12;
/** A scan shows at most so many attempts; the rest is counted. */
const MAX_ATTEMPTS = 12;
const MAX_LINES = 8;
const MAX_FAILURES = 6;

export const createTextReporter: CreateReporter = ({width = DEFAULT_WIDTH, paint = (_, text) => text, unicode = true}) => {
	const columns = Math.max(MIN_WIDTH, width);
	const mark = unicode ? {good: '✓', bad: '✗', warning: '!', other: '·', arrow: '→', dash: '–', times: '×'} : {good: '+', bad: 'x', warning: '!', other: '-', arrow: '->', dash: '-', times: 'x'};
	let files = 0;

	function fact(label: string, text: string, emphasis?: Emphasis): string {
		const body = wrapText(plainText(text), columns, INDENT + LABEL, INDENT + LABEL);
		return `${' '.repeat(INDENT)}${paint('dim', label)}${' '.repeat(LABEL - label.length)}${emphasize(body, emphasis)}\n`;
	}

	/** Paints line by line and leaves indents as they are: a background or underline would show. */
	function emphasize(text: string, emphasis: Emphasis | undefined): string {
		if (emphasis === undefined) return text;
		return text.replace(/[^\s].*/g, (line) => paint(emphasis, line));
	}

	/** @param lead first columns, printed as they are */
	function paragraph(text: string, indent: number, emphasis?: Emphasis, lead = ' '.repeat(indent)): string {
		return `${lead}${emphasize(wrapText(plainText(text), columns, indent, indent), emphasis)}\n`;
	}

	function logLines(log: LogFacts, wsus: WsusFacts | null): string {
		const span = log.firstTime === null ? 'no times' : `${timeText(log.firstTime)} to ${timeText(log.lastTime)}${log.utcOffset === null ? '' : ` (UTC${log.utcOffset})`}`;
		const details = [counted(log.lines, 'line'), span, versionsText(log), log.encoding, log.verbose ? 'verbose' : ''].filter((part) => part !== '');
		return `${paragraph(DIALECT_WORDS[log.dialect], 2)}${paragraph(details.join(', '), 2, 'dim')}${log.dialect === 'undecoded' ? '' : paragraph(wsusText(wsus), 2)}`;
	}

	function wsusText(wsus: WsusFacts | null): string {
		if (wsus === null || (wsus.server === null && wsus.changes.length === 0 && wsus.statusServer === null && wsus.targetGroup === null)) return 'WSUS server: not named in this log.';
		if (wsus.server === null) return 'WSUS server: none is set.';
		const certificate = certificateText({storeEmpty: wsus.certificateStoreEmpty, pinningMandatory: wsus.pinningMandatory});
		const group = wsus.targetGroup === null ? '' : `, target group ${wsus.targetGroup}`;
		const changes = wsus.changes.length === 0 ? '' : ` The server changed ${wsus.changes.length === 1 ? 'once' : `${wsus.changes.length} times`} within the log (line ${wsus.changes.map((change) => change.line).join(', ')}).`;
		return `WSUS server: ${wsus.server} (${wsus.scheme === 'https' ? 'HTTPS' : 'HTTP, not encrypted'})${group}${certificate === '' ? '' : `; ${certificate}`}.${changes}`;
	}

	function summary(scans: readonly Scan[]): string {
		if (scans.length === 0) return paragraph('No scan begins or ends in this log.', 2);
		const online = scans.filter((scan) => scan.online === true).length;
		const parts = (['failed', 'cancelled', 'succeeded', 'unknown'] as const)
			.map((outcome) => ({outcome, count: scans.filter((scan) => scan.outcome === outcome).length}))
			.filter(({count}) => count > 0)
			.map(({outcome, count}) => `${count} ${outcome === 'unknown' ? 'without an end' : outcome}`);
		return paragraph(`${counted(scans.length, 'scan')}, ${online} online: ${parts.join(', ')}.`, 2, scans.some((scan) => scan.outcome === 'failed') ? 'bad' : 'strong');
	}

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

	function issueLines(file: FileReport): string {
		return file.issues.map((issue) => paragraph(`${issue.line === null ? '' : `line ${issue.line}: `}${issue.message} (${issue.count}${mark.times})`, 4, 'dim')).join('');
	}

	function fileText(file: FileReport): string {
		const title = `${files++ === 0 ? '' : '\n'}${paint('strong', plainText(fileName(file)))}\n`;
		if (file.log === null) return `${title}${paragraph(`${file.status === 'skipped' ? 'Skipped' : 'Failed'}: ${file.reason ?? ''}`, 2, file.status === 'failed' ? 'bad' : 'warning')}`;
		let text = title;
		if (file.status === 'failed') text += paragraph(`Failed: ${file.reason ?? ''} What was read until then:`, 2, 'bad');
		text += logLines(file.log, file.wsus) + summary(file.scans);
		const telling = file.scans.filter((scan) => scan.outcome === 'failed' || needsFallback(scan));
		const others = file.scans.filter((scan) => !telling.includes(scan));
		text += telling.map(block).join('');
		if (others.length > 0) text += `\n${others.length > MAX_SINGLE_SCANS ? foldedLines(others) : others.map(singleLine).join('')}`;
		if (file.issues.length > 0) text += `\n${paragraph('About the file:', 2, 'dim')}${issueLines(file)}`;
		return text;
	}

	return {
		begin: () => '',
		file: fileText,
		end(totals) {
			if (totals.files < 2) return '';
			const files = [`${totals.analyzed} analysed`, totals.skipped === 0 ? '' : `${totals.skipped} skipped`, totals.failed === 0 ? '' : `${totals.failed} failed`].filter((part) => part !== '').join(', ');
			const text = `${counted(totals.files, 'file')}: ${files}. ${counted(totals.scans, 'scan')}, ${totals.online} online: ${totals.failedScans} failed, ${totals.cancelled} cancelled, ${totals.succeeded} succeeded, ${totals.unknown} without an end.`;
			return `\n${paragraph(text, 0, 'strong')}`;
		},
	};
};

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
