/** Writes the report for tickets, as Markdown that GitHub, Azure DevOps, and ServiceNow render alike. */
import type {FileReport, Finding, LogFacts, Scan, Step, WsusFacts} from '../../types.js';
import {firstStepOf} from '../../findings/first-step.js';
import {bySeverity} from '../../findings/severities.js';
import {firstSentence, shortened} from '../../wording/sentences.js';
import {durationText} from '../../wording/duration.js';
import {isSafeLink} from '../html/escape.js';
import {createAsideList} from '../aside-list.js';
import {markdownBlock, markdownCell, markdownCode, markdownText} from '../markdown-text.js';
import type {CreateReporter} from '../reporter.js';
import {isNotable, scanKinds} from '../../scans/scan-kinds.js';
import {
	callerName,
	certificateText,
	codeWords,
	contextWords,
	counted,
	DIALECT_WORDS,
	fileName,
	originText,
	PROXY_WORDS,
	resultWords,
	scanTimeText,
	SEVERITY_WORDS,
	serviceText,
	timeText,
	VERDICT_WORDS,
	versionsText,
} from '../../wording/labels.js';
import {
	networkText,
	outsideCountText,
	outsideFailureText,
	outsideKindTitle,
	outsideLinesText,
	outsidePeriodText,
	outsideProxyText,
	outsideServerText,
	recoveredText,
	tellingFailures,
} from '../../wording/outside-failures.js';

/** Limits to keep tickets readable; anything beyond them is counted. */
const MAX_EVIDENCE = 12;
const MAX_EVIDENCE_TEXT = 400;
const MAX_SCANS = 50;
const MAX_KINDS = 50;
const MAX_DEVIATIONS = 20;
const MAX_OUTSIDE = 50;

/** Markdown without HTML; text from the log appears as code or plain words. */
export const createMarkdownReporter: CreateReporter = ({isBrief = false, isAside}) => {
	const aside = createAsideList(isAside);
	let files = 0;
	return {
		begin: () => '',
		file(file) {
			if (aside.take(file)) return [];
			return isBrief ? [briefText(file)] : [files++ === 0 ? '' : '\n', fileText(file)];
		},
		end(totals) {
			const asideText = aside.text(markdownCode);
			const asideLine = asideText === null ? '' : `\n${asideText}\n`;
			if (totals.files < 2) return asideLine;
			const parts = [
				`${totals.analyzed} analyzed`,
				totals.skipped === 0 ? '' : `${totals.skipped} skipped`,
				totals.failed === 0 ? '' : `${totals.failed} failed`,
			]
				.filter((part) => part !== '')
				.join(', ');
			return (
				`\n## All files\n\n${counted(totals.files, 'file')}: ${parts}. ${counted(totals.scans, 'scan')}, ${totals.online} ` +
				`online: ${totals.failedScans} failed, ${totals.cancelled} canceled, ${totals.succeeded} ` +
				`succeeded, ${totals.unknown} with no logged end.\n${asideLine}`
			);
		},
	};
};

function briefText(file: FileReport): string {
	const {verdict, scans, findings} = file;
	const [first] = scans.length === 0 && findings.length === 0 ? tellingFailures(file) : [];
	const outside = first === undefined ? '' : ` ${markdownText(`${outsideFailureText(first.failure)}.`)}`;
	const name = markdownCode(fileName(file)) || 'Windows Update log';
	return `- **${VERDICT_WORDS[verdict.level]}:** ${name}: ${markdownText(verdict.text)}${outside}${briefStep(findings)}\n`;
}

/** Empty where nothing is to be done. */
function briefStep(findings: readonly Finding[]): string {
	const first = firstStepOf(findings);
	if (first === null) return '';
	const {text, command} = first.step;
	return ` **Next:** ${markdownText(firstSentence(text))}${command === null ? '' : ` ${markdownCode(command)}`}`;
}

