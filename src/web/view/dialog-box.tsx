/** A dialog over the page; Escape and a click beside it close it. */
import type {ComponentChildren, VNode} from 'preact';
import {useEffect, useRef} from 'preact/hooks';
import {STRINGS} from '../strings.js';
import {usePage} from './page-context.js';
import {Button} from './parts.js';

export interface DialogBoxProps {
	readonly title: string;
	readonly isWide?: boolean;
	readonly children: ComponentChildren;
}

export function DialogBox({title, isWide = false, children}: DialogBoxProps): VNode {
	const {openDialog} = usePage();
	const box = useRef<HTMLDialogElement>(null);
	useEffect(() => {
		const dialog = box.current;
		dialog?.showModal();
		return () => dialog?.close();
	}, []);
	return (
		<dialog
			ref={box}
			class={isWide ? 'wide' : ''}
			aria-label={title}
			onClose={() => openDialog(null)}
			onClick={(event) => event.target === box.current && openDialog(null)}
		>
			<div class="dialog-body">
				<header>
					<h2>{title}</h2>
					<Button icon="close" text={STRINGS.keys.close} isBare kind="quiet" onClick={() => openDialog(null)} />
				</header>
				{children}
			</div>
		</dialog>
	);
}
