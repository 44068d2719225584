/** Small parts that several screens have: commands to copy, lists of facts, levels, links to lines. */
import {type ComponentChildren, Fragment, type VNode} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {referenceLink} from '../../core/report/html/escape.js';
import type {Step, Verdict} from '../../core/types.js';
import {plainText} from '../../core/wording/plain-text.js';
import {SEVERITY_WORDS, VERDICT_WORDS} from '../../core/wording/labels.js';
import {copyText} from '../model/clipboard.js';
import {STRINGS} from '../strings.js';
import {Icon, type IconName, LevelIcon} from './icons.js';
import {usePage} from './page-context.js';

export function LevelBadge({level, small = false}: {readonly level: Verdict['level']; readonly small?: boolean}): VNode {
	return (
		<span class={`level ${level}`}>
			<LevelIcon level={level} size={small ? 16 : 18} /> {VERDICT_WORDS[level]}
		</span>
	);
}

/** Text of a log without control characters, and without those that turn its direction. Long names may break at their signs. */
export function Plain({text}: {readonly text: string}): VNode {
	const parts = plainText(text).split(BREAKS);
	if (parts.length === 1) return <>{parts}</>;
	return (
		<>
			{parts.map((part, index) => (
				<Fragment key={index}>
					{index > 0 && <wbr />}
					{part}
				</Fragment>
			))}
		</>
	);
}

/** Behind a sign, before a letter: not within `https://`, before a port, or behind a short word such as `WU_`. */
const BREAKS = /(?<=[\\.?&=,;]|[^/]\/|:(?!\d)|[\p{L}\p{N}]{4}_)(?=[\p{L}\p{N}])/u;

export function Command({text}: {readonly text: string}): VNode {
	const lines = text
		.split(/\r?\n/)
		.map((line) => plainText(line))
		.join('\n');
	return (
		<div class="command">
			<pre>
				<code>{lines}</code>
			</pre>
			<CopyButton text={lines} />
		</div>
	);
}

export function CopyButton({text, label = STRINGS.command.copy}: {readonly text: string; readonly label?: string}): VNode {
	const [isCopied, setCopied] = useState(false);
	const {tell} = usePage();
	const timer = useRef(0);
	useEffect(() => () => clearTimeout(timer.current), []);
	const copy = (): void => {
		copyText(text).then((done) => {
			if (!done) return tell(STRINGS.toast.failed);
			setCopied(true);
			timer.current = window.setTimeout(() => setCopied(false), 2000);
		});
	};
	return (
		<button type="button" class={`button small ${isCopied ? 'is-done' : ''}`} onClick={copy}>
			<Icon name={isCopied ? 'check' : 'copy'} size={14} />
			<span aria-live="polite">{isCopied ? STRINGS.command.copied : label}</span>
		</button>
	);
}

export interface ButtonProps {
	readonly icon: IconName;
	readonly text: string;
	readonly onClick: () => void;
	readonly kind?: 'primary' | 'plain' | 'quiet';
	/** Only the icon is seen. */
	readonly isBare?: boolean;
	readonly isDisabled?: boolean;
}

export function Button({icon, text, onClick, kind = 'plain', isBare = false, isDisabled = false}: ButtonProps): VNode {
	return (
		<button
			type="button"
			class={`button ${kind} ${isBare ? 'bare' : ''}`}
			onClick={onClick}
			disabled={isDisabled}
			{...(isBare ? {'aria-label': text, title: text} : {})}
		>
			<Icon name={icon} />
			{isBare ? null : <span>{text}</span>}
		</button>
	);
}

export function Steps({steps}: {readonly steps: readonly Step[]}): VNode {
	const checks = steps.filter(({changes}) => !changes);
	const changes = steps.filter((step) => step.changes);
	return (
		<>
			{checks.length > 0 && (
				<>
					<p class="label">{STRINGS.finding.check}</p>
					<StepList steps={checks} start={1} />
				</>
			)}
			{changes.length > 0 && (
				<>
					<p class="label changes">{STRINGS.finding.change}</p>
					<StepList steps={changes} start={checks.length + 1} />
				</>
			)}
		</>
	);
}

function StepList({steps, start}: {readonly steps: readonly Step[]; readonly start: number}): VNode {
	return (
		<ol class="steps" start={start}>
			{steps.map(({text, command}) => (
				<li key={text}>
					<Plain text={text} />
					{command === null ? null : <Command text={command} />}
				</li>
			))}
		</ol>
	);
}

/** A link if the reference is an address, or the name of a document whose address is known; plain text otherwise. */
export function Reference({text}: {readonly text: string}): VNode {
	const link = referenceLink(text);
	if (link === null) return <Plain text={text} />;
	return (
		<a href={link} rel="noreferrer noopener" target="_blank">
			{text}
		</a>
	);
}

export interface Fact {
	readonly name: string;
	readonly value: ComponentChildren;
}

export function Facts({facts}: {readonly facts: readonly Fact[]}): VNode {
	return (
		<dl class="facts">
			{facts.map(({name, value}) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}

export function SeverityWord({severity}: {readonly severity: 'error' | 'warning' | 'info'}): VNode {
	return (
		<p class={`severity ${severity}`}>
			<LevelIcon level={severity} size={16} />
			<span class="level">{SEVERITY_WORDS[severity]}</span>
		</p>
	);
}

export function LineLink({log, line}: {readonly log: number; readonly line: number}): VNode {
	const {href} = usePage();
	return (
		<a class="line-link" href={href({screen: 'lines', log, line})} aria-label={STRINGS.finding.openLine(line)}>
			{STRINGS.finding.line(line)}
		</a>
	);
}

/** A table whose rows come in portions. */
export function usePortion(step: number): readonly [number, () => void] {
	const [shown, setShown] = useState(step);
	return [shown, () => setShown(shown + step)];
}
