/** Every rule speaks on its matching examples and is silent on the others; the table is whole. */
import {describe, expect, it} from 'vitest';
import {FACTS} from '../../../src/core/findings/facts/index.js';
import {COMMAND_PLACEHOLDER_NAMES, factsInCommand} from '../../../src/core/findings/command-target.js';
import type {Condition, Rule, RuleStep} from '../../../src/core/findings/rule.js';
import {titlePartsOfText} from '../../../src/core/findings/title-parts.js';
import {RULES} from '../../../src/core/findings/rules/index.js';
import {analyzeShort} from '../../helpers/short-logs.js';

function findingsOf(rule: Rule, example: string): readonly {readonly severity: string}[] {
	return analyzeShort(example).findings.filter(
		(finding) => finding.rule === rule.id && (rule.role === 'outside' || severitiesOf(rule).has(finding.severity)),
	);
}

/** A rule of the same name can have another role, and then has another severity. */
function severitiesOf(rule: Rule): ReadonlySet<string> {
	return new Set([rule.severity, ...(rule.variants ?? []).flatMap(({severity}) => (severity === undefined ? [] : [severity]))]);
}

/** Restarting the service is a step of a sequence. */
const RESTART = 'net stop wuauserv & net start wuauserv';

const NEW_COMMANDS = /Test-NetConnection|Get-WindowsUpdateLog|Import-Certificate|Resolve-DnsName|chkdsk C: \/scan/;

/** About features or files of Windows 10 and later; logs of earlier versions never lead to them. */
const NOT_FOR_OLD: ReadonlySet<string> = new Set([
	'log-undecoded',
	'wrong-kind-of-log',
	'log-not-verbose',
	'wsus-certificate-not-in-store',
	'wsus-certificate-store-empty',
]);

/** The steps of the rule as a finding has them: those of a variant come first. */
function stepListsOf(rule: Rule): readonly (readonly RuleStep[])[] {
	return [rule.steps, ...(rule.variants ?? []).map((variant) => [...(variant.steps ?? []), ...rule.steps])];
}

function commandsOf(rule: Rule): readonly string[] {
	return stepListsOf(rule).flatMap((steps) => steps.flatMap(({command, onOldWindows}) => [command ?? '', onOldWindows?.command ?? '']));
}

function factsIn(condition: Condition): readonly string[] {
	return [
		...Object.keys(condition.facts ?? {}),
		...(condition.all ?? []).flatMap(factsIn),
		...(condition.any ?? []).flatMap(factsIn),
		...(condition.not === undefined ? [] : factsIn(condition.not)),
	];
}

