/** The answer to one log: the verdict and the first step, then what proves it. */
import type {VNode} from 'preact';
import {useEffect} from 'preact/hooks';
import type {FileReport, Finding, LogFacts, Severity, Step} from '../../core/types.js';
import {
	certificateText,
	contextWords,
	counted,
	DIALECT_WORDS,
	scanCountsText,
	timeText,
	VERDICT_WORDS,
	versionsText,
} from '../../core/wording/labels.js';
import type {OpenLog} from '../model/session.js';
import {STRINGS} from '../strings.js';
import {ScansChart} from './chart.js';
import {FindingCard} from './finding.js';
import {LevelIcon} from './icons.js';
import {Outside} from './outside.js';
import {usePage} from './page-context.js';
import {Button, Command, type Fact, Facts, LineLink, Plain} from './parts.js';

const RANK: Readonly<Record<Severity, number>> = {error: 0, warning: 1, info: 2};

export function Answer({log, target}: {readonly log: OpenLog; readonly target: number | null}): VNode {
	const {report} = log;
	const {session} = usePage();
	const findings = report.findings
		.map((finding, index) => ({finding, index}))
		.sort((one, other) => RANK[one.finding.severity] - RANK[other.finding.severity]);
	useEffect(() => {
		if (target !== null) document.getElementById(`finding-${target}`)?.scrollIntoView({block: 'start'});
	}, [target]);
	const texts = STRINGS.answer;
	const firstOpen = findings[0]?.index;
	return (
		<>
			{session.state.isPartial && <p class="notice">{texts.partial}</p>}
			<VerdictCard log={log} first={findings[0]?.finding ?? null} />
			<div class="columns">
				<div class="column-main">
					<section aria-labelledby="findings">
						<h2 id="findings">{texts.findings}</h2>
						{findings.length === 0 && <p class="muted">{texts.noFindings}</p>}
						{findings.map(({finding, index}) => (
							<FindingCard
								key={`${log.id}-${index}`}
								log={log.id}
								finding={finding}
								index={index}
								isOpen={target === null ? index === firstOpen : target === index + 1}
								isTarget={target === index + 1}
							/>
						))}
					</section>
					<Outside log={log.id} failures={report.outsideFailures} />
				</div>
				<div class="column-side">
					{report.scans.length > 0 && (
						<section class="card" aria-labelledby="over-time">
							<h2 id="over-time">{texts.scansOverTime}</h2>
							<p class="muted">{scanCountsText(report.scans)}</p>
							<ScansChart log={log.id} scans={report.scans} />
						</section>
					)}
					<About report={report} />
				</div>
			</div>
		</>
	);
}

/** The verdict, and what to do first: both on the first screen. */
function VerdictCard({log, first}: {readonly log: OpenLog; readonly first: Finding | null}): VNode {
	const {verdict, reason} = log.report;
	const {copyExtract} = usePage();
	const step = first === null || first.severity === 'info' ? null : (first.steps[0] ?? null);
	return (
		<section class={`verdict is-${verdict.level}`} aria-labelledby="verdict">
			<LevelIcon level={verdict.level} size={36} />
			<div class="verdict-text">
				<p class={`level ${verdict.level}`}>{VERDICT_WORDS[verdict.level]}</p>
				<h1 id="verdict">
					<Plain text={verdict.text} />
				</h1>
				{reason !== null && reason !== verdict.text && (
					<p>
						<Plain text={reason} />
					</p>
				)}
				{step !== null && <FirstStep step={step} log={log.id} evidence={first?.evidence[0]?.line ?? null} />}
				<div class="buttons">
					<Button
						icon="copy"
						text={STRINGS.answer.copyTicket}
						kind="primary"
						onClick={() => copyExtract({type: 'all', reports: [log.id - 1]})}
					/>
				</div>
			</div>
		</section>
	);
}

function FirstStep({step, log, evidence}: {readonly step: Step; readonly log: number; readonly evidence: number | null}): VNode {
	return (
		<div class="first-step">
			<p class="label">{STRINGS.answer.firstStep}</p>
			<p>
				<Plain text={step.text} />
			</p>
			{step.command !== null && <Command text={step.command} />}
			{evidence !== null && (
				<p class="muted small-text">
					{STRINGS.finding.evidence}: <LineLink log={log} line={evidence} />
				</p>
			)}
		</div>
	);
}

function About({report}: {readonly report: FileReport}): VNode | null {
	const {log, coverage, issues, traces} = report;
	const texts = STRINGS.answer;
	const notes = [
		...coverage,
		...issues.map(({line, message, count}) => `${line === null ? '' : `line ${line}: `}${message} (${counted(count, 'time')})`),
	];
	return (
		<>
			{log !== null && (
				<section class="card" aria-labelledby="facts">
					<h2 id="facts">{texts.facts}</h2>
					<Facts facts={factsOf(report, log)} />
				</section>
			)}
			{notes.length > 0 && (
				<section class="card" aria-labelledby="coverage">
					<h2 id="coverage">{texts.coverage}</h2>
					<ul class="bulleted">
						{notes.map((note) => (
							<li key={note}>
								<Plain text={note} />
							</li>
						))}
					</ul>
				</section>
			)}
			{traces.length > 0 && (
				<section class="card" aria-labelledby="traces">
					<h2 id="traces">{texts.traces}</h2>
					<ul class="bulleted">
						{traces.map(({file, reason, lines}) => (
							<li key={file}>
								<Plain text={`${file}: ${reason ?? counted(lines, 'line')}`} />
							</li>
						))}
					</ul>
				</section>
			)}
		</>
	);
}

function factsOf({wsus, context}: FileReport, log: LogFacts): readonly Fact[] {
	const period =
		log.firstTime === null
			? 'no timestamps'
			: `${timeText(log.firstTime)} to ${timeText(log.lastTime)}${log.utcOffset === null ? '' : ` (UTC${log.utcOffset})`}`;
	const certificate =
		wsus === null ? '' : certificateText({storeEmpty: wsus.certificateStoreEmpty, pinningMandatory: wsus.pinningMandatory});
	const facts = [
		{name: 'Log', value: `${DIALECT_WORDS[log.dialect]}, ${counted(log.lines, 'line')}, ${log.encoding}${log.verbose ? ', verbose' : ''}`},
		{name: 'PC', value: log.machineName ?? ''},
		{name: 'Period', value: period},
		{name: 'Versions', value: versionsText(log)},
		{name: 'WSUS server', value: wsus?.server ?? (log.dialect === 'undecoded' ? '' : 'not mentioned in this log')},
		{name: 'Target group', value: wsus?.targetGroup ?? ''},
		{name: 'Certificate', value: certificate},
		...contextWords(context).map(({name, text}) => ({name, value: text})),
	];
	return facts.filter(({value}) => value !== '').map(({name, value}) => ({name, value: <Plain text={value} />}));
}
