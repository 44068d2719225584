/** The page as a whole: which screen is shown, what is dropped on it and typed, and what it says for a moment. */
import type {VNode} from 'preact';
import {useCallback, useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {type Arrival, droppedFiles} from '../inputs/dropped.js';
import {copyText} from '../model/clipboard.js';
import {commandOf, type KeyRow} from '../model/keys.js';
import {ALL_SCANS, formatRoute, parseRoute, type Route} from '../model/route.js';
import type {OpenLog, Session} from '../model/session.js';
import {loadSettings, type Settings, saveSettings} from '../model/settings.js';
import {STRINGS} from '../strings.js';
import type {Excerpt} from '../workers/protocol.js';
import {Answer} from './answer.js';
import {AboutDialog, KeysDialog, pastedFile, PasteDialog, TrustDialog, WhereDialog} from './dialogs.js';
import {Explain} from './explain.js';
import {Fleet} from './fleet.js';
import {MachineScreen, ProblemScreen} from './fleet-parts.js';
import {Header, Tabs} from './header.js';
import {LinesScreen} from './lines.js';
import {type Dialog, type Page, PageContext, useChanges, usePage} from './page-context.js';
import {Reading} from './reading.js';
import {SaveDialog} from './save-dialog.js';
import {ScanScreen} from './scan.js';
import {Scans} from './scans.js';
import {Start} from './start.js';

const TOLD_MS = 5000;

type RouteOfLog = Extract<Route, {readonly log: number}>;

interface Told {
	readonly text: string;
	readonly look: (() => void) | null;
}

export function App({session}: {readonly session: Session}): VNode {
	useChanges(useCallback((listener) => session.listen(listener), [session]));
	const [settings, setAllSettings] = useState<Settings>(loadSettings);
	const [route, setRoute] = useState<Route>(() => parseRoute(location.hash));
	const [dialog, setDialog] = useState<Dialog | null>(null);
	const [told, setTold] = useState<Told | null>(null);
	const {state} = session;
	const hasOne = state.logs.length === 1;

	useEffect(() => {
		const follow = (): void => setRoute(parseRoute(location.hash));
		addEventListener('hashchange', follow);
		return () => removeEventListener('hashchange', follow);
	}, []);
	useEffect(() => {
		document.documentElement.dataset.theme = settings.theme;
	}, [settings.theme]);
	useEffect(() => {
		if (told === null) return undefined;
		const timer = setTimeout(() => setTold(null), TOLD_MS);
		return () => clearTimeout(timer);
	}, [told]);
	// What is open now has other places than what was.
	const logs = state.logs;
	const before = useRef(logs);
	useEffect(() => {
		if (before.current === logs) return;
		before.current = logs;
		replaceRoute({screen: 'home'});
	}, [logs]);

	const replaceRoute = (next: Route): void => {
		history.replaceState(null, '', formatRoute(next, session.state.logs.length === 1));
		setRoute(next);
	};
	const tell = (text: string, look: (() => void) | null = null): void => setTold({text, look});
	const copy = (text: string, words: string = STRINGS.toast.copied, look: (() => void) | null = null): void => {
		copyText(text).then((isCopied) => tell(isCopied ? words : STRINGS.toast.failed, isCopied ? look : null));
	};
	const page: Page = {
		session,
		settings,
		setSettings(change) {
			const changed = {...settings, ...change};
			setAllSettings(changed);
			saveSettings(changed);
		},
		route,
		go(next) {
			location.hash = formatRoute(next, hasOne);
		},
		replace: replaceRoute,
		href: (next) => formatRoute(next, hasOne),
		openDialog: setDialog,
		tell: (text, look) => tell(text, look ?? null),
		copy: (text) => copy(text),
		copyExtract(extract: Excerpt) {
			session.writer.write('markdown', extract, settings.isRedacted).then(
				async ({blob, replaced}) =>
					copy(await blob.text(), settings.isRedacted ? STRINGS.toast.copiedRedacted(replaced.length) : STRINGS.toast.copied, () =>
						setDialog('save'),
					),
				(error: unknown) => tell(STRINGS.crash(error instanceof Error ? error.message : String(error))),
			);
		},
	};

	const log = logOf(route, state.logs);
	const isDragging = useDrop(session, tell);
	usePaste(session);
	useKeys(page, log, dialog);
	const shown = shownRoute(route, state.logs);
	useNewScreen(shown, log);

	return (
		<PageContext.Provider value={page}>
			<a class="skip" href="#main" onClick={(event) => focusMain(event)}>
				{STRINGS.skip}
			</a>
			<Header log={log} />
			{log !== null && <Tabs log={log} screen={shown.screen} />}
			<main id="main" tabIndex={-1} class={shown.screen === 'lines' ? 'fills' : ''}>
				<Screen route={shown} log={log} isDragging={isDragging} />
			</main>
			{isDragging && state.phase !== 'empty' && <div class="drop-over">{STRINGS.start.dropNow}</div>}
			<div class="toast-place" role="status">
				{told !== null && (
					<div class="toast">
						{told.text}
						{told.look !== null && (
							<button type="button" class="link" onClick={told.look}>
								{STRINGS.toast.look}
							</button>
						)}
					</div>
				)}
			</div>
			<Dialogs dialog={dialog} log={log} />
		</PageContext.Provider>
	);
}

function Screen({route, log, isDragging}: {readonly route: Route; readonly log: OpenLog | null; readonly isDragging: boolean}): VNode {
	const {phase} = usePage().session.state;
	if (route.screen === 'explain') return <Explain query={route.query} />;
	if (phase === 'reading') return <Reading />;
	if (phase === 'empty') return <Start isDragging={isDragging} />;
	switch (route.screen) {
		case 'fleet':
		case 'home':
			return <Fleet />;
		case 'machine':
			return <MachineScreen name={route.name} />;
		case 'problem':
			return <ProblemScreen rule={route.rule} />;
		case 'answer':
		case 'scans':
		case 'scan':
		case 'lines':
			return log === null ? <p class="empty">{STRINGS.scan.missing}</p> : <LogScreen route={route} log={log} />;
		default:
			return route satisfies never;
	}
}

function LogScreen({route, log}: {readonly route: RouteOfLog; readonly log: OpenLog}): VNode {
	switch (route.screen) {
		case 'answer':
			return <Answer key={log.id} log={log} target={route.finding} />;
		case 'scans':
			return <Scans key={log.id} log={log} query={route.query} />;
		case 'scan':
			return <ScanScreen log={log} id={route.scan} />;
		case 'lines':
			return <LinesScreen log={log} line={route.line} />;
		default:
			return route satisfies never;
	}
}

function Dialogs({dialog, log}: {readonly dialog: Dialog | null; readonly log: OpenLog | null}): VNode | null {
	switch (dialog) {
		case null:
			return null;
		case 'save':
			return <SaveDialog log={log} />;
		case 'keys':
			return <KeysDialog />;
		case 'trust':
			return <TrustDialog />;
		case 'about':
			return <AboutDialog />;
		case 'where':
			return <WhereDialog />;
		case 'paste':
			return <PasteDialog />;
		default:
			return dialog satisfies never;
	}
}

/** Of one log alone, the start is its answer. */
function shownRoute(route: Route, logs: readonly OpenLog[]): Route {
	const only = onlyLog(logs);
	return route.screen === 'home' && only !== null ? {screen: 'answer', log: only.id, finding: null} : route;
}

function logOf(route: Route, logs: readonly OpenLog[]): OpenLog | null {
	if ('log' in route) return logs.find(({id}) => id === route.log) ?? null;
	return route.screen === 'home' || logs.length === 1 ? onlyLog(logs) : null;
}

/** Files with settings beside a log, and whatever else came with it, make it no fleet. */
function onlyLog(logs: readonly OpenLog[]): OpenLog | null {
	const [only = null, ...more] = logs.length === 1 ? logs : logs.filter(({report}) => report.log !== null);
	return more.length === 0 ? only : null;
}

function focusMain(event: Event): void {
	event.preventDefault();
	document.getElementById('main')?.focus();
}

/** Another screen begins at its top, and has a title of its own. */
function useNewScreen(route: Route, log: OpenLog | null): void {
	const place = `${route.screen} ${'log' in route ? route.log : ''} ${route.screen === 'scan' ? route.scan : ''}`;
	useEffect(() => {
		if (route.screen !== 'answer' || route.finding === null) scrollTo({top: 0, behavior: 'instant'});
		document.title = log === null ? STRINGS.title : `${log.report.path} – ${STRINGS.name}`;
	}, [place, log]);
}

/** Files dropped anywhere on the page. @returns whether something is held over it */
function useDrop(session: Session, tell: (text: string) => void): boolean {
	const [isOver, setOver] = useState(false);
	const handlers = useMemo(() => {
		let depth = 0;
		return {
			dragenter(event: DragEvent) {
				event.preventDefault();
				depth++;
				setOver(true);
			},
			dragover: (event: DragEvent) => event.preventDefault(),
			dragleave() {
				depth--;
				if (depth <= 0) setOver(false);
			},
			drop(event: DragEvent) {
				event.preventDefault();
				depth = 0;
				setOver(false);
				if (event.dataTransfer === null) return;
				const text = event.dataTransfer.getData('text/plain');
				droppedFiles(event.dataTransfer).then((arrival) => {
					if (hasCome(arrival)) session.open(arrival);
					else if (text.trim() !== '') session.open({files: [pastedFile(text)]});
					else tell(STRINGS.start.nothing);
				});
			},
		};
	}, [session]);
	useEffect(() => {
		const list = Object.entries(handlers) as [keyof typeof handlers, EventListener][];
		for (const [name, handler] of list) addEventListener(name, handler);
		return () => {
			for (const [name, handler] of list) removeEventListener(name, handler);
		};
	}, [handlers]);
	return isOver;
}

/** Lines or files pasted where nothing is typed. */
function usePaste(session: Session): void {
	useEffect(() => {
		const take = (event: ClipboardEvent): void => {
			if (event.clipboardData === null || isTyping(event.target)) return;
			const text = event.clipboardData.getData('text/plain');
			droppedFiles(event.clipboardData).then((arrival) => {
				if (hasCome(arrival)) session.open(arrival);
				else if (text.trim() !== '') session.open({files: [pastedFile(text)]});
			});
		};
		addEventListener('paste', take);
		return () => removeEventListener('paste', take);
	}, [session]);
}

function hasCome({files, missed}: Arrival): boolean {
	return files.length + missed.length > 0;
}

function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select');
}

