/** While logs are read: how far it is, and a way to stop. */
import type {VNode} from 'preact';
import {STRINGS} from '../strings.js';
import {usePage} from './page-context.js';
import {Button} from './parts.js';
import {SoFar} from './so-far.js';

export function Reading(): VNode {
	const {session} = usePage();
	const {progress, errors, soFar} = session.state;
	const {inputs, done, bytes, size} = progress;
	const texts = STRINGS.reading;
	// What is packed unpacks to more bytes than its size.
	const share = Math.min(0.99, size === 0 ? 0 : bytes / size);
	return (
		<>
			<div class={soFar === null ? 'reading' : 'reading is-beside'}>
				<h1>{texts.title} …</h1>
				<progress max={1} value={share} aria-label={texts.title} />
				<p role="status">
					{texts.files(done, inputs)}
					{errors > 0 ? `, ${texts.errors(errors)}` : ''}
				</p>
				<Button icon="close" text={texts.stop} onClick={() => session.stop()} />
				<p class="muted">{texts.stopHelp}</p>
			</div>
			{soFar !== null && <SoFar report={soFar} />}
		</>
	);
}
