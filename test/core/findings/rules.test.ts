/** Every rule speaks on its matching examples and is silent on the others; the table is whole. */
import {describe, expect, it} from 'vitest';
import {FACTS} from '../../../src/core/findings/facts.js';
import type {Condition, Rule} from '../../../src/core/findings/rule.js';
import {RULES} from '../../../src/core/findings/rules/index.js';
import {analyzeShort} from '../../helpers/short-logs.js';

function findingsOf(rule: Rule, example: string): readonly {readonly severity: string}[] {
	return analyzeShort(example).findings.filter((finding) => finding.rule === rule.id && severitiesOf(rule).has(finding.severity));
}

/** A rule of the same name can have another role, and then has another severity. */
function severitiesOf(rule: Rule): ReadonlySet<string> {
	return new Set([rule.severity, ...(rule.variants ?? []).flatMap(({severity}) => (severity === undefined ? [] : [severity]))]);
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
		expect(rule.steps.length + (rule.variants ?? []).reduce((sum, variant) => sum + (variant.steps?.length ?? 0), 0)).toBeGreaterThan(0);
	});

	it('asks for facts that exist', () => {
		const known = new Set<string>(FACTS.map((fact) => fact.name));
		const asked = [rule.when, ...(rule.variants ?? []).map((variant) => variant.when)].flatMap(factsIn);
		expect(asked.filter((name) => !known.has(name))).toEqual([]);
	});

	it('puts no text from a log into a command', () => {
		const steps = [...rule.steps, ...(rule.variants ?? []).flatMap((variant) => variant.steps ?? [])];
		for (const step of steps) expect(step.command ?? '').not.toMatch(/\{[a-z][A-Za-z.]*\}/);
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

it('leaves no placeholder unfilled and quotes every finding', () => {
	for (const rule of RULES) {
		for (const example of rule.examples.match) {
			for (const finding of analyzeShort(example).findings) {
				expect(`${finding.title} ${finding.explanation} ${finding.nextSteps.join(' ')}`).not.toMatch(/\{[a-z]/);
				expect(finding.evidence.length).toBeGreaterThan(0);
				if (finding.explanation.startsWith('Nothing to do')) expect(finding.nextSteps).toEqual([]);
				else expect(finding.nextSteps.length, finding.title).toBeGreaterThan(0);
				for (const {line} of finding.evidence) expect(line).toBeGreaterThan(0);
			}
		}
	}
});
