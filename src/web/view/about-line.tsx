/** Below the lines of a log: the whole of the current one, what its code means, and what the report says about it. */
import {Fragment, type VNode} from 'preact';
import {useMemo} from 'preact/hooks';
import {codeOnLine} from '../../core/codes/code-on-line.js';
import type {FileReport, Scan} from '../../core/types.js';
import {codeWords} from '../../core/wording/labels.js';
import {plainText} from '../../core/wording/plain-text.js';
import type {OpenLog} from '../model/session.js';
import {STRINGS} from '../strings.js';
import type {ShownLine} from '../workers/protocol.js';
import {usePage} from './page-context.js';
import {CopyButton, Plain} from './parts.js';

export interface AboutLineProps {
	readonly log: OpenLog;
	/** `null`: none is chosen. */
	readonly line: ShownLine | null;
	readonly isThreadOnly: boolean;
	readonly onThread: () => void;
}

export function AboutLine({log, line, isThreadOnly, onThread}: AboutLineProps): VNode | null {
	const {href} = usePage();
	const mentions = useMemo(() => (line === null ? null : mentionsOf(log.report, line)), [log, line]);
	if (line === null || mentions === null) return null;
	const texts = STRINGS.lines;
	const text = plainText(line.text);
	const code = codeOnLine(text);
	const {scans, findings} = mentions;
	return (
		<aside class="about-line" aria-label={texts.about}>
			<p class="about-text">
				<strong>{STRINGS.finding.line(line.line)}</strong> <code>{text}</code>
			</p>
			{code !== null && (
				<p>
					<a href={href({screen: 'explain', query: code.code})}>{codeWords(code.code, code.name)}</a> {code.meaning}
				</p>
			)}
			<p>
				{scans.length > 0 && (
					<>
						{texts.inScan}{' '}
						{scans.map((scan, index) => (
							<Fragment key={scan}>
								{index > 0 && ', '}
								<a href={href({screen: 'scan', log: log.id, scan})}>{STRINGS.finding.scan(scan)}</a>
							</Fragment>
						))}
						.{' '}
					</>
				)}
				{findings.map(({index, title}) => (
					<span key={index}>
						{texts.proves}{' '}
						<a href={href({screen: 'answer', log: log.id, finding: index + 1})}>
							<Plain text={title} />
						</a>
						.{' '}
					</span>
				))}
				{scans.length + findings.length === 0 && <span class="muted">{texts.nothing}</span>}
			</p>
			<div class="buttons">
				<CopyButton text={text} label={texts.copyLine} />
				<CopyButton
					text={`${log.report.path}${log.report.member === null ? '' : ` › ${log.report.member}`}:${line.line}`}
					label={texts.copyLink}
				/>
				{line.pid > 0 && (
					<button type="button" class="button small" aria-pressed={isThreadOnly ? 'true' : 'false'} onClick={onThread}>
						{texts.onlyThread} ({line.pid}/{line.tid})
					</button>
				)}
			</div>
		</aside>
	);
}

interface Mentions {
	/** Whose events stand on the line, or on whose thread it was written meanwhile. */
	readonly scans: readonly number[];
	readonly findings: readonly {readonly index: number; readonly title: string}[];
}

function mentionsOf({scans, findings}: FileReport, {line, pid, tid}: ShownLine): Mentions {
	const isWithin = (scan: Scan): boolean =>
		scan.pid === pid && scan.tid === tid && (scan.start?.line ?? 1) <= line && line <= (scan.end?.line ?? Number.POSITIVE_INFINITY);
	return {
		scans: scans.filter((scan) => isWithin(scan) || scan.timeline.some((entry) => entry.line === line)).map(({id}) => id),
		findings: findings
			.map(({title, evidence}, index) => ({index, title, evidence}))
			.filter(({evidence}) => evidence.some((one) => one.line === line)),
	};
}
