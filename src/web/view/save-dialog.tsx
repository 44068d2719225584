/** Copying and saving reports: what, in which form, and what redaction replaces in it. */
import type {VNode} from 'preact';
import {useEffect, useState} from 'preact/hooks';
import {fileName} from '../../core/wording/labels.js';
import {fileStem, saveBlob} from '../model/clipboard.js';
import type {OpenLog} from '../model/session.js';
import {STRINGS} from '../strings.js';
import type {WriteForm} from '../workers/protocol.js';
import type {Written} from '../workers/writer.js';
import {DialogBox} from './dialog-box.js';
import {usePage} from './page-context.js';
import {Button, Plain} from './parts.js';

type Scope = 'log' | 'all' | 'fleet';

const texts = STRINGS.save;

const REPORT_FORMS = ['markdown', 'text', 'html', 'json', 'csv', 'ndjson'] as const satisfies readonly WriteForm[];
const FLEET_FORMS = ['fleet-machines', 'fleet-summary'] as const satisfies readonly WriteForm[];

const EXTENSIONS: Readonly<Record<WriteForm, string>> = {
	markdown: '.md',
	text: '.txt',
	html: '.html',
	json: '.json',
	csv: '.csv',
	ndjson: '.ndjson',
	'fleet-summary': '-summary.json',
	'fleet-machines': '-machines.csv',
};

/** A page is shown as a page, and not as text. */
const isShown = (form: WriteForm): boolean => form !== 'html';
const PREVIEW_BYTES = 16 * 1024;
const MAX_REPLACED = 200;

export function SaveDialog({log}: {readonly log: OpenLog | null}): VNode {
	const {session, settings, setSettings, copy, openDialog, tell} = usePage();
	const {logs} = session.state;
	const [scope, setScope] = useState<Scope>(log === null ? 'fleet' : 'log');
	const [form, setForm] = useState<WriteForm>(log === null ? 'fleet-machines' : 'markdown');
	const {written, failure} = useWritten(scope, form, log);
	const forms: readonly WriteForm[] = scope === 'fleet' ? FLEET_FORMS : REPORT_FORMS;
	const choose = (next: Scope): void => {
		setScope(next);
		if ((next === 'fleet') !== form.startsWith('fleet')) setForm(next === 'fleet' ? 'fleet-machines' : 'markdown');
	};
	const scopes: readonly (readonly [Scope, string])[] = [
		...(log === null ? [] : [['log', `${texts.whole}: ${fileName(log.report)}`] as const]),
		...(logs.length > 1 ? [['fleet', texts.fleet] as const, ['all', texts.wholeOf(logs.length)] as const] : []),
	];
	const stem = log === null || scope !== 'log' ? 'wulens' : fileStem(log.report.member ?? log.report.path);
	return (
		<DialogBox title={texts.title} isWide>
			<div class="save">
				<div>
					<Choices
						legend={texts.what}
						name="scope"
						value={scope}
						options={scopes.map(([value, name]) => ({value, name, help: ''}))}
						onChange={choose}
					/>
					<Choices
						legend={texts.as}
						name="form"
						value={form}
						options={forms.map((value) => ({value, ...texts.forms[value]}))}
						onChange={setForm}
					/>
					<label class="check">
						<input
							type="checkbox"
							checked={settings.isRedacted}
							onChange={(event) => setSettings({isRedacted: event.currentTarget.checked})}
						/>
						<span>
							{texts.redact}
							<span class="muted">{texts.redactHelp}</span>
						</span>
					</label>
				</div>
				<div class="save-look">
					{failure !== null && <p class="notice error">{texts.failed(failure)}</p>}
					{written === null ? (
						<p role="status">{failure === null ? texts.making : ''}</p>
					) : (
						<Look written={written} form={form} isRedacted={settings.isRedacted} />
					)}
				</div>
			</div>
			<div class="buttons">
				<Button
					icon="copy"
					text={texts.copy}
					kind="primary"
					isDisabled={written === null}
					onClick={() =>
						written?.blob.text().then((text) => {
							copy(text);
							openDialog(null);
						})
					}
				/>
				<Button
					icon="save"
					text={texts.save}
					isDisabled={written === null}
					onClick={() => {
						if (written === null) return;
						saveBlob(written.blob, `${stem}${EXTENSIONS[form]}`);
						openDialog(null);
						tell(STRINGS.toast.saved);
					}}
				/>
			</div>
		</DialogBox>
	);
}

function useWritten(
	scope: Scope,
	form: WriteForm,
	log: OpenLog | null,
): {readonly written: Written | null; readonly failure: string | null} {
	const {session, settings} = usePage();
	const [state, setState] = useState<{readonly written: Written | null; readonly failure: string | null}>({written: null, failure: null});
	const {isRedacted} = settings;
	useEffect(() => {
		let isOver = false;
		setState({written: null, failure: null});
		const reports = scope === 'log' && log !== null ? [log.id - 1] : session.state.logs.map(({id}) => id - 1);
		session.writer.write(form, {type: 'all', reports}, isRedacted).then(
			(written) => isOver || setState({written, failure: null}),
			(error: unknown) => isOver || setState({written: null, failure: error instanceof Error ? error.message : String(error)}),
		);
		return () => {
			isOver = true;
		};
	}, [scope, form, log, isRedacted, session]);
	return state;
}

interface ChoicesProps<Value extends string> {
	readonly legend: string;
	readonly name: string;
	readonly value: Value;
	readonly options: readonly {readonly value: Value; readonly name: string; readonly help: string}[];
	readonly onChange: (value: Value) => void;
}

function Choices<Value extends string>({legend, name, value, options, onChange}: ChoicesProps<Value>): VNode {
	return (
		<fieldset>
			<legend>{legend}</legend>
			{options.map((option) => (
				<label key={option.value} class="check">
					<input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
					<span>
						<Plain text={option.name} />
						<span class="muted">{option.help}</span>
					</span>
				</label>
			))}
		</fieldset>
	);
}

/** What will be in the copy, and what was replaced in it. */
function Look({written, form, isRedacted}: {readonly written: Written; readonly form: WriteForm; readonly isRedacted: boolean}): VNode {
	const [text, setText] = useState('');
	const {blob, replaced} = written;
	useEffect(() => {
		let isOver = false;
		if (isShown(form))
			blob
				.slice(0, PREVIEW_BYTES)
				.text()
				.then((start) => isOver || setText(start));
		else setText('');
		return () => {
			isOver = true;
		};
	}, [blob, form]);
	return (
		<>
			<details open={replaced.length > 0 && replaced.length < 12}>
				<summary>{isRedacted ? texts.replaced(replaced.length) : texts.notRedacted}</summary>
				{replaced.length > 0 && (
					<table class="replaced">
						<thead>
							<tr>
								<th scope="col">{texts.before}</th>
								<th scope="col">{texts.after}</th>
							</tr>
						</thead>
						<tbody>
							{replaced.slice(0, MAX_REPLACED).map(({before, after}) => (
								<tr key={`${before} ${after}`}>
									<td>
										<Plain text={before} />
									</td>
									<td>
										<Plain text={after} />
									</td>
								</tr>
							))}
						</tbody>
					</table>
				)}
			</details>
			{text !== '' && (
				<>
					<p class="label">{texts.preview}</p>
					<pre class="preview" tabIndex={0}>
						{text}
					</pre>
					{blob.size > PREVIEW_BYTES && <p class="muted">{texts.cut}</p>}
				</>
			)}
		</>
	);
}
