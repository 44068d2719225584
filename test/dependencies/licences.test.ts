/** What is installed with wulens and what is in its files: few packages, under permissive licences, which run nothing on the way. */
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {licencesPage, packagesInUse, runtimePackages} from '../helpers/runtime-dependencies.js';
import {PROJECT} from '../helpers/run-wulens.js';

/** Permissive ones: wulens may be given on with them, under its own. */
const ALLOWED: ReadonlySet<string> = new Set([
	'MIT',
	'ISC',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'Apache-2.0',
	'0BSD',
	'Unlicense',
	'(MIT OR CC0-1.0)',
]);

/** A new package is a decision; this number is where it is noticed. */
const MOST_PACKAGES = 73;

const packages = runtimePackages();

it('all licences are allowed', () => {
	expect(packagesInUse().filter(({license}) => !ALLOWED.has(license))).toEqual([]);
});

it('nothing runs when they are installed', () => {
	expect(packages.filter(({hasInstallScript}) => hasInstallScript)).toEqual([]);
});

it('they are few', () => {
	expect(packages.length).toBeGreaterThan(1);
	expect(packagesInUse().length).toBeLessThanOrEqual(MOST_PACKAGES);
});

it('LICENCES.md is current; npm run test:update makes it anew', async () => {
	await expect(licencesPage()).toMatchFileSnapshot(join(PROJECT, 'docs', 'LICENCES.md'));
});
