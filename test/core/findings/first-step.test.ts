/** Which step a report says first. */
import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {firstStepOf, stepWords} from '../../../src/core/findings/first-step.js';
import type {Finding, Severity, Step} from '../../../src/core/types.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';

const CHECK: Step = {text: 'Look at it.', command: 'Get-Thing', changes: false};
const LATER: Step = {text: 'Look again.', command: null, changes: false};
const FIX: Step = {text: 'Repair it.', command: null, changes: true};

function finding(severity: Severity, steps: readonly Step[]): Finding {
	return {
		rule: `${severity}-${steps.length}`,
		severity,
		title: '',
		explanation: '',
		nextSteps: [],
		steps,
		references: [],
		scans: [],
		failures: [],
		evidence: [],
	};
}

describe('the first step', () => {
	it('is the first check of the first finding that asks for action', () => {
		const [error, warning] = [finding('error', [CHECK, LATER, FIX]), finding('warning', [FIX])];
		expect(firstStepOf([error, warning])).toEqual({finding: error, step: CHECK});
		expect(firstStepOf([warning, error])).toEqual({finding: warning, step: FIX});
	});

	it('is a check before a fix, whatever comes first', () => {
		expect(firstStepOf([finding('error', [FIX, LATER, CHECK])])?.step).toBe(LATER);
	});

	it('passes over notes and over findings without steps', () => {
		const warning = finding('warning', [CHECK]);
		expect(firstStepOf([finding('error', []), finding('info', [CHECK]), warning])?.finding).toBe(warning);
		expect(firstStepOf([finding('info', [CHECK])])).toBeNull();
		expect(firstStepOf([])).toBeNull();
	});

	it('is there for every sample that has an error', () => {
		const names = readdirSync('samples').filter((name) => name.endsWith('.log'));
		const failed = names.map((name) => sampleReport(name)).filter(({findings}) => findings.some(({severity}) => severity === 'error'));
		expect(failed.length).toBeGreaterThan(3);
		for (const {findings} of failed) expect(firstStepOf(findings)).not.toBeNull();
	});
});

it('is said with its command', () => {
	expect(stepWords(CHECK)).toBe('Look at it (Get-Thing)');
	expect(stepWords(FIX)).toBe('Repair it.');
});
