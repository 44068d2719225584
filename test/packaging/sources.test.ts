/** The programs of Node in a release are pinned, and are those that wulens is tested with and asks for. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {project, ROOT} from '../../packaging/project.mjs';
import {SOURCES} from '../../packaging/sources.mjs';

it('each has its hash', () => {
	for (const {integrity} of Object.values(SOURCES)) expect(integrity).toMatch(/^sha512-[A-Za-z\d+/]{86}==$/);
});

it('a blob is made by the version that runs it', () => {
	expect(SOURCES.windows.version).toBe(SOURCES.linux.version);
	expect(SOURCES.windowsArm.version).toBe(SOURCES.linuxForArm.version);
});

it('the x64 programs hold the Node that runs the tests', () => {
	expect(SOURCES.windows.version).toBe(project.devDependencies.node);
});

it('the oldest is the one that package.json and the program ask for', () => {
	const {engines}: {readonly engines: {readonly node: string}} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	expect(`>=${SOURCES.oldest.version}`).toBe(`${engines.node}.0`);
});
