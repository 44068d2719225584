/** Errors of the update database by their cause, which decides the cure. */
import {describe, expect, it} from 'vitest';
import {DATABASE_ERRORS, databaseError, databaseProblem} from '../../../src/core/codes/database-errors.js';
import {explanationOf} from '../../../src/core/codes/explanations.js';

const FACILITY = 0xc800_0000;

describe('a database error', () => {
	it.each([
		['disk-full', [-510, -529, -1808]],
		['damaged', [-501, -528, -546, -550, -1018, -1019, -1206, -1216, -1811]],
		['memory', [-1011, -1069]],
		['disk-error', [-1022]],
		['locked', [-1032]],
		['other', [-1003, -65_535]],
	] as const)('is %s: %j', (problem, errors) => {
		for (const error of errors) {
			expect(databaseProblem(FACILITY - error)).toBe(problem);
			expect(databaseError(FACILITY - error)).toBe(error);
		}
	});

	it('is also what scripts print as a signed number', () => {
		expect(databaseError(0xc8000710 | 0)).toBe(-1808);
		expect(databaseProblem(0xc8000710 | 0)).toBe('disk-full');
	});

	it('is none of another facility', () => {
		for (const code of [0, 0x80070002, 0x80248007, FACILITY, 0xc801_0001]) {
			expect(databaseError(code)).toBeNull();
			expect(databaseProblem(code)).toBeNull();
		}
	});
});

it('a full disk is one in the words of Win32, too', () => {
	expect([0x80070070, 0x80070027].map(databaseProblem)).toEqual(['disk-full', 'disk-full']);
});

it('each error has one cause', () => {
	const errors = DATABASE_ERRORS.flatMap((row) => row.errors);
	expect(new Set(errors).size).toBe(errors.length);
});

it('the errors that the field knows are explained', () => {
	for (const error of [-510, -529, -546, -1011, -1018, -1019, -1022, -1032, -1069, -1206, -1808])
		expect(explanationOf(FACILITY - error)).not.toBeNull();
});
