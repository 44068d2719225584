/** Failures that belong to no scan, each kind of them once. */
import type {VNode} from 'preact';
import type {OutsideFailure, OutsideFailureKind} from '../../core/types.js';
import {codeWords, counted, originText, timeText} from '../../core/wording/labels.js';
import {STRINGS} from '../strings.js';
import {usePage} from './page-context.js';
import {LineLink, Plain} from './parts.js';

const KIND_WORDS: Readonly<Record<OutsideFailureKind, string>> = {
	'service-discovery': 'Service discovery',
	'self-update': 'Update of the client itself',
	'web-service': 'Web service call',
	download: 'Download',
	install: 'Installation',
	reporting: 'Reporting',
	registration: 'Registration',
	access: 'Access to Windows Update',
	other: 'Other',
};

export function Outside({log, failures}: {readonly log: number; readonly failures: readonly OutsideFailure[]}): VNode | null {
	const {href} = usePage();
	const shown = failures.filter(({noise}) => !noise);
	if (shown.length === 0) return null;
	return (
		<section aria-labelledby="outside">
			<h2 id="outside">{STRINGS.answer.outside}</h2>
			<p class="muted">{STRINGS.answer.outsideLead}</p>
			<div class="table-box">
				<table class="stack">
					<thead>
						<tr>
							<th scope="col">What</th>
							<th scope="col">Code</th>
							<th scope="col">Server</th>
							<th scope="col">Seen</th>
							<th scope="col">Line</th>
						</tr>
					</thead>
					<tbody>
						{shown.map((failure) => (
							<tr key={`${failure.kind} ${failure.code} ${failure.first.line}`}>
								<td data-name="What">{KIND_WORDS[failure.kind]}</td>
								<td data-name="Code">
									<a href={href({screen: 'explain', query: failure.code})}>{codeWords(failure.code, failure.name)}</a>
								</td>
								<td data-name="Server">{failure.server === null ? '' : <Plain text={originText(failure.server)} />}</td>
								<td data-name="Seen">
									{seenText(failure)}
									{failure.recovered === null ? '' : `; worked again ${timeText(failure.recovered.time)}`}
								</td>
								<td data-name="Line">
									<LineLink log={log} line={failure.first.line} />
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</section>
	);
}

function seenText({count, first, last}: OutsideFailure): string {
	return `${counted(count, 'time')}, ${timeText(first.time)}${count > 1 && last.time !== first.time ? ` to ${timeText(last.time)}` : ''}`;
}