const KEYS_OF_SCREEN: Partial<Record<Route['screen'], KeyRow['where']>> = {scans: 'scans', scan: 'scan', lines: 'lines'};

/** Keys that work on every screen; those of a screen go to it. */
function useKeys(page: Page, log: OpenLog | null, dialog: Dialog | null): void {
	useEffect(() => {
		const take = (event: KeyboardEvent): void => {
			if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || dialog !== null) return;
			if (isTyping(event.target)) {
				if (event.key === 'Escape') (event.target as HTMLElement).blur();
				return;
			}
			const command = commandOf(event.key, KEYS_OF_SCREEN[page.route.screen] ?? null);
			if (command === null) return;
			if (!document.dispatchEvent(new CustomEvent('wulens-command', {detail: command, cancelable: true})) || act(command, page, log))
				event.preventDefault();
		};
		addEventListener('keydown', take);
		return () => removeEventListener('keydown', take);
	});
}

/** @returns whether there was something to do */
function act(command: string, {session, route, go, openDialog, copyExtract}: Page, log: OpenLog | null): boolean {
	const {phase, logs} = session.state;
	const actions: Readonly<Record<string, (() => void) | null>> = {
		help: () => openDialog('keys'),
		explain: () => go({screen: 'explain', query: ''}),
		save: phase === 'open' ? () => openDialog('save') : null,
		back: route.screen === 'home' ? null : () => history.back(),
		answer: log === null ? null : () => go({screen: 'answer', log: log.id, finding: null}),
		scans: log === null ? null : () => go({screen: 'scans', log: log.id, query: ALL_SCANS}),
		log: log === null ? null : () => go({screen: 'lines', log: log.id, line: null}),
		fleet: logs.length > 1 ? () => go({screen: 'fleet'}) : null,
		copy:
			log === null
				? null
				: () =>
						copyExtract(
							route.screen === 'scan' ? {type: 'scan', report: log.id - 1, scan: route.scan} : {type: 'all', reports: [log.id - 1]},
						),
	};
	const action = actions[command] ?? null;
	action?.();
	return action !== null;
}