function fileText(file: FileReport): string {
	const {log, verdict} = file;
	const parts = [
		`## ${markdownCode(fileName(file)) || 'Windows Update log'}\n`,
		`**${VERDICT_WORDS[verdict.level]}:** ${markdownText(verdict.text)}\n`,
	];
	const first = firstStepOf(file.findings);
	if (first !== null)
		parts.push(
			`**Next:** ${markdownText(first.step.text)}\n`,
			...(first.step.command === null ? [] : [markdownBlock(first.step.command, '')]),
		);
	if (file.reason !== null && file.reason !== verdict.text) parts.push(`${markdownText(file.reason)}\n`);
	if (log !== null) parts.push(factLines(file, log));
	if (file.findings.length > 0) parts.push('### Findings\n', ...bySeverity(file.findings).map(findingText));
	if (log !== null) parts.push('### Scans\n', ...scanParts(file.scans), ...outsideParts(file));
	const issues = file.issues.map(
		({line, message, count}) => `${line === null ? '' : `line ${line}: `}${message} (${counted(count, 'time')})`,
	);
	const covered = [...file.coverage, ...issues];
	if (covered.length > 0) parts.push('### What this log covers\n', covered.map((text) => `- ${markdownText(text)}\n`).join(''));
	return parts.join('\n');
}

function factLines(file: FileReport, log: LogFacts): string {
	const {wsus, context} = file;
	const network = networkText(file);
	const period =
		log.firstTime === null
			? 'no timestamps'
			: `${timeText(log.firstTime)} to ${timeText(log.lastTime)}${log.utcOffset === null ? '' : ` (UTC${log.utcOffset})`}`;
	const facts = [
		{
			name: 'Log',
			text: [DIALECT_WORDS[log.dialect], counted(log.lines, 'line'), versionsText(log), log.encoding, log.verbose ? 'verbose' : '']
				.filter((part) => part !== '')
				.join(', '),
		},
		...(log.machineName === null ? [] : [{name: 'PC', text: log.machineName}]),
		{name: 'Period', text: period},
		...(log.dialect === 'undecoded' ? [] : [{name: 'WSUS server', text: wsusText(wsus)}]),
		...(network === '' ? [] : [{name: 'Network of the PC', text: network}]),
		...contextWords(context),
	];
	return facts.map(({name, text}) => `- ${markdownText(name)}: ${markdownText(text)}\n`).join('');
}

function wsusText(wsus: WsusFacts | null): string {
	if (wsus === null || (wsus.server === null && wsus.changes.length === 0 && wsus.statusServer === null && wsus.targetGroup === null))
		return 'not mentioned in this log';
	if (wsus.server === null) return 'none configured';
	const certificate = certificateText({storeEmpty: wsus.certificateStoreEmpty, pinningMandatory: wsus.pinningMandatory});
	const group = wsus.targetGroup === null ? '' : `, target group ${wsus.targetGroup}`;
	const server = `${wsus.server} (${wsus.scheme === 'https' ? 'HTTPS' : 'HTTP, not encrypted'})`;
	return `${server}${group}${certificate === '' ? '' : `; ${certificate}`}`;
}

function findingText({severity, title, explanation, evidence, steps, references}: Finding): string {
	const parts = [`#### ${SEVERITY_WORDS[severity]}: ${markdownText(title)}\n`, `${markdownText(explanation)}\n`];
	if (evidence.length > 0) {
		const lines = evidence
			.slice(0, MAX_EVIDENCE)
			.map(({line, text}) => `> - line ${line}: ${markdownCode(shortened(text, MAX_EVIDENCE_TEXT, '…'))}\n`);
		if (evidence.length > MAX_EVIDENCE) lines.push(`> - and ${counted(evidence.length - MAX_EVIDENCE, 'more line')}\n`);
		parts.push('Evidence from the log:\n', lines.join(''));
	}
	if (steps.length > 0) parts.push('Next steps:\n', stepLines(steps));
	if (references.length > 0)
		parts.push(
			'More information:\n',
			references.map((reference) => `- ${isSafeLink(reference) ? `<${reference}>` : markdownText(reference)}\n`).join(''),
		);
	return parts.join('\n');
}

function stepLines(steps: readonly Step[]): string {
	const checks = steps.filter(({changes}) => !changes);
	const changes = steps.filter((step) => step.changes);
	return (
		checks.map((step, index) => stepItem(step, index + 1)).join('') +
		(changes.length === 0
			? ''
			: `${checks.length === 0 ? '' : '\n'}**These steps change the PC:**\n\n` +
				changes.map((step, index) => stepItem(step, checks.length + index + 1)).join(''))
	);
}

