/** Writes the plain text report: the verdict, the first thing to do, findings, scans, and what the log covers. */
import type {FileReport, LogFacts, Scan, Verdict, WsusFacts} from '../../types.js';
import {plainText} from '../../wording/plain-text.js';
import {firstStepOf, stepWords} from '../../findings/first-step.js';
import {compareLevels} from '../../findings/severities.js';
import {firstSentence} from '../../wording/sentences.js';
import {createAsideList} from '../aside-list.js';
import type {Emphasis} from '../../wording/emphasis.js';
import type {CreateReporter} from '../reporter.js';
import {findingsText, neighborText} from '../text/findings.js';
import {createLayout} from '../text/layout.js';
import {outsideFailuresText, outsideFailuresLine} from '../text/outside-failures.js';
import {scansText} from '../text/scans.js';
import {
	certificateText,
	contextWords,
	counted,
	DIALECT_WORDS,
	fileName,
	scanCountsText,
	timeText,
	versionsText,
} from '../../wording/labels.js';
import {networkText} from '../../wording/outside-failures.js';

/** A terminal shows about as many; above that the answer is repeated. */
const MAX_LINES_IN_SIGHT = 22;

const VERDICT_EMPHASIS: Readonly<Record<Verdict['level'], Emphasis>> = {
	good: 'good',
	none: 'strong',
	info: 'strong',
	warning: 'warning',
	error: 'bad',
};

