/** Many logs: what is wrong on how many machines, and the machines. */
import type {ComponentChildren, VNode} from 'preact';
import {useMemo, useRef, useState} from 'preact/hooks';
import {
	countOf,
	daysText,
	fleetLevel,
	formatCount,
	headline,
	outcomeCounts,
	PINNING_MEANINGS,
	PINNING_WORDS,
	verdictCounts,
} from '../../core/triage/labels.js';
import {LEVELS, type MachineSummary, PINNING_STATES, type ProblemSummary, type Summary} from '../../core/triage/summary.js';
import {codeWords, PROXY_WORDS, timeText, VERDICT_WORDS} from '../../core/wording/labels.js';
import {shortDuration} from '../../core/wording/duration.js';
import {STRINGS} from '../strings.js';
import {Icon, LevelIcon} from './icons.js';
import {useCommands, usePage} from './page-context.js';
import {Button, LevelBadge, Plain, usePortion} from './parts.js';

const texts = STRINGS.fleet;
const STEP = 100;
const MAX_ROWS = 12;

export function Fleet(): VNode {
	const {session} = usePage();
	const {summary, logs, took, isPartial} = session.state;
	if (summary === null)
		return (
			<p class="empty" role="status">
				{texts.preparing}
			</p>
		);
	const level = fleetLevel(summary);
	const {totals} = summary;
	return (
		<>
			{isPartial && <p class="notice">{STRINGS.answer.partial}</p>}
			<section class={`verdict is-${level}`} aria-labelledby="verdict">
				<LevelIcon level={level} size={36} />
				<div class="verdict-text">
					<p class={`level ${level}`}>{VERDICT_WORDS[level]}</p>
					<h1 id="verdict">{headline(summary)}</h1>
					<VerdictBar summary={summary} />
					<p class="muted">
						{[
							verdictCounts(summary),
							`${countOf(totals.scans, 'scan')}: ${outcomeCounts(summary)}`,
							daysText(totals.firstTime, totals.lastTime),
							texts.took(logs.length, shortDuration(took)),
						]
							.filter((part) => part !== '')
							.join(' · ')}
					</p>
				</div>
			</section>
			<Problems summary={summary} />
			<Machines machines={summary.machines} />
			<Details summary={summary} />
			<Files summary={summary} />
		</>
	);
}

/** Shares of the machines by verdict; the sentence below it says the same. */
function VerdictBar({summary: {totals}}: {readonly summary: Summary}): VNode {
	return (
		<div class="verdict-bar" aria-hidden="true">
			{LEVELS.filter((level) => totals.verdicts[level] > 0).map((level) => (
				<span key={level} class={`share is-${level}`} style={{flexGrow: String(totals.verdicts[level])}} />
			))}
		</div>
	);
}

function Problems({summary}: {readonly summary: Summary}): VNode {
	const {problems, totals} = summary;
	return (
		<section aria-labelledby="problems">
			<h2 id="problems">{texts.problems}</h2>
			{problems.length === 0 ? (
				<p class="muted">{texts.noProblems}</p>
			) : (
				<div class="table-box">
					<table class="stack">
						<thead>
							<tr>
								<th scope="col">{texts.problem}</th>
								<th scope="col">{texts.machines}</th>
								<th scope="col">{texts.scans}</th>
								<th scope="col">{texts.lastSeen}</th>
							</tr>
						</thead>
						<tbody>
							{problems.map((problem) => (
								<ProblemRow key={`${problem.rule} ${problem.severity}`} problem={problem} machines={totals.machines} />
							))}
						</tbody>
					</table>
				</div>
			)}
		</section>
	);
}

function ProblemRow({problem, machines}: {readonly problem: ProblemSummary; readonly machines: number}): VNode {
	const {href} = usePage();
	return (
		<tr>
			<td data-name={texts.problem} class="result">
				<LevelIcon level={problem.severity} size={16} />{' '}
				<a href={href({screen: 'problem', rule: problem.rule})}>
					<Plain text={problem.title} />
				</a>
			</td>
			<td data-name={texts.machines} class="bar-cell">
				<CountBar count={problem.machines} whole={machines} level={problem.severity} />
			</td>
			<td data-name={texts.scans} class="number">
				{formatCount(problem.scans)}
			</td>
			<td data-name={texts.lastSeen} class="when">
				{problem.lastSeen === null ? '' : timeText(problem.lastSeen)}
			</td>
		</tr>
	);
}

function CountBar({count, whole, level}: {readonly count: number; readonly whole: number; readonly level: string}): VNode {
	return (
		<span class="count-bar">
			<span class={`bar is-${level}`} style={{width: `${whole === 0 ? 0 : Math.max(2, (count / whole) * 100)}%`}} />
			<span>{formatCount(count)}</span>
		</span>
	);
}

