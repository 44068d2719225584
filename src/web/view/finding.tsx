/** One finding: what is wrong, what proves it, what to do. */
import type {VNode} from 'preact';
import type {Finding} from '../../core/types.js';
import {STRINGS} from '../strings.js';
import {LevelIcon} from './icons.js';
import {usePage} from './page-context.js';
import {Button, LineLink, Plain, Reference, SeverityWord, Steps} from './parts.js';

const MAX_SCAN_LINKS = 24;

export interface FindingProps {
	readonly log: number;
	readonly finding: Finding;
	/** In the findings of the report, from 0. */
	readonly index: number;
	readonly isOpen: boolean;
	readonly isTarget: boolean;
}

export function FindingCard({log, finding, index, isOpen, isTarget}: FindingProps): VNode {
	const {severity, title} = finding;
	return (
		<details class={`card finding is-${severity} ${isTarget ? 'is-target' : ''}`} id={`finding-${index + 1}`} open={isOpen}>
			<summary>
				<LevelIcon level={severity} />
				<h3>
					<Plain text={title} />
				</h3>
			</summary>
			<div class="finding-body">
				<SeverityWord severity={severity} />
				<FindingText log={log} finding={finding} index={index} />
			</div>
		</details>
	);
}

function FindingText({log, finding, index}: Pick<FindingProps, 'log' | 'finding' | 'index'>): VNode {
	const {copyExtract, href} = usePage();
	const {explanation, evidence, steps, references, rule} = finding;
	const texts = STRINGS.finding;
	return (
		<>
			<p>
				<Plain text={explanation} />
			</p>
			<p class="label">{texts.evidence}</p>
			<ul class="evidence">
				{evidence.map(({line, text}) => (
					<li key={line}>
						<LineLink log={log} line={line} />
						<code>
							<Plain text={text} />
						</code>
					</li>
				))}
			</ul>
			<Steps steps={steps} />
			<ScanLinks log={log} scans={finding.scans} rule={rule} />
			{references.length > 0 && (
				<>
					<p class="label">{texts.references}</p>
					<ul class="bulleted">
						{references.map((reference) => (
							<li key={reference}>
								<Reference text={reference} />
							</li>
						))}
					</ul>
				</>
			)}
			<div class="buttons">
				<Button icon="copy" text={texts.copy} onClick={() => copyExtract({type: 'finding', report: log - 1, finding: index})} />
				<a class="button quiet" href={href({screen: 'explain', query: rule})}>
					{texts.rule}
				</a>
			</div>
		</>
	);
}

function ScanLinks({log, scans, rule}: {readonly log: number; readonly scans: readonly number[]; readonly rule: string}): VNode | null {
	const {href} = usePage();
	if (scans.length === 0) return null;
	const shown = scans.slice(0, MAX_SCAN_LINKS);
	const all = {text: '', failed: false, online: false, wsus: false, from: null, to: null, rule};
	return (
		<p class="in-scans">
			{STRINGS.finding.inScans}{' '}
			{shown.map((scan) => (
				<a key={scan} href={href({screen: 'scan', log, scan})}>
					{STRINGS.finding.scan(scan)}
				</a>
			))}
			{scans.length > shown.length && (
				<a href={href({screen: 'scans', log, query: all})}>{STRINGS.finding.more(scans.length - shown.length)}</a>
			)}
		</p>
	);
}
