/** Formats scans for the text report: a block for those that failed or needed a fallback, one line for others. */
import type {ProxyAttempt, Scan} from '../../types.js';
import {isCauseCategory} from '../../vocabulary.js';
import {durationText} from '../../wording/duration.js';
import {isNotable, needsFallback, type ScanKind, scanKinds} from '../../scans/scan-kinds.js';
import {
	attemptWords,
	BEHAVIOR_WORDS,
	callerName,
	certificateText,
	codeWords,
	counted,
	originText,
	OUTCOME_COUNT_WORDS,
	OUTCOME_WORDS,
	PROXY_WORDS,
	scanTimeText,
	serviceText,
} from '../../wording/labels.js';
import {shortened} from '../../wording/sentences.js';
import type {Layout} from './layout.js';

/** If there are more ordinary scans than this, they are summarized in one line per kind. */
const MAX_SINGLE_SCANS = 12;
/** Maximum number of groups of attempts shown per scan; the rest are counted. */
const MAX_ATTEMPTS = 12;
const MAX_LINES = 8;
const MAX_FAILURES = 6;
const MAX_MESSAGE = 160;

/**
 * Yields one piece for each notable scan, then the others. Of notable scans that differ only in time, the first is printed,
 * and the others are counted.
 *
 * @param isFull prints each notable scan
 */