describe.each(RULES.map((rule) => ({name: `${rule.id} (${rule.role})`, rule})))('$name', ({rule}) => {
	it.each(rule.examples.match)('speaks on example %#', (example) => {
		expect(findingsOf(rule, example)).toHaveLength(1);
	});

	it.each(rule.examples.noMatch)('is silent on counter-example %#', (example) => {
		expect(findingsOf(rule, example)).toEqual([]);
	});

	it('is whole', () => {
		expect(rule.examples.match.length).toBeGreaterThan(0);
		expect(rule.examples.noMatch.length).toBeGreaterThan(0);
		expect(rule.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
		expect(rule.evidence.length).toBeGreaterThan(0);
		expect(rule.explanation === '{reason}' || /[.!?]$/.test(rule.explanation)).toBe(true);
		if (stepListsOf(rule).every((steps) => steps.length === 0)) expect(rule.explanation).toContain('o action is needed');
	});

	it('asks for facts that exist', () => {
		const known = new Set<string>(FACTS.map((fact) => fact.name));
		const asked = [rule.when, ...(rule.variants ?? []).map((variant) => variant.when)].flatMap(factsIn);
		expect(asked.filter((name) => !known.has(name))).toEqual([]);
	});

	it('puts no text from a log into a command but a host and a port of strict form', () => {
		const names = commandsOf(rule).flatMap((command) => [...command.matchAll(/\{([A-Za-z.]+)\}/g)].map(([, name = '']) => name));
		expect(names.filter((name) => !COMMAND_PLACEHOLDER_NAMES.includes(name))).toEqual([]);
	});

	it('has no placeholder in a command that cmd takes for a redirection', () => {
		// <local> is a value of netsh; the quotes around it keep cmd from reading it.
		expect(commandsOf(rule).filter((command) => /[<>]/.test(command.replace(/"<local>;[^"]*"/g, '')))).toEqual([]);
	});

	it('changes nothing with a command that holds text from a log', () => {
		const changing = stepListsOf(rule).flatMap((steps) => steps.filter(({changes}) => changes));
		expect(changing.filter(({command}) => command !== null && factsInCommand(command).length > 0)).toEqual([]);
	});

	it('says no step twice', () => {
		for (const steps of stepListsOf(rule)) {
			expect(new Set(steps.map(({text}) => text)).size).toBe(steps.length);
			const commands = steps.flatMap(({command}) => (command === null || command === RESTART ? [] : [command]));
			expect(new Set(commands).size).toBe(commands.length);
		}
	});

	it('tells old clients only commands that they have', () => {
		const old = stepListsOf(rule)
			.flat()
			.map(({command, onOldWindows}) => (onOldWindows === undefined ? command : onOldWindows.command));
		const isKnown = (command: string | null): boolean => NOT_FOR_OLD.has(rule.id) || command === null || !NEW_COMMANDS.test(command);
		expect(old.filter((command) => !isKnown(command))).toEqual([]);
	});
});

it('names each rule once in each role', () => {
	const names = RULES.map((rule) => `${rule.role} ${rule.id}`);
	expect(new Set(names).size).toBe(names.length);
});

it('has every rule that a helpdesk was promised', () => {
	const ids = new Set(RULES.map((rule) => rule.id));
	for (const id of [
		'trust-provider-unknown',
		'wsus-certificate-not-in-store',
		'wsus-certificate-pinned',
		'wsus-certificate-store-empty',
		'pinning-not-enforced-by-policy',
		'tls-verification-failed',
		'wsus-over-http',
		'user-proxy-fallback-used',
		'user-proxy-fallback-allowed',
		'user-proxy-first',
		'system-proxy-failed-no-fallback',
		'all-proxies-failed',
		'proxy-authentication-required',
		'name-not-resolved',
		'connection-failed',
		'connection-timeout',
		'server-http-status',
		'soap-fault',
		'too-many-round-trips',
		'external-cab-failed',
		'scan-cancelled',
		'scan-cut-off',
		'client-older-than-2021',
		'log-not-verbose',
		'log-undecoded',
		'wrong-kind-of-log',
		'clock-jumped',
		'scan-failed',
	]) {
		expect(ids).toContain(id);
	}
});

const CAUSES = new Set(RULES.filter((rule) => rule.role === 'cause').map((rule) => rule.id));

it('gives one cause to a failed scan, however many failures it has', () => {
	for (const rule of RULES.filter((candidate) => candidate.role === 'cause')) {
		for (const example of rule.examples.match)
			expect(
				analyzeShort(example).findings.filter((finding) => finding.severity === rule.severity && CAUSES.has(finding.rule)),
			).toHaveLength(1);
	}
});

it('has short titles, with server and codes in parentheses at their end', () => {
	const titles = RULES.flatMap(({title, variants = []}) => [title, ...variants.flatMap((variant) => variant.title ?? [])]);
	for (const title of titles) {
		const {main} = titlePartsOfText(title);
		expect(main.replaceAll(/\{[A-Za-z.]+\}/g, '').length, title).toBeLessThanOrEqual(70);
		expect(main, title).not.toMatch(/\{(?:server|host|rootCause|exitCode|wsus\.server)\}/);
	}
});

it('leaves no placeholder unfilled and quotes every finding', () => {
	for (const rule of RULES) {
		for (const example of rule.examples.match) {
			for (const finding of analyzeShort(example).findings) {
				expect(`${finding.title} ${finding.explanation} ${finding.nextSteps.join(' ')}`).not.toMatch(/\{[a-z]/);
				expect(finding.evidence.length).toBeGreaterThan(0);
				if (finding.steps.length === 0) expect(finding.explanation, finding.title).toMatch(/[Nn]o action is needed|Nothing to do/);
				for (const {command} of finding.steps) expect(command ?? '').not.toMatch(/\{[a-z]+\}/i);
				const steps = finding.steps.map(({text, command}) => `${text} ${command}`);
				expect(new Set(steps).size, finding.title).toBe(steps.length);
				for (const {line} of finding.evidence) expect(line).toBeGreaterThan(0);
			}
		}
	}
});
