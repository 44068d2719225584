/** Manifests of package managers: every field is as they ask for, and names the file and the hash that it is about. */
import {Ajv} from 'ajv';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {manifests} from '../../packaging/manifests.mjs';
import {NAMES, version} from '../../packaging/project.mjs';
import {SCOOP, WINGET_INSTALLER, WINGET_LOCALE, WINGET_VERSION} from '../helpers/manifest-rules.js';

const HASHES = new Map([
	[NAMES.windows, 'ab'.repeat(32)],
	[NAMES.windowsArm, 'cd'.repeat(32)],
]);
const TEXTS = manifests(HASHES);
const ajv = new Ajv({strict: false});

function errorsOf(schema: object, content: unknown): unknown {
	const isValid = ajv.compile(schema);
	isValid(content);
	return isValid.errors;
}

const contentOf = (name: string): unknown => parse(TEXTS.get(name) ?? '');

describe('winget', () => {
	it.each([
		['wulens.wulens.yaml', WINGET_VERSION],
		['wulens.wulens.installer.yaml', WINGET_INSTALLER],
		['wulens.wulens.locale.en-US.yaml', WINGET_LOCALE],
	])('%s is as its schema asks for', (name, schema) => {
		const content = contentOf(`${NAMES.winget}${name}`);
		expect(content).toMatchObject({PackageIdentifier: 'wulens.wulens', PackageVersion: version});
		expect(errorsOf(schema, content)).toBe(null);
	});

	it('names each zip file with its hash', () => {
		expect(contentOf(`${NAMES.winget}wulens.wulens.installer.yaml`)).toMatchObject({
			Installers: [
				{Architecture: 'x64', InstallerUrl: expect.stringContaining(`/v${version}/${NAMES.windows}`), InstallerSha256: 'AB'.repeat(32)},
				{Architecture: 'arm64', InstallerUrl: expect.stringContaining(NAMES.windowsArm), InstallerSha256: 'CD'.repeat(32)},
			],
		});
	});
});

describe('scoop', () => {
	it('is as its schema asks for, with the same files', () => {
		const content: unknown = JSON.parse(TEXTS.get(NAMES.scoop) ?? '');
		expect(errorsOf(SCOOP, content)).toBe(null);
		expect(content).toMatchObject({architecture: {arm64: {hash: 'cd'.repeat(32)}, '64bit': {hash: 'ab'.repeat(32)}}});
	});
});

it('a wrong field is found', () => {
	expect(errorsOf(SCOOP, {...JSON.parse(TEXTS.get(NAMES.scoop) ?? ''), hash: 'none'})).not.toBe(null);
	expect(errorsOf(WINGET_VERSION, {PackageIdentifier: 'wulens', PackageVersion: version})).not.toBe(null);
});
