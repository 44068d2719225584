/** What every part of the page may use: what is open, where to go, how to copy. */
import {createContext} from 'preact';
import {useContext, useEffect, useReducer} from 'preact/hooks';
import type {Route} from '../model/route.js';
import type {Session} from '../model/session.js';
import type {Settings} from '../model/settings.js';
import type {Excerpt} from '../workers/protocol.js';

export type Dialog = 'save' | 'keys' | 'trust' | 'about' | 'where' | 'paste';

export interface Page {
	readonly session: Session;
	readonly settings: Settings;
	readonly setSettings: (change: Partial<Settings>) => void;
	readonly route: Route;
	readonly go: (route: Route) => void;
	/** Takes the place of this one, so that "back" goes to the one before. */
	readonly replace: (route: Route) => void;
	readonly href: (route: Route) => string;
	readonly openDialog: (dialog: Dialog | null) => void;
	/** Says something for a moment. */
	readonly tell: (text: string, look?: () => void) => void;
	readonly copy: (text: string) => void;
	/** As Markdown, redacted unless that is switched off. */
	readonly copyExtract: (extract: Excerpt) => void;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
	const page = useContext(PageContext);
	if (page === null) throw new Error('there is no page around this');
	return page;
}

/** Draws again whenever something has changed. */
export function useChanges(listen: (listener: () => void) => () => void): void {
	const [, draw] = useReducer((count: number) => count + 1, 0);
	useEffect(() => {
		let frame = 0;
		const end = listen(() => {
			if (frame === 0)
				frame = requestAnimationFrame(() => {
					frame = 0;
					draw(undefined as never);
				});
		});
		draw(undefined as never);
		return () => {
			cancelAnimationFrame(frame);
			end();
		};
	}, [listen]);
}

/** Takes keys of a screen while it is shown. */
export function useCommands(handlers: Readonly<Record<string, () => void>>): void {
	useEffect(() => {
		const take = (event: Event): void => {
			const handler = handlers[(event as CustomEvent<string>).detail];
			if (handler === undefined) return;
			event.preventDefault();
			handler();
		};
		document.addEventListener('wulens-command', take);
		return () => document.removeEventListener('wulens-command', take);
	});
}
