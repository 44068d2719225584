/** Explains a code, a rule, a setting or a line, as `wulens explain` does. */
import type {VNode} from 'preact';
import {useMemo, useRef} from 'preact/hooks';
import {explain, type ExplainedCode, type Explanation, type RelatedCodeName, type RuleTitle} from '../../core/explain/explain.js';
import {CAUSE_WORDS, CERTAINTY_WORDS, nothingText, systemCode, withoutFacts} from '../../core/explain/explain-text.js';
import {RULES} from '../../core/findings/rules/index.js';
import type {Rule} from '../../core/findings/rule.js';
import {STRINGS} from '../strings.js';
import {Icon} from './icons.js';
import {useCommands, usePage} from './page-context.js';
import {Command, type Fact, Facts, Reference, SeverityWord, Steps} from './parts.js';

const texts = STRINGS.explain;

export function Explain({query}: {readonly query: string}): VNode {
	const {replace} = usePage();
	const field = useRef<HTMLInputElement>(null);
	const answer = useMemo(() => explain(query, RULES), [query]);
	useCommands({search: () => field.current?.select(), explain: () => field.current?.select()});
	return (
		<section class="explain" aria-labelledby="explain-title">
			<h1 id="explain-title">{texts.title}</h1>
			<label class="field large">
				<Icon name="search" />
				<span class="hidden">{texts.label}</span>
				<input
					ref={field}
					type="search"
					placeholder={texts.hint}
					value={query}
					autoFocus
					onInput={(event) => replace({screen: 'explain', query: event.currentTarget.value})}
				/>
			</label>
			<div class="card" aria-live="polite">
				{answer.query === '' ? <p class="muted">{texts.empty}</p> : <Answer answer={answer} />}
			</div>
		</section>
	);
}

function Answer({answer}: {readonly answer: Explanation}): VNode {
	switch (answer.type) {
		case 'code':
			return (
				<>
					<CodeText found={answer} />
					{answer.alsoNamed.length > 0 && <Facts facts={[{name: texts.sameLine, value: <CodeLinks codes={answer.alsoNamed} />}]} />}
				</>
			);
		case 'http-status':
			return (
				<>
					<h2>{texts.status(answer.status, answer.codes.length)}</h2>
					{answer.codes.map((found) => (
						<CodeText key={found.code.code} found={found} />
					))}
				</>
			);
		case 'rule':
			return (
				<>
					{[answer.rule, ...answer.others].map((rule) => (
						<RuleText key={rule.title} rule={rule} />
					))}
				</>
			);
		case 'service': {
			const {name, ids, printed, text} = answer.service;
			return (
				<Thing
					name={name}
					text={text}
					facts={[
						{name: texts.id, value: ids.join(', ')},
						{name: texts.inLogs, value: printed},
					]}
				/>
			);
		}
		case 'proxy-behavior': {
			const {raw, text, caution, source} = answer.behavior;
			return (
				<Thing
					name={raw.join(', ')}
					text={text}
					facts={[
						{name: texts.notSame, value: caution},
						{name: texts.source, value: source},
					]}
				/>
			);
		}
		case 'setting':
			return <SettingText setting={answer.setting} />;
		case 'caller': {
			const {name, text, forms, source} = answer.caller;
			return (
				<Thing
					name={name}
					text={`${texts.program} ${text}`}
					facts={[
						{name: texts.inLogs, value: forms.join(', ')},
						{name: texts.source, value: source},
					]}
				/>
			);
		}
		case 'message': {
			const {example, meaning, advice, source} = answer.message;
			return (
				<Thing
					name={example}
					text={meaning}
					facts={[
						{name: texts.check, value: advice},
						{name: texts.source, value: source},
					]}
				/>
			);
		}
		case 'incomplete':
			return (
				<>
					<h2>{texts.incomplete(answer.prefix, answer.count)}</h2>
					<CodeLinks codes={answer.codes} />
				</>
			);
		case 'candidates':
			return <Candidates answer={answer} />;
		case 'nothing':
			return <p>{nothingText(answer.query)}</p>;
		default:
			return answer satisfies never;
	}
}

function Thing({name, text, facts}: {readonly name: string; readonly text: string; readonly facts: readonly Fact[]}): VNode {
	return (
		<>
			<h2>{name}</h2>
			<p>{text}</p>
			<Facts facts={facts.filter(({value}) => value !== '' && value !== null)} />
		</>
	);
}

function CodeText({found}: {readonly found: ExplainedCode}): VNode {
	const {code, explanation, facility, decimals, lookalikes, comesFrom, becomes, rules} = found;
	const numbers = [decimals.signed, ...(decimals.unsigned === decimals.signed ? [] : [decimals.unsigned])].join(', ');
	const facts: readonly (Fact | null)[] = [
		explanation === null ? null : {name: texts.suspect, value: CAUSE_WORDS[explanation.causeClass]},
		explanation === null ? null : {name: texts.check, value: explanation.nextCheck},
		...lookalikes.map((one) => ({name: texts.notSame, value: texts.mistaken(nameOf(one), one.text)})).slice(0, 1),
		comesFrom.length === 0 ? null : {name: texts.comesFrom, value: <RelatedCodes codes={comesFrom} />},
		becomes.length === 0 ? null : {name: texts.becomes, value: <RelatedCodes codes={becomes} />},
		{name: texts.partOf, value: facility ?? 'unknown'},
		{name: texts.decimal, value: `${numbers}${decimals.win32 === null ? '' : `; Win32 error ${decimals.win32}`}`},
		code.aliases.length === 0 ? null : {name: texts.alsoCalled, value: code.aliases.join(', ')},
		explanation === null || code.note !== null ? {name: texts.howToRead, value: found.reading} : null,
		rules.length === 0 ? null : {name: texts.rules, value: <RuleLinks rules={rules} />},
	];
	return (
		<>
			<h2 class="code-name">
				<code>{code.code}</code> {code.name ?? `(${texts.noName})`}
			</h2>
			{explanation !== null && <p class="lead">{explanation.meaning}</p>}
			<Facts facts={facts.filter((fact) => fact !== null)} />
			{explanation === null && (
				<>
					<p>{texts.unknown}</p>
					<Command text={`certutil -error ${systemCode(found)}`} />
				</>
			)}
		</>
	);
}

