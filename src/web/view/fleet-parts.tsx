/** One problem of a fleet, or one machine: the way from the comparison of all logs down to one of them. */
import type {VNode} from 'preact';
import {fileName, scanCountsText, timeText} from '../../core/wording/labels.js';
import {STRINGS} from '../strings.js';
import {Machines} from './fleet.js';
import {LevelIcon} from './icons.js';
import {usePage} from './page-context.js';
import {LevelBadge, Plain, Reference, SeverityWord, Steps} from './parts.js';

const texts = STRINGS.fleet;

export function ProblemScreen({rule}: {readonly rule: string}): VNode {
	const {session, href} = usePage();
	const {summary, logs} = session.state;
	const problem = summary?.problems.find((one) => one.rule === rule);
	if (summary === null || problem === undefined) return <p class="empty">{summary === null ? texts.preparing : texts.missingProblem}</p>;
	const machines = summary.machines.filter((machine) => machine.problems.some((one) => one.rule === rule));
	const {example} = problem;
	const log = logs.find(({report}) => report.path === example.path && report.member === example.member);
	return (
		<article>
			<nav class="crumbs">
				<a href={href({screen: 'fleet'})}>{texts.title}</a>
			</nav>
			<section class={`card finding is-${problem.severity}`}>
				<SeverityWord severity={problem.severity} />
				<h1>
					<Plain text={problem.title} />
				</h1>
				<p class="muted">
					{texts.onMachines(problem.machines)}
					{problem.firstSeen === null ? '' : `, ${timeText(problem.firstSeen)} to ${timeText(problem.lastSeen)}`}
				</p>
				<Steps steps={problem.steps} />
				{log !== undefined && (
					<p>
						{texts.example}:{' '}
						<a
							href={href(
								example.line === null ? {screen: 'answer', log: log.id, finding: null} : {screen: 'lines', log: log.id, line: example.line},
							)}
						>
							<Plain text={`${example.machine}${example.line === null ? '' : `, line ${example.line}`}`} />
						</a>
					</p>
				)}
				<ul class="bulleted">
					{problem.references.map((reference) => (
						<li key={reference}>
							<Reference text={reference} />
						</li>
					))}
				</ul>
			</section>
			<Machines machines={machines} />
		</article>
	);
}

export function MachineScreen({name}: {readonly name: string}): VNode {
	const {session, href} = usePage();
	const {summary, logs} = session.state;
	const machine = summary?.machines.find((one) => one.name === name);
	const own = logs.filter((log) => log.machine.name === name);
	if (own.length === 0) return <p class="empty">{texts.missingMachine}</p>;
	return (
		<article>
			<nav class="crumbs">
				<a href={href({screen: 'fleet'})}>{texts.title}</a>
			</nav>
			<h1>
				<Plain text={name} />
			</h1>
			{machine !== undefined && (
				<p class="muted">
					<LevelBadge level={machine.verdict} />{' '}
					{[machine.clientVersion, machine.windowsBuild, ...machine.servers].filter(Boolean).join(' · ')}
				</p>
			)}
			<ul class="log-list">
				{own.map(({id, report}) => (
					<li key={id} class={`card finding is-${report.verdict.level}`}>
						<a class="log-link" href={href({screen: 'answer', log: id, finding: null})}>
							<Plain text={fileName(report)} />
						</a>
						<p>
							<LevelIcon level={report.verdict.level} size={16} /> <Plain text={report.verdict.text} />
						</p>
						{report.scans.length > 0 && <p class="muted">{scanCountsText(report.scans)}</p>}
					</li>
				))}
			</ul>
		</article>
	);
}
