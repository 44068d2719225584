/** What the end of a long log says while the whole is read. Lines and scans have no numbers yet, so that nothing leads to them. */
import type {VNode} from 'preact';
import type {FileReport, Finding, Scan} from '../../core/types.js';
import {callerName, resultWords, scanTimeText, serviceText, VERDICT_WORDS} from '../../core/wording/labels.js';
import {STRINGS} from '../strings.js';
import {LevelIcon} from './icons.js';
import {Plain, SeverityWord, Steps} from './parts.js';

const NEWEST_SCANS = 5;

export function SoFar({report}: {readonly report: FileReport}): VNode {
	const {verdict, findings, scans} = report;
	const texts = STRINGS.soFar;
	return (
		<>
			<section class={`verdict is-${verdict.level}`} aria-labelledby="verdict">
				<LevelIcon level={verdict.level} size={36} />
				<div class="verdict-text">
					<p class={`level ${verdict.level}`}>{VERDICT_WORDS[verdict.level]}</p>
					<h2 id="verdict">
						<Plain text={verdict.text} />
					</h2>
					<p class="muted">{texts.note}</p>
				</div>
			</section>
			{findings.map((finding, index) => (
				<SoFarFinding key={`${finding.rule}-${index}`} finding={finding} isOpen={index === 0} />
			))}
			{scans.length > 0 && <NewestScans scans={scans.slice(-NEWEST_SCANS).toReversed()} />}
		</>
	);
}

function SoFarFinding({finding, isOpen}: {readonly finding: Finding; readonly isOpen: boolean}): VNode {
	const {severity, title, explanation, evidence, steps} = finding;
	return (
		<details class={`card finding is-${severity}`} open={isOpen}>
			<summary>
				<LevelIcon level={severity} />
				<h3>
					<Plain text={title} />
				</h3>
			</summary>
			<div class="finding-body">
				<SeverityWord severity={severity} />
				<p>
					<Plain text={explanation} />
				</p>
				<p class="label">{STRINGS.finding.evidence}</p>
				<ul class="evidence">
					{evidence.map(({line, text}) => (
						<li key={line}>
							<code>
								<Plain text={text} />
							</code>
						</li>
					))}
				</ul>
				<Steps steps={steps} />
			</div>
		</details>
	);
}

function NewestScans({scans}: {readonly scans: readonly Scan[]}): VNode {
	const texts = STRINGS.soFar;
	return (
		<section class="card" aria-labelledby="newest">
			<h2 id="newest">{texts.newest}</h2>
			<ul class="bulleted">
				{scans.map((scan) => (
					<li key={scan.id}>
						<Plain text={`${scanTimeText(scan)}, ${callerName(scan)}, ${serviceText(scan)}: ${resultWords(scan)}`} />
					</li>
				))}
			</ul>
		</section>
	);
}