function RuleText({rule}: {readonly rule: Rule}): VNode {
	const general = (text: string): string => withoutFacts(text);
	const steps = rule.steps.map((step) => ({...step, text: general(step.text)}));
	return (
		<>
			<SeverityWord severity={rule.severity} />
			<h2>{general(rule.title)}</h2>
			<p class="muted">
				<code>{rule.id}</code>
			</p>
			<p>{general(rule.explanation)}</p>
			<Steps steps={steps} />
			{(rule.variants ?? []).map((variant) => (
				<section key={variant.title ?? variant.explanation ?? ''} class="variant">
					<h3>{general(variant.title ?? rule.title)}</h3>
					{variant.explanation !== undefined && <p>{general(variant.explanation)}</p>}
					<Steps steps={(variant.steps ?? []).map((step) => ({...step, text: general(step.text)}))} />
				</section>
			))}
			{rule.references.length > 0 && (
				<ul class="bulleted">
					{rule.references.map((reference) => (
						<li key={reference}>
							<Reference text={reference} />
						</li>
					))}
				</ul>
			)}
		</>
	);
}

function SettingText({setting}: {readonly setting: Extract<Explanation, {type: 'setting'}>['setting']}): VNode {
	const {name, text, values, groupPolicy, csp, configMgr, registry, command, caution, source} = setting;
	return (
		<>
			<Thing
				name={name}
				text={text}
				facts={[
					{
						name: texts.values,
						value:
							values.length === 0 ? null : (
								<ul class="bare-list">
									{values.map((row) => (
										<li key={row.value}>
											<code>{row.value}</code> {row.text}
										</li>
									))}
								</ul>
							),
					},
					{name: texts.notSame, value: caution},
					{name: texts.groupPolicy, value: groupPolicy},
					{name: 'CSP', value: csp},
					{name: 'ConfigMgr', value: configMgr},
					{name: texts.registry, value: registry},
					{name: texts.source, value: source},
				]}
			/>
			<p class="label">{texts.show}</p>
			<Command text={command} />
		</>
	);
}

function Candidates({answer}: {readonly answer: Extract<Explanation, {type: 'candidates'}>}): VNode {
	const {count, codes, rules, services, settings} = answer;
	const rows = [
		...codes.map(({code, name}) => ({kind: texts.code, name: `${code} ${name}`, query: code})),
		...rules.map(({id, title}) => ({kind: texts.rule, name: `${id}: ${withoutFacts(title)}`, query: id})),
		...services.map(({id, name}) => ({kind: texts.service, name: `${name} ${id}`, query: name})),
		...settings.map(({name}) => ({kind: texts.setting, name, query: name})),
	];
	const rest = count - codes.length;
	return (
		<>
			<h2>{texts.matches(count + rules.length + services.length + settings.length)}</h2>
			<ul class="links">
				{rows.map(({kind, name, query}) => (
					<li key={`${kind} ${name}`}>
						<span class="muted">{kind}</span>
						<ExplainLink query={query} name={name} />
					</li>
				))}
			</ul>
			{rest > 0 && <p class="muted">{STRINGS.finding.more(rest)}</p>}
		</>
	);
}

function ExplainLink({query, name}: {readonly query: string; readonly name: string}): VNode {
	const {href} = usePage();
	return <a href={href({screen: 'explain', query})}>{name}</a>;
}

function CodeLinks({codes}: {readonly codes: readonly {readonly code: string; readonly name: string | null}[]}): VNode {
	return (
		<ul class="bare-list">
			{codes.map((one) => (
				<li key={one.code}>
					<ExplainLink query={one.code} name={nameOf(one)} />
				</li>
			))}
		</ul>
	);
}

function RelatedCodes({codes}: {readonly codes: readonly RelatedCodeName[]}): VNode {
	return (
		<ul class="bare-list">
			{codes.map((one) => (
				<li key={one.code}>
					<ExplainLink query={one.code} name={nameOf(one)} /> ({CERTAINTY_WORDS[one.certainty]})
				</li>
			))}
		</ul>
	);
}

function RuleLinks({rules}: {readonly rules: readonly RuleTitle[]}): VNode {
	return (
		<ul class="bare-list">
			{rules.map(({id, title}) => (
				<li key={id}>
					<ExplainLink query={id} name={withoutFacts(title)} />
				</li>
			))}
		</ul>
	);
}

function nameOf({code, name}: {readonly code: string; readonly name: string | null}): string {
	return `${code} ${name ?? `(${texts.noName})`}`;
}
