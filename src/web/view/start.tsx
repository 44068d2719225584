/** The first screen: how a log comes in, and that it does not go out. */
import type {VNode} from 'preact';
import {useRef} from 'preact/hooks';
import {exampleLog} from '../build-constants.js';
import {chosenFiles} from '../inputs/dropped.js';
import {STRINGS} from '../strings.js';
import {Icon, Logo} from './icons.js';
import {usePage} from './page-context.js';
import {Button} from './parts.js';

export function Start({isDragging}: {readonly isDragging: boolean}): VNode {
	const {session, openDialog} = usePage();
	const files = useRef<HTMLInputElement>(null);
	const folder = useRef<HTMLInputElement>(null);
	const texts = STRINGS.start;
	const take = (event: Event): void => {
		const input = event.currentTarget as HTMLInputElement;
		if (input.files !== null && input.files.length > 0) session.open(chosenFiles(input.files));
		input.value = '';
	};
	return (
		<div class="start">
			<div class="hero">
				<Logo size={56} />
				<h1>{texts.headline}</h1>
				<p class="lead">{texts.lead}</p>
			</div>
			<div class={`drop-zone ${isDragging ? 'is-over' : ''}`}>
				<Icon name="drop" size={44} />
				<p class="drop-text">{isDragging ? texts.dropNow : texts.drop}</p>
				<div class="buttons">
					<Button icon="file" text={texts.chooseFiles} kind="primary" onClick={() => files.current?.click()} />
					<Button icon="folder" text={texts.chooseFolder} onClick={() => folder.current?.click()} />
					<Button icon="copy" text={texts.pasteTouch} onClick={() => openDialog('paste')} />
				</div>
				<p class="muted keyboard-only">{texts.paste}</p>
				<input ref={files} id="choose-files" type="file" multiple hidden aria-label={texts.chooseFiles} onChange={take} />
				<input
					ref={folder}
					id="choose-folder"
					type="file"
					multiple
					hidden
					aria-label={texts.chooseFolder}
					{...{webkitdirectory: true}}
					onChange={take}
				/>
			</div>
			<div class="start-links">
				<button type="button" class="link" onClick={() => session.open({files: [exampleLog()]})}>
					{texts.example}
				</button>
				<button type="button" class="link" onClick={() => openDialog('where')}>
					{texts.where}
				</button>
			</div>
			<ul class="kinds">
				{texts.kinds.map(({name, text}) => (
					<li key={name}>
						<strong>{name}</strong>
						<span>{text}</span>
					</li>
				))}
			</ul>
			<p class="promise">
				<Icon name="lock" /> <strong>{texts.promise}</strong>{' '}
				<button type="button" class="link" onClick={() => openDialog('trust')}>
					{texts.why}
				</button>
			</p>
		</div>
	);
}