/** Numbered, since explanations refer to steps by their numbers. */
function stepItem({text, command}: Step, number: number): string {
	const marker = `${number}. `;
	return `${marker}${markdownText(text)}\n${command === null ? '' : `\n${markdownBlock(command, ' '.repeat(marker.length))}`}`;
}

function scanParts(scans: readonly Scan[]): readonly string[] {
	if (scans.length === 0) return ['No scan starts or ends in this log.\n'];
	const telling = scans.filter(isNotable);
	const others = scans.filter((scan) => !isNotable(scan));
	const deviations = scans.flatMap(({id, deviations}) => deviations.map(({text}) => `Scan ${id}: ${text}`));
	const parts: string[] = [];
	if (telling.length > 0) {
		parts.push('Scans that failed or needed a second proxy:\n', notableTable(telling.slice(0, MAX_SCANS)));
		if (telling.length > MAX_SCANS) parts.push(`and ${telling.length - MAX_SCANS} more.\n`);
	}
	if (deviations.length > 0) {
		parts.push(
			"Deviations from Microsoft's rules:\n",
			deviations
				.slice(0, MAX_DEVIATIONS)
				.map((text) => `- ${markdownText(text)}\n`)
				.join(''),
		);
		if (deviations.length > MAX_DEVIATIONS) parts.push(`and ${deviations.length - MAX_DEVIATIONS} more.\n`);
	}
	if (others.length > 0) {
		const kinds = scanKinds(others);
		parts.push(
			`${telling.length === 0 ? 'No scan failed or needed a second proxy' : 'Other scans'}:\n`,
			kindTable(kinds.slice(0, MAX_KINDS)),
		);
		if (kinds.length > MAX_KINDS)
			parts.push(
				`and ${counted(
					kinds.slice(MAX_KINDS).reduce((sum, {count}) => sum + count, 0),
					'more scan',
				)}.\n`,
			);
	}
	return parts;
}

function notableTable(scans: readonly Scan[]): string {
	return table(
		['Scan', 'Time', 'Caller', 'Service', 'Server', 'Proxy', 'Certificate', 'Result'],
		scans.map((scan) => [
			String(scan.id),
			scanTimeText(scan),
			code(callerName(scan)),
			markdownText(serviceText(scan)),
			scan.server === null ? '' : code(originText(scan.server)),
			PROXY_WORDS[scan.proxy.outcome],
			certificateText(scan.certificate),
			`${markdownText(resultWords(scan))}${scan.durationMs === null ? '' : ` (${durationText(scan.durationMs)})`}`,
		]),
	);
}

function kindTable(kinds: ReturnType<typeof scanKinds>): string {
	return table(
		['Scans', 'Caller', 'Service', 'Proxy', 'Result', 'First', 'Last'],
		kinds.map(({first, last, count}) => [
			String(count),
			code(callerName(first)),
			markdownText(`${serviceText(first)}${first.online === false ? ', offline' : ''}`),
			PROXY_WORDS[first.proxy.outcome],
			markdownText(resultWords(first)),
			scanTimeText(first),
			scanTimeText(last),
		]),
	);
}

/** Nothing where there are none. */
function outsideParts(file: FileReport): readonly string[] {
	const failures = tellingFailures(file);
	if (failures.length === 0) return [];
	const rows = failures
		.slice(0, MAX_OUTSIDE)
		.map(({failure}) => [
			outsideKindTitle(failure),
			outsideServerText(failure) === '' ? '' : code(outsideServerText(failure)),
			markdownText(codeWords(failure.code, failure.name)),
			outsideCountText(failure),
			outsidePeriodText(failure),
			outsideLinesText(failure),
			outsideProxyText(failure),
			recoveredText(failure),
		]);
	const rest = failures.length - rows.length;
	return [
		'### Failures outside scans\n',
		table(['What failed', 'Server', 'Code', 'How often', 'Time', 'Lines', 'Proxy', 'Later'], rows),
		...(rest > 0 ? [`and ${rest} more.\n`] : []),
	];
}

function code(text: string): string {
	return markdownCode(text) || '(empty)';
}

function table(names: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |\n`;
	return `${line(names)}| ${names.map(() => '---').join(' | ')} |\n${rows.map(line).join('')}`;
}