export function Machines({machines}: {readonly machines: readonly MachineSummary[]}): VNode {
	const {href} = usePage();
	const [text, setText] = useState('');
	const [isTroubled, setTroubled] = useState(false);
	const [portion, more] = usePortion(STEP);
	const field = useRef<HTMLInputElement>(null);
	useCommands({search: () => field.current?.focus(), 'failed-only': () => setTroubled(!isTroubled)});
	const shown = useMemo(() => {
		const wanted = text.trim().toLowerCase();
		return machines
			.filter(({verdict}) => !isTroubled || verdict === 'error' || verdict === 'warning')
			.filter((machine) => wanted === '' || wordsOf(machine).includes(wanted))
			.toSorted((one, other) => LEVELS.indexOf(one.verdict) - LEVELS.indexOf(other.verdict) || other.failed - one.failed);
	}, [machines, text, isTroubled]);
	return (
		<section aria-labelledby="machines">
			<h2 id="machines">{texts.machines}</h2>
			<div class="toolbar">
				<label class="field search-field">
					<Icon name="search" size={16} />
					<span class="hidden">{texts.searchMachines}</span>
					<input
						ref={field}
						type="search"
						placeholder={texts.searchMachines}
						value={text}
						onInput={(event) => setText(event.currentTarget.value)}
					/>
				</label>
				<button type="button" class="chip" aria-pressed={isTroubled ? 'true' : 'false'} onClick={() => setTroubled(!isTroubled)}>
					{texts.troubled}
				</button>
				<p class="count" role="status">
					{shown.length === machines.length
						? countOf(shown.length, 'machine')
						: `${formatCount(shown.length)} of ${countOf(machines.length, 'machine')}`}
				</p>
			</div>
			<div class="table-box">
				<table class="stack">
					<thead>
						<tr>
							<th scope="col">{texts.name}</th>
							<th scope="col">{texts.verdict}</th>
							<th scope="col">{texts.problemsColumn}</th>
							<th scope="col">{texts.scans}</th>
							<th scope="col">{texts.failed}</th>
							<th scope="col">{texts.lastSuccess}</th>
						</tr>
					</thead>
					<tbody>
						{shown.slice(0, portion).map((machine) => (
							<tr key={machine.name}>
								<td data-name={texts.name}>
									<a href={href({screen: 'machine', name: machine.name})}>
										<Plain text={machine.name} />
									</a>
								</td>
								<td data-name={texts.verdict}>
									<LevelBadge level={machine.verdict} small />
								</td>
								<td data-name={texts.problemsColumn}>
									{machine.problems
										.filter(({severity}) => severity !== 'info')
										.map(({rule}) => rule)
										.join(', ')}
								</td>
								<td data-name={texts.scans} class="number">
									{formatCount(machine.scans)}
								</td>
								<td data-name={texts.failed} class="number">
									{formatCount(machine.failed)}
								</td>
								<td data-name={texts.lastSuccess} class="when">
									{machine.lastSuccess === null ? '' : timeText(machine.lastSuccess)}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{shown.length > portion && <Button icon="down" text={texts.more(Math.min(STEP, shown.length - portion))} onClick={more} />}
		</section>
	);
}

function wordsOf({name, servers, codes, problems, clientVersion, windowsBuild}: MachineSummary): string {
	return [name, ...servers, ...codes, ...problems.map(({rule}) => rule), clientVersion ?? '', windowsBuild ?? ''].join('\n').toLowerCase();
}

function Details({summary}: {readonly summary: Summary}): VNode {
	const {href} = usePage();
	const {servers, proxies, pinning, codes, windowsBuilds, totals} = summary;
	return (
		<div class="grid">
			<SmallTable
				title={texts.servers}
				heads={[texts.server, texts.machines, texts.scans, texts.failed]}
				rows={servers.map((row) => [<Plain key="s" text={row.server} />, row.machines, row.scans, row.failed])}
			/>
			<SmallTable
				title={texts.codes}
				heads={[texts.code, texts.machines, texts.scans]}
				rows={codes.map((row) => [
					<a key="c" href={href({screen: 'explain', query: row.code})}>
						<Plain text={codeWords(row.code, row.name)} />
					</a>,
					row.machines,
					row.scans,
				])}
			/>
			<SmallTable
				title={texts.proxies}
				heads={[texts.outcome, texts.machines, texts.scans]}
				rows={proxies.outcomes.map((row) => [PROXY_WORDS[row.outcome], row.machines, row.scans])}
			/>
			<SmallTable
				title={texts.pinning}
				heads={[texts.state, texts.machines]}
				rows={PINNING_STATES.filter((state) => pinning[state] > 0).map((state) => [
					<span key="p" title={PINNING_MEANINGS[state]}>
						{PINNING_WORDS[state]}
					</span>,
					<CountBar key="b" count={pinning[state]} whole={totals.machines} level="info" />,
				])}
			/>
			<SmallTable
				title={texts.versions}
				heads={[texts.build, texts.machines, texts.failed]}
				rows={windowsBuilds.map((row) => [row.version, row.machines, row.failed])}
			/>
		</div>
	);
}

interface SmallTableProps {
	readonly title: string;
	readonly heads: readonly string[];
	readonly rows: readonly (readonly ComponentChildren[])[];
}

function SmallTable({title, heads, rows}: SmallTableProps): VNode | null {
	if (rows.length === 0) return null;
	return (
		<section class="card">
			<h2>{title}</h2>
			<table>
				<thead>
					<tr>
						{heads.map((head) => (
							<th key={head} scope="col">
								{head}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.slice(0, MAX_ROWS).map((row, index) => (
						<tr key={index}>
							{row.map((cell, column) => (
								<td key={heads[column]} class={typeof cell === 'number' ? 'number' : ''}>
									{typeof cell === 'number' ? formatCount(cell) : cell}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
			{rows.length > MAX_ROWS && <p class="muted">{STRINGS.finding.more(rows.length - MAX_ROWS)}</p>}
		</section>
	);
}

function Files({summary: {ledger}}: {readonly summary: Summary}): VNode | null {
	if (ledger.reasons.length === 0) return null;
	return (
		<SmallTable
			title={texts.files}
			heads={[texts.reason, texts.count, texts.example]}
			rows={ledger.reasons.map(({reason, inputs, example}) => [<Plain key="r" text={reason} />, inputs, <Plain key="e" text={example} />])}
		/>
	);
}
