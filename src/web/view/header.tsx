/** The bar at the top: where one is, and what works on every screen. */
import type {VNode} from 'preact';
import {formatCount} from '../../core/triage/labels.js';
import {fileName} from '../../core/wording/labels.js';
import {plainText} from '../../core/wording/plain-text.js';
import {ALL_SCANS, type Route} from '../model/route.js';
import type {OpenLog} from '../model/session.js';
import {THEMES} from '../model/settings.js';
import {STRINGS} from '../strings.js';
import {Logo} from './icons.js';
import {usePage} from './page-context.js';
import {Button} from './parts.js';

const texts = STRINGS.header;

export function Header({log}: {readonly log: OpenLog | null}): VNode {
	const {session, settings, setSettings, openDialog, go, href} = usePage();
	const {phase, logs} = session.state;
	const nextTheme = THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length] ?? 'auto';
	return (
		<header class="bar">
			<a class="brand" href="#" aria-label={texts.home}>
				<Logo />
				<span>{STRINGS.name}</span>
			</a>
			{logs.length > 1 && (
				<a class="crumb" href={href({screen: 'fleet'})}>
					{texts.all} <span class="muted">{formatCount(logs.length)}</span>
				</a>
			)}
			{log !== null && (
				<span class="crumb file-name" title={fileName(log.report)}>
					{plainText(fileName(log.report))}
				</span>
			)}
			<span class="space" />
			{phase === 'open' && <Button icon="save" text={texts.save} onClick={() => openDialog('save')} />}
			{phase === 'open' && <Button icon="drop" text={texts.open} kind="quiet" onClick={() => session.close()} />}
			<Button icon="search" text={texts.explain} kind="quiet" onClick={() => go({screen: 'explain', query: ''})} />
			<Button icon="theme" text={texts.theme[settings.theme]} isBare kind="quiet" onClick={() => setSettings({theme: nextTheme})} />
			<span class="keyboard-only">
				<Button icon="keys" text={texts.keys} isBare kind="quiet" onClick={() => openDialog('keys')} />
			</span>
			<Button icon="about" text={texts.about} isBare kind="quiet" onClick={() => openDialog('about')} />
		</header>
	);
}

/** The parts of the report on one log. */
export function Tabs({log, screen}: {readonly log: OpenLog; readonly screen: Route['screen']}): VNode {
	const {href} = usePage();
	const {report} = log;
	const tabs: readonly {
		readonly name: string;
		readonly count: number | null;
		readonly route: Route;
		readonly screens: readonly Route['screen'][];
	}[] = [
		{name: STRINGS.tabs.answer, count: null, route: {screen: 'answer', log: log.id, finding: null}, screens: ['answer']},
		{
			name: STRINGS.tabs.scans,
			count: report.scans.length,
			route: {screen: 'scans', log: log.id, query: ALL_SCANS},
			screens: ['scans', 'scan'],
		},
		{name: STRINGS.tabs.lines, count: report.log?.lines ?? null, route: {screen: 'lines', log: log.id, line: null}, screens: ['lines']},
	];
	return (
		<nav class="tabs" aria-label={STRINGS.tabs.label}>
			{tabs.map(({name, count, route, screens}) => (
				<a key={name} href={href(route)} aria-current={screens.includes(screen) ? 'page' : undefined}>
					{name} {count !== null && <span class="muted">{formatCount(count)}</span>}
				</a>
			))}
		</nav>
	);
}
