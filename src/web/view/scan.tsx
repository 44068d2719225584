/** One scan: what it was, its timeline, its events, and what was found about it. */
import type {ComponentChildren, VNode} from 'preact';
import {useEffect, useState} from 'preact/hooks';
import {needsFallback} from '../../core/scans/scan-kinds.js';
import type {ProxyAttempt, Scan} from '../../core/types.js';
import {durationText} from '../../core/wording/duration.js';
import {expectedWords} from '../../core/wording/expected-behavior-text.js';
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
} from '../../core/wording/labels.js';
import type {OpenLog} from '../model/session.js';
import {ALL_SCANS} from '../model/route.js';
import {STRINGS} from '../strings.js';
import {LevelIcon, levelOfScan} from './icons.js';
import {useCommands, usePage} from './page-context.js';
import {Button, type Fact, Facts, LineLink, Plain, Reference, usePortion} from './parts.js';
import {useNeighbors} from './scans.js';
import {type Moment, Timeline} from './timeline.js';

const EVENTS_STEP = 150;
const MAX_ATTEMPTS = 12;
const MAX_MOMENT_LINES = 12;

export function ScanScreen({log, id}: {readonly log: OpenLog; readonly id: number}): VNode {
	const scan = log.report.scans.find((one) => one.id === id);
	const {go} = usePage();
	const {previous, next} = useNeighbors(log, id);
	const [moment, setMoment] = useState<Moment | null>(null);
	useEffect(() => setMoment(null), [scan]);
	useCommands({
		'next-scan': () => next !== null && go({screen: 'scan', log: log.id, scan: next}),
		'previous-scan': () => previous !== null && go({screen: 'scan', log: log.id, scan: previous}),
	});
	if (scan === undefined) return <p class="empty">{STRINGS.scan.missing}</p>;
	const texts = STRINGS.scan;
	return (
		<article aria-labelledby="scan-title">
			<ScanHeading log={log} scan={scan} previous={previous} next={next} />
			<section class="card" aria-labelledby="timeline-title">
				<h2 id="timeline-title">{STRINGS.timeline.title}</h2>
				<Timeline scan={scan} onMoment={setMoment} onOpen={(line) => go({screen: 'lines', log: log.id, line})}>
					<MomentPanel log={log} moment={moment} />
				</Timeline>
			</section>
			<div class="columns">
				<div class="column-main">
					<Events log={log.id} scan={scan} moment={moment} />
				</div>
				<div class="column-side">
					<ScanFindings log={log} scan={scan} />
					<section class="card" aria-labelledby="scan-facts">
						<h2 id="scan-facts">{texts.facts}</h2>
						<Facts facts={factsOf(log.id, scan)} />
						<Reasons scan={scan} />
					</section>
				</div>
			</div>
		</article>
	);
}

interface HeadingProps {
	readonly log: OpenLog;
	readonly scan: Scan;
	readonly previous: number | null;
	readonly next: number | null;
}

function ScanHeading({log, scan, previous, next}: HeadingProps): VNode {
	const {go, href, copyExtract} = usePage();
	const texts = STRINGS.scan;
	const line = (scan.start ?? scan.end)?.line ?? scan.timeline[0]?.line ?? 1;
	const level = levelOfScan(scan.outcome, needsFallback(scan));
	const duration = scan.durationMs === null || scan.end === null ? '' : ` after ${durationText(scan.durationMs)}`;
	return (
		<header class="scan-head">
			<nav class="crumbs" aria-label={texts.back}>
				<a href={href({screen: 'scans', log: log.id, query: ALL_SCANS})}>{texts.back}</a>
				<Button
					icon="back"
					text={texts.previous}
					isBare
					isDisabled={previous === null}
					onClick={() => previous !== null && go({screen: 'scan', log: log.id, scan: previous})}
				/>
				<Button
					icon="next"
					text={texts.next}
					isBare
					isDisabled={next === null}
					onClick={() => next !== null && go({screen: 'scan', log: log.id, scan: next})}
				/>
			</nav>
			<div class="scan-title">
				<LevelIcon level={level} size={28} />
				<div>
					<h1 id="scan-title">
						{texts.title(scan.id)}: <Plain text={`${callerName(scan)} → ${serviceText(scan)}`} />
					</h1>
					<p class={level === 'none' ? 'muted' : level}>
						<Plain text={resultWords(scan).replace(/:|$/, `${duration}$&`)} />
					</p>
					<p class="muted">{scanTimeText(scan)}</p>
				</div>
			</div>
			<div class="buttons">
				<Button icon="copy" text={texts.copy} onClick={() => copyExtract({type: 'scan', report: log.id - 1, scan: scan.id})} />
				<a class="button" href={href({screen: 'lines', log: log.id, line})}>
					{texts.lines}
				</a>
			</div>
		</header>
	);
}

