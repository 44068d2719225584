/** docs/MESSAGES.md is what the tables say, and FORMAT.md names files that exist. */
import {existsSync, globSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {MESSAGE_PATTERNS} from '../../src/core/events/patterns/index.js';
import {GROUPS, messagesPage} from '../helpers/messages-page.js';
import {PROJECT} from '../helpers/run-wulens.js';

it('MESSAGES.md is current; npm run test:update makes it anew', async () => {
	await expect(messagesPage()).toMatchFileSnapshot(join(PROJECT, 'docs', 'MESSAGES.md'));
});

it('every table of messages is on the page', () => {
	expect(GROUPS.flatMap(([, rows]) => rows)).toEqual(MESSAGE_PATTERNS);
});

describe.each(['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', {cwd: PROJECT})])('%s', (page) => {
	const text = readFileSync(join(PROJECT, page), 'utf8');

	it('links to what exists', () => {
		const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
			.map((match) => match[1] ?? '')
			.filter((target) => !/^[a-z]+:/.test(target));
		expect(targets.filter((target) => !existsSync(join(PROJECT, dirname(page), target)))).toEqual([]);
	});

	it('names files of the project that exist', () => {
		const named = [...text.matchAll(/`((?:src|test|docs|bench|samples)\/[\w./-]*[\w/])`/g)].map((match) => match[1] ?? '');
		expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
	});
});