export const createTextReporter: CreateReporter = (options) => {
	const layout = createLayout(options);
	const {marks: mark, paint, paragraph} = layout;
	const {isBrief = false, isFull = false} = options;
	const aside = createAsideList(options.isAside);
	let files = 0;
	let lines = 0;
	let worst: {readonly level: Verdict['level']; readonly text: string} | null = null;

	function verdictText({level, text}: Verdict): string {
		const sign = level === 'error' ? mark.bad : level === 'warning' ? mark.warning : level === 'good' ? mark.good : mark.other;
		const emphasis = VERDICT_EMPHASIS[level];
		return paragraph(text, 4, emphasis, `  ${paint(emphasis, sign)} `);
	}

	/** Empty where nothing is to be done. */
	function nextText({findings}: FileReport): string {
		const first = firstStepOf(findings);
		if (first === null) return '';
		const text = firstSentence(first.step.text);
		const {command} = first.step;
		if (isBrief) return paragraph(`Next: ${stepWords({...first.step, text})}`, 4, undefined, `  ${paint('strong', mark.next)} `);
		return (
			paragraph(`Next: ${text}`, 4, undefined, `  ${paint('strong', mark.next)} `) +
			(command === null ? '' : `      ${paint('strong', plainText(command))}\n`)
		);
	}

	function answer(file: FileReport): string {
		const text = `${paint('strong', plainText(fileName(file)))}\n${verdictText(file.verdict)}${nextText(file)}`;
		if (worst === null || compareLevels(file.verdict.level, worst.level) < 0) worst = {level: file.verdict.level, text};
		return text;
	}

	function logLines(log: LogFacts, wsus: WsusFacts | null): string {
		const span =
			log.firstTime === null
				? 'no timestamps'
				: `${timeText(log.firstTime)} to ${timeText(log.lastTime)}${log.utcOffset === null ? '' : ` (UTC${log.utcOffset})`}`;
		const details = [
			log.machineName === null ? '' : `PC ${log.machineName}`,
			counted(log.lines, 'line'),
			span,
			versionsText(log),
			log.encoding,
			log.verbose ? 'verbose' : '',
		].filter((part) => part !== '');
		const server = log.dialect === 'undecoded' ? '' : paragraph(wsusText(wsus), 2);
		return `${paragraph(DIALECT_WORDS[log.dialect], 2)}${paragraph(details.join(', '), 2, 'dim')}${server}`;
	}

	function wsusText(wsus: WsusFacts | null): string {
		if (wsus === null || (wsus.server === null && wsus.changes.length === 0 && wsus.statusServer === null && wsus.targetGroup === null))
			return 'WSUS server: not mentioned in this log.';
		if (wsus.server === null) return 'WSUS server: none configured.';
		const certificate = certificateText({storeEmpty: wsus.certificateStoreEmpty, pinningMandatory: wsus.pinningMandatory});
		const group = wsus.targetGroup === null ? '' : `, target group ${wsus.targetGroup}`;
		const changes =
			wsus.changes.length === 0
				? ''
				: ` The server changed ${wsus.changes.length === 1 ? 'once' : `${wsus.changes.length} times`} in ` +
					`this log (line ${wsus.changes.map((change) => change.line).join(', ')}).`;
		return (
			`WSUS server: ${wsus.server} ` +
			`(${wsus.scheme === 'https' ? 'HTTPS' : 'HTTP, not encrypted'})${group}${certificate === '' ? '' : `; ${certificate}`}.${changes}`
		);
	}

	function summary(scans: readonly Scan[]): string {
		if (scans.length === 0) return paragraph('No scan starts or ends in this log.', 2);
		return paragraph(`${scanCountsText(scans)}.`, 2, scans.some((scan) => scan.outcome === 'failed') ? 'bad' : 'strong');
	}

	function issueLines(file: FileReport): string {
		return file.issues
			.map((issue) =>
				paragraph(`${issue.line === null ? '' : `line ${issue.line}: `}${issue.message} (${issue.count}${mark.times})`, 4, 'dim'),
			)
			.join('');
	}

	function contextLines({context}: FileReport): string {
		return contextWords(context)
			.map(({name, text}) => paragraph(`${name}: ${text}`, 2))
			.join('');
	}

	function networkLine(file: FileReport): string {
		const network = networkText(file);
		return network === '' ? '' : paragraph(`Network of the PC: ${network}.`, 2, 'warning');
	}

	function coverageText(file: FileReport): string {
		if (file.coverage.length === 0) return '';
		const sentences = file.coverage.map((sentence) => paragraph(sentence, 6, 'dim', `    ${paint('dim', mark.other)} `));
		return `\n${paragraph('What this log covers:', 2, 'dim')}${sentences.join('')}`;
	}

	function* countedPieces(file: FileReport): Generator<string> {
		for (const piece of fileText(file)) {
			for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) lines++;
			yield piece;
		}
	}

	/** The worst answer again, where it has scrolled out of sight. */
	function closing(): string {
		return worst === null || lines <= MAX_LINES_IN_SIGHT ? '' : `\n${worst.text}`;
	}

	function* fileText(file: FileReport): Generator<string> {
		if (aside.take(file)) return;
		yield `${files++ === 0 || isBrief ? '' : '\n'}${answer(file)}`;
		if (isBrief) yield outsideFailuresLine(file, layout);
		if (isBrief) return;
		if (file.neighbor !== null) yield neighborText(file.neighbor, file.findings, isFull, layout);
		if (file.log === null) return;
		yield findingsText(file, isFull, layout);
		yield `\n${summary(file.scans)}`;
		yield* scansText(file.scans, isFull, layout);
		yield outsideFailuresText(file, layout);
		yield `\n${logLines(file.log, file.wsus)}${contextLines(file)}${networkLine(file)}`;
		if (file.issues.length > 0) yield `\n${paragraph('Problems while reading this file:', 2, 'dim')}${issueLines(file)}`;
		yield coverageText(file);
	}

	return {
		begin: () => '',
		file: countedPieces,
		end(totals) {
			const asideText = aside.text(plainText);
			const asideLine = asideText === null ? '' : paragraph(asideText, 0, 'dim');
			if (totals.files < 2) return `${asideLine}${closing()}`;
			const parts = [
				`${totals.analyzed} analyzed`,
				totals.skipped === 0 ? '' : `${totals.skipped} skipped`,
				totals.failed === 0 ? '' : `${totals.failed} failed`,
			]
				.filter((part) => part !== '')
				.join(', ');
			const text =
				`${counted(totals.files, 'file')}: ${parts}. ${counted(totals.scans, 'scan')}, ${totals.online} ` +
				`online: ${totals.failedScans} failed, ${totals.cancelled} canceled, ${totals.succeeded} ` +
				`succeeded, ${totals.unknown} with no logged end.`;
			return `${files === 0 ? '' : '\n'}${paragraph(text, 0, 'strong')}${asideLine}${closing()}`;
		},
	};
};