/** The lines of a moment, as the log has them. */
function MomentPanel({log, moment}: {readonly log: OpenLog; readonly moment: Moment | null}): VNode {
	const texts = useLineTexts(log, moment);
	if (moment === null) return <p class="moment muted">{STRINGS.timeline.choose}</p>;
	const shown = moment.marks.slice(0, MAX_MOMENT_LINES);
	return (
		<div class="moment" aria-live="polite">
			<ul>
				{shown.map(({line, time, text, severity}) => (
					<li key={`${line} ${text}`}>
						<span class="moment-head">
							<LineLink log={log.id} line={line} /> {time === null ? '' : time.slice(11, 23)}{' '}
							<span class={severity === 'info' ? '' : severity}>
								<Plain text={text} />
							</span>
						</span>
						{texts.has(line) && (
							<code>
								<Plain text={texts.get(line) ?? ''} />
							</code>
						)}
					</li>
				))}
			</ul>
			{moment.marks.length > shown.length && <p class="muted">{STRINGS.finding.more(moment.marks.length - shown.length)}</p>}
		</div>
	);
}

function useLineTexts(log: OpenLog, moment: Moment | null): ReadonlyMap<number, string> {
	const {session} = usePage();
	const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map());
	useEffect(() => {
		if (moment === null) return undefined;
		let isOver = false;
		const lines = session.linesOf(log);
		const wanted = [...new Set(moment.marks.slice(0, MAX_MOMENT_LINES).map(({line}) => line))].sort((one, other) => one - other);
		const ask = (): void => {
			if (lines.state.lines < (wanted.at(-1) ?? 0) && !lines.state.isComplete) return;
			end();
			lines.byNumber(wanted).then((found) => {
				if (!isOver) setTexts(new Map(found.map(({line, text}) => [line, text])));
			});
		};
		const end = lines.listen(ask);
		ask();
		return () => {
			isOver = true;
			end();
		};
	}, [log, moment, session]);
	return texts;
}

