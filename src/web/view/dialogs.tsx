/** The dialogs that tell something: keys, trust, where the log is, what is in the page; and the one for pasted lines. */
import type {VNode} from 'preact';
import {useRef} from 'preact/hooks';
import {VERSION} from '../build-constants.js';
import {KEYS, type KeyRow} from '../model/keys.js';
import {STRINGS} from '../strings.js';
import {DialogBox} from './dialog-box.js';
import {usePage} from './page-context.js';
import {Button, Command} from './parts.js';

const GROUPS: readonly {readonly where: KeyRow['where']; readonly title: string}[] = [
	{where: 'everywhere', title: STRINGS.keys.everywhere},
	{where: 'scans', title: STRINGS.tabs.scans},
	{where: 'scan', title: STRINGS.timeline.title},
	{where: 'lines', title: STRINGS.tabs.lines},
];

export function KeysDialog(): VNode {
	return (
		<DialogBox title={STRINGS.keys.title} isWide>
			<div class="keys">
				{GROUPS.map(({where, title}) => (
					<section key={where}>
						<h3>{title}</h3>
						<dl>
							{KEYS.filter((row) => row.where === where).map(({keys, help}) => (
								<div key={help}>
									<dt>
										{keys.map((key) => (
											<kbd key={key}>{key === 'Escape' ? 'Esc' : key}</kbd>
										))}
									</dt>
									<dd>{help}</dd>
								</div>
							))}
						</dl>
					</section>
				))}
			</div>
		</DialogBox>
	);
}

export function TrustDialog(): VNode {
	const texts = STRINGS.trust;
	const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
	return (
		<DialogBox title={texts.title}>
			<p>{texts.lead}</p>
			<ul class="bulleted">
				{texts.points.map((point) => (
					<li key={point}>{point}</li>
				))}
			</ul>
			<p class="label">{texts.policy}</p>
			<pre tabIndex={0}>
				<code>{policy.replaceAll('; ', ';\n')}</code>
			</pre>
			<p>{texts.look}</p>
		</DialogBox>
	);
}

export function WhereDialog(): VNode {
	const texts = STRINGS.where;
	return (
		<DialogBox title={texts.title}>
			<p>{texts.ten}</p>
			<Command text={texts.tenCommand} />
			<p>{texts.traces}</p>
			<Command text={texts.tracesPath} />
			<p>{texts.seven}</p>
			<Command text={texts.sevenPath} />
			<p>{texts.settings}</p>
			{texts.settingsCommands.map((command) => (
				<Command key={command} text={command} />
			))}
		</DialogBox>
	);
}

export function AboutDialog(): VNode {
	const texts = STRINGS.about;
	const notices = document.querySelector<HTMLTemplateElement>('template#notices')?.content.textContent ?? '';
	return (
		<DialogBox title={texts.title}>
			<p>{texts.version(VERSION)}</p>
			<p>{texts.licence}</p>
			<p class="label">{texts.notices}</p>
			<pre class="preview" tabIndex={0}>
				{notices.trim()}
			</pre>
		</DialogBox>
	);
}

export function PasteDialog(): VNode {
	const {session, openDialog} = usePage();
	const texts = STRINGS.start;
	const area = useRef<HTMLTextAreaElement>(null);
	const read = (): void => {
		const text = area.current?.value ?? '';
		if (text.trim() === '') return;
		openDialog(null);
		session.open({files: [pastedFile(text)]});
	};
	return (
		<DialogBox title={texts.pasteTitle} isWide>
			<label class="paste">
				<span class="label">{texts.pasteLabel}</span>
				<textarea ref={area} rows={14} spellcheck={false} autoFocus />
			</label>
			<div class="buttons">
				<Button icon="check" text={texts.pasteRead} kind="primary" onClick={read} />
			</div>
		</DialogBox>
	);
}

export function pastedFile(text: string): {readonly path: string; readonly blob: Blob} {
	return {path: 'pasted text', blob: new Blob([text])};
}