export function* scansText(scans: readonly Scan[], isFull: boolean, {marks: mark, paint, paragraph, fact}: Layout): Generator<string> {
	if (isFull) {
		for (const scan of scans) if (isNotable(scan)) yield block(scan);
	} else {
		for (const kind of scanKinds(scans.filter(isNotable))) yield block(kind.first) + repeatsText(kind);
	}
	const others = scans.filter((scan) => !isNotable(scan));
	const rest = others.length > MAX_SINGLE_SCANS ? foldedLines(others) : others.map(singleLine).join('');
	if (rest !== '') yield `\n${rest}`;

	function scanMark(scan: Scan): string {
		if (scan.outcome === 'failed') return paint('bad', mark.bad);
		if (needsFallback(scan)) return paint('warning', mark.warning);
		return scan.outcome === 'succeeded' ? paint('good', mark.good) : paint('dim', mark.other);
	}

	function headline(scan: Scan): string {
		const result = scan.exitCode === null || scan.exitCode === '0x00000000' ? '' : `: ${codeWords(scan.exitCode, scan.exitName)}`;
		const duration = scan.durationMs === null || scan.end === null ? '' : ` after ${durationText(scan.durationMs)}`;
		const what = `${callerName(scan)} ${mark.arrow} ${serviceText(scan)} ${OUTCOME_WORDS[scan.outcome]}`;
		return `${scanTimeText(scan)} ${what}${duration}${result}`;
	}

	function repeatsText({last, count}: ScanKind): string {
		if (count === 1) return '';
		return paragraph(`and ${counted(count - 1, 'more scan')} like it, the last (number ${last.id}) at ${scanTimeText(last)}`, 4);
	}

	function block(scan: Scan): string {
		const lines =
			scan.start === null
				? `up to line ${scan.end?.line ?? '?'}, started before this log`
				: scan.end === null
					? `from line ${scan.start.line}`
					: `lines ${scan.start.line}${mark.dash}${scan.end.line}`;
		const flags = [
			scan.online === null ? '' : scan.online ? 'online' : 'offline',
			scan.interactive === true ? 'interactive' : '',
			scan.callId === null ? '' : `Id ${scan.callId}`,
			`PID ${scan.pid}`,
			`TID ${scan.tid}`,
		].filter((part) => part !== '');
		let text = `\n${paragraph(`Scan ${scan.id}: ${headline(scan)}`, 4, 'strong', `  ${scanMark(scan)} `)}`;
		text += fact('Where', isFull ? `${lines}; ${flags.join(', ')}` : lines);
		if (scan.server !== null)
			text += fact('Server', `${originText(scan.server)}${scan.server.scheme === 'http' ? ' (not encrypted)' : ''}`);
		text += proxyFacts(scan);
		const certificate = certificateText(scan.certificate);
		if (certificate !== '') text += fact('Certificate', certificate);
		if (scan.rootCause !== null && scan.rootCause.code !== scan.exitCode)
			text += fact('Root cause', `${codeWords(scan.rootCause.code, scan.rootCause.name)} (line ${scan.rootCause.line})`, 'bad');
		for (const deviation of scan.deviations) text += fact('Unexpected', deviation.text, 'warning');
		if (scan.outcome === 'failed') text += failureFacts(scan);
		return text;
	}

	function proxyFacts(scan: Scan): string {
		const {behaviors, attempts, outcome} = scan.proxy;
		const rules = [...new Set(behaviors.map(({raw, meaning}) => `${raw}${meaning === null ? '' : ` = ${BEHAVIOR_WORDS[meaning]}`}`))];
		let text = '';
		if (rules.length > 0) text += fact('Proxy order', rules.join('; '));
		text += fact('Proxy', PROXY_WORDS[outcome], outcome === 'failed' ? 'bad' : outcome.endsWith('fallback') ? 'warning' : undefined);
		const groups = groupAttempts(attempts);
		let number = 1;
		for (const {what, lines} of groups.slice(0, MAX_ATTEMPTS)) {
			const last = number + lines.length - 1;
			const shown = lines.length > MAX_LINES ? `${lines.slice(0, MAX_LINES).join(', ')} ...` : lines.join(', ');
			text += fact(
				'',
				`${number === last ? `${number}.` : `${number}.${mark.dash}${last}.`} ${what} (${lines.length === 1 ? 'line' : 'lines'} ${shown})`,
			);
			number = last + 1;
		}
		if (groups.length > MAX_ATTEMPTS) text += fact('', `and ${attempts.length - number + 1} more`);
		return text;
	}

	/** Failures that may be the cause: the first line of each code. */
	function failureFacts(scan: Scan): string {
		const causes = scan.failures.filter(({category}) => isCauseCategory(category));
		const first = causes.filter((failure, index) => causes.findIndex(({code}) => code === failure.code) === index);
		let text = '';
		first.slice(0, MAX_FAILURES).forEach((failure, index) => {
			text += fact(
				index === 0 ? 'Failures' : '',
				`line ${failure.line}: ${shortened(failure.message, MAX_MESSAGE)}${failure.name === null ? '' : ` (${failure.name})`}`,
			);
		});
		const rest = scan.failures.length - Math.min(first.length, MAX_FAILURES);
		if (rest > 0)
			text += fact(
				text === '' ? 'Failures' : '',
				`and ${counted(rest, 'line')} that repeat or follow from ${first.length === 1 ? 'it' : 'them'}`,
			);
		return text;
	}

	function singleLine(scan: Scan): string {
		const proxy = scan.proxy.outcome === 'not-used' ? '' : `, ${PROXY_WORDS[scan.proxy.outcome]}`;
		const online = scan.online === false ? ', offline' : '';
		const certificate = scan.certificate.inWsusStore === null ? '' : `, ${certificateText({...scan.certificate, storeEmpty: null})}`;
		return paragraph(`${headline(scan)}${online}${proxy}${certificate}`, 4, undefined, `  ${scanMark(scan)} `);
	}

	function foldedLines(ordinary: readonly Scan[]): string {
		return scanKinds(ordinary)
			.map(({first, last, count}) => {
				if (count === 1) return singleLine(first);
				const proxy = first.proxy.outcome === 'not-used' ? '' : `, ${PROXY_WORDS[first.proxy.outcome]}`;
				const result = first.exitCode === null || first.exitCode === '0x00000000' ? '' : ` (${codeWords(first.exitCode, first.exitName)})`;
				const line =
					`${count} ${mark.times} ${callerName(first)} ${mark.arrow} ${serviceText(first)}${first.online === false ? ', offline' : ''} ` +
					`${OUTCOME_COUNT_WORDS[first.outcome]}${result}${proxy}; ${scanTimeText(first)} to ${scanTimeText(last)}`;
				return paragraph(line, 4, undefined, `  ${scanMark(first)} `);
			})
			.join('');
	}
}

/** Groups consecutive identical attempts, with their lines. */
function groupAttempts(attempts: readonly ProxyAttempt[]): readonly {readonly what: string; readonly lines: number[]}[] {
	const groups: {readonly what: string; readonly lines: number[]}[] = [];
	for (const attempt of attempts) {
		const what = attemptWords(attempt);
		const last = groups.at(-1);
		if (last?.what === what) last.lines.push(attempt.line);
		else groups.push({what, lines: [attempt.line]});
	}
	return groups;
}