function Events({log, scan, moment}: {readonly log: number; readonly scan: Scan; readonly moment: Moment | null}): VNode {
	const texts = STRINGS.scan;
	const [portion, more] = usePortion(EVENTS_STEP);
	const marked = new Set(moment?.marks.map(({line}) => line));
	const {timeline} = scan;
	return (
		<section aria-labelledby="events">
			<h2 id="events">
				{texts.events} <span class="muted">{timeline.length}</span>
			</h2>
			<div class="table-box">
				<table class="events">
					<thead>
						<tr>
							<th scope="col">{texts.time}</th>
							<th scope="col">{texts.line}</th>
							<th scope="col">{texts.event}</th>
						</tr>
					</thead>
					<tbody>
						{timeline.slice(0, portion).map(({line, time, severity, text}) => (
							<tr key={`${line} ${text}`} class={marked.has(line) ? 'is-marked' : ''}>
								<td class="when">{time === null ? '' : time.slice(11, 23)}</td>
								<td class="number">
									<LineLink log={log} line={line} />
								</td>
								<td>
									{severity !== 'info' && <span class={`level ${severity}`}>{severity === 'error' ? texts.error : texts.warning}: </span>}
									<Plain text={text} />
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{timeline.length > portion && (
				<Button icon="down" text={texts.moreEvents(Math.min(EVENTS_STEP, timeline.length - portion))} onClick={more} />
			)}
		</section>
	);
}

function ScanFindings({log, scan}: {readonly log: OpenLog; readonly scan: Scan}): VNode | null {
	const {href} = usePage();
	const found = log.report.findings.map((finding, index) => ({finding, index})).filter(({finding}) => finding.scans.includes(scan.id));
	if (found.length === 0) return null;
	return (
		<section class="card" aria-labelledby="scan-findings">
			<h2 id="scan-findings">{STRINGS.scan.findings}</h2>
			<ul class="links">
				{found.map(({finding, index}) => (
					<li key={index}>
						<LevelIcon level={finding.severity} size={16} />
						<a href={href({screen: 'answer', log: log.id, finding: index + 1})}>
							<Plain text={finding.title} />
						</a>
					</li>
				))}
			</ul>
		</section>
	);
}

function factsOf(log: number, scan: Scan): readonly Fact[] {
	const texts = STRINGS.scan;
	const flags = [
		scan.online === null ? '' : scan.online ? 'online' : 'offline',
		scan.interactive === true ? 'interactive' : '',
		scan.callId === null ? '' : `Id ${scan.callId}`,
		`PID ${scan.pid}`,
		`TID ${scan.tid}`,
	].filter((part) => part !== '');
	const {behaviors, attempts, outcome} = scan.proxy;
	const orders = [...new Set(behaviors.map(({raw, meaning}) => `${raw}${meaning === null ? '' : ` = ${BEHAVIOR_WORDS[meaning]}`}`))];
	const expected = scan.proxy.outcome === 'not-used' ? [] : expectedWords(scan.expected);
	const facts: (Fact | null)[] = [
		{name: texts.where, value: `${scanLinesText(scan)}; ${flags.join(', ')}`},
		scan.server === null
			? null
			: {
					name: texts.server,
					value: <Plain text={`${originText(scan.server)}${scan.server.scheme === 'http' ? ` (${texts.notEncrypted})` : ''}`} />,
				},
		textFact(texts.proxyOrder, orders.join('; ')),
		{name: texts.proxy, value: <ProxyFact log={log} words={PROXY_WORDS[outcome]} attempts={attempts} />},
		textFact(texts.certificate, certificateText(scan.certificate)),
		scan.rootCause === null || scan.rootCause.code === scan.exitCode
			? null
			: {
					name: texts.rootCause,
					value: (
						<>
							{codeWords(scan.rootCause.code, scan.rootCause.name)} (<LineLink log={log} line={scan.rootCause.line} />)
						</>
					),
				},
		scan.updatesFound === null ? null : {name: texts.updates, value: `${counted(scan.updatesFound, 'update')} found`},
		expected.length === 0 ? null : {name: texts.expected, value: <TextList texts={expected} />},
		scan.deviations.length === 0 ? null : {name: texts.deviations, value: <TextList texts={scan.deviations.map(({text}) => text)} />},
	];
	return facts.filter((fact) => fact !== null);
}

function textFact(name: string, text: string): Fact | null {
	return text === '' ? null : {name, value: <Plain text={text} />};
}

function ProxyFact({
	log,
	words,
	attempts,
}: {
	readonly log: number;
	readonly words: string;
	readonly attempts: readonly ProxyAttempt[];
}): VNode {
	return (
		<>
			{words}
			{attempts.length > 0 && (
				<ul>
					{attempts.slice(0, MAX_ATTEMPTS).map((attempt) => (
						<li key={attempt.line}>
							<Plain text={attemptWords(attempt)} />, <LineLink log={log} line={attempt.line} />
						</li>
					))}
					{attempts.length > MAX_ATTEMPTS && <li>{STRINGS.finding.more(attempts.length - MAX_ATTEMPTS)}</li>}
				</ul>
			)}
		</>
	);
}

function TextList({texts}: {readonly texts: readonly string[]}): VNode {
	const items: ComponentChildren = texts.map((text) => (
		<li key={text}>
			<Plain text={text} />
		</li>
	));
	return <ul class="bare-list">{items}</ul>;
}

/** The rules behind the expected behavior, with their sources. */
function Reasons({scan}: {readonly scan: Scan}): VNode | null {
	const {reasons} = scan.expected;
	if (reasons.length === 0) return null;
	return (
		<details>
			<summary>{STRINGS.scan.why}</summary>
			<ul class="bulleted">
				{reasons.map(({text, source}) => (
					<li key={text}>
						<Plain text={text} /> {source === '' ? null : <Reference text={source} />}
					</li>
				))}
			</ul>
		</details>
	);
}
