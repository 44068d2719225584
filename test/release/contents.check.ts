/** Every file of a release, opened: what belongs there and nothing else, no trace of the machine that made it, licenses whole. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {homedir, hostname} from 'node:os';
import {join} from 'node:path';
import {Ajv} from 'ajv';
import {beforeAll, describe, expect, it} from 'vitest';
import {bundledPackages} from '../../packaging/bill-of-materials.mjs';
import {NAMES, project, RELEASE, version} from '../../packaging/project.mjs';
import {nodeProgram, type Source, SOURCES, sourceFolder} from '../../packaging/sources.mjs';
import {certificateTable, checksumOf, versionInformation, writtenChecksum} from '../../packaging/windows-executable.mjs';
import {type Files, filesIn, filesOfTarball, filesOfZip, releaseFile} from '../helpers/release-archives.js';
import {PROJECT} from '../helpers/run-wulens.js';

const ARCHIVES = [NAMES.windows, NAMES.windowsArm, NAMES.portable, NAMES.linux, NAMES.npm];
const LICENSES = ['LICENSE.txt', 'licenses/Node.js.txt', 'licenses/packages.txt'];
const archives = new Map<string, Files>();

function filesOf(name: string): Files {
	const files = archives.get(name);
	if (files === undefined) throw new Error(`${name} is not open`);
	return files;
}

function fileOf(archive: string, name: string): Buffer {
	const bytes = filesOf(archive).get(name);
	if (bytes === undefined) throw new Error(`${archive} has no ${name}`);
	return bytes;
}

/** Names, with one sign for all files of the bundles, whose names hold hashes. */
const namesOf = (files: Iterable<string>): readonly string[] =>
	[
		...new Set(
			[...files].map((name) => name.replace(/(program|library)\/[\w-]+\.js$/, '$1/*.js').replace(/\/types\/.*\.d\.ts$/, '/types/*')),
		),
	].toSorted();

const PISCINA = [
	...['LICENSE', 'package.json', 'dist/abort.js', 'dist/common.js', 'dist/errors.js', 'dist/esm-wrapper.mjs', 'dist/histogram.js'],
	...['dist/index.js', 'dist/main.js', 'dist/symbols.js', 'dist/task_queue/array_queue.js', 'dist/task_queue/common.js'],
	...['dist/task_queue/fixed_queue.js', 'dist/task_queue/index.js', 'dist/types.js', 'dist/worker.js'],
	...['dist/worker_pool/balancer/index.js', 'dist/worker_pool/base.js', 'dist/worker_pool/index.js'],
].map((name) => `node_modules/piscina/${name}`);
const PORTABLE = [...LICENSES, ...PISCINA, 'README.txt', 'package.json', 'program/*.js', 'wulens.html', 'wulens.js'];

beforeAll(async () => {
	for (const name of [NAMES.windows, NAMES.windowsArm, NAMES.portable]) archives.set(name, await filesOfZip(name));
	for (const name of [NAMES.linux, NAMES.npm]) archives.set(name, filesOfTarball(name));
});

describe('what is in it', () => {
	it('the folder', () => {
		const winget = ['installer.yaml', 'locale.en-US.yaml', 'yaml'].map((end) => `winget/wulens.wulens.${end}`);
		const names = [...ARCHIVES, NAMES.page, NAMES.billOfMaterials, NAMES.checksums, NAMES.scoop, ...winget];
		expect([...filesIn(RELEASE).keys()].toSorted()).toEqual(names.toSorted());
	});

	it.each([NAMES.windows, NAMES.windowsArm])('%s', (name) => {
		expect(namesOf(filesOf(name).keys())).toEqual([...LICENSES, 'README.txt', 'collect.cmd', 'wulens.exe', 'wulens.html'].toSorted());
	});

	it('the portable folder', () => {
		const names = [...PORTABLE, 'collect.cmd', 'node.exe', 'windows-start.js', 'wulens.cmd'];
		expect(namesOf(filesOf(NAMES.portable).keys())).toEqual(names.toSorted());
	});

	it('the folder for Linux', () => {
		expect(namesOf(filesOf(NAMES.linux).keys())).toEqual(
			[...PORTABLE, 'node', 'wulens'].map((name) => `wulens-${version}/${name}`).toSorted(),
		);
	});

	it('the npm package: what package.json lists', () => {
		const kinds = [...filesOf(NAMES.npm).keys()].map((name) => name.replace(/^package\/(samples|docs)\/.*/, 'package/$1/*'));
		const names = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json', 'docs/*', 'samples/*', 'dist/wulens.html'];
		const code = ['dist/library/*.js', 'dist/library/LICENCES.md', 'dist/library/types/*', 'dist/program/*.js', 'dist/program/LICENCES.md'];
		const bin = ['bin/collect.cmd', 'bin/windows-start.js', 'bin/wulens.cmd', 'bin/wulens.js'];
		const schemas = ['src/core/report/report.schema.json', 'src/core/triage/summary.schema.json'];
		expect(namesOf(kinds)).toEqual([...names, ...code, ...bin, ...schemas].map((name) => `package/${name}`).toSorted());
	});

	it('the page', () => {
		expect(releaseFile(NAMES.page)).toEqual(readFileSync(join(PROJECT, 'dist', 'wulens.html')));
		for (const name of [NAMES.windows, NAMES.windowsArm, NAMES.portable])
			expect(fileOf(name, 'wulens.html')).toEqual(releaseFile(NAMES.page));
	});
});

describe('what is not in it', () => {
	const registry = new URL(execFileSync('npm', ['config', 'get', 'registry'], {encoding: 'utf8'}).trim()).host;
	const places = [PROJECT.replace(/\/$/, ''), join(homedir(), '.'), 'wulens-executable-', 'wulens-release-', registry].filter(
		(place) => place.length > 5,
	);
	if (hostname().length > 6) places.push(hostname());

	it.each(ARCHIVES)('%s names no place of the machine that made it', (name) => {
		for (const [path, bytes] of filesOf(name)) {
			// What nodejs.org has published is not ours.
			if (/(?:^|\/)node(?:\.exe)?$|Node\.js\.txt$/.test(path)) continue;
			for (const place of places) expect({path, place, isFound: bytes.includes(place)}).toEqual({path, place, isFound: false});
		}
	});

	it.each([NAMES.billOfMaterials, NAMES.page, NAMES.scoop])('%s neither', (name) => {
		for (const place of places) expect({place, isFound: releaseFile(name).includes(place)}).toEqual({place, isFound: false});
	});

	it('logs, other than in the npm package, which has the samples', () => {
		for (const name of ARCHIVES.filter((archive) => archive !== NAMES.npm))
			expect([...filesOf(name).keys()].filter((path) => /\.(?:log|etl|cab|gz|zip)$/i.test(path))).toEqual([]);
	});
});

describe.each([
	[NAMES.windows, SOURCES.windows, SOURCES.linux],
	[NAMES.windowsArm, SOURCES.windowsArm, SOURCES.linuxForArm],
])('wulens.exe of %s', (archive, source, licensed) => {
	it('has its own name and version', () => {
		const numbers = `${version.replace(/-.*/, '')}.0`;
		expect(versionInformation(fileOf(archive, 'wulens.exe'))).toMatchObject({
			ProductName: 'wulens',
			InternalName: 'wulens',
			OriginalFilename: 'wulens.exe',
			FileVersion: numbers,
			ProductVersion: numbers,
		});
	});

	it('has the checksum that Windows computes', () => {
		const node = readFileSync(nodeProgram(source));
		expect(checksumOf(node)).toBe(writtenChecksum(node));
		const program = fileOf(archive, 'wulens.exe');
		expect(checksumOf(program)).toBe(writtenChecksum(program));
	});

	it('has no signature left, not even the place of one', () => {
		expect(certificateTable(readFileSync(nodeProgram(source))).size).toBeGreaterThan(0);
		expect(certificateTable(fileOf(archive, 'wulens.exe'))).toEqual({offset: 0, size: 0});
	});

	it('comes with the license of its Node', () => {
		expectNodeLicense(fileOf(archive, 'licenses/Node.js.txt'), licensed);
	});
});

function expectNodeLicense(bytes: Buffer, source: Source): void {
	const text = bytes.toString().replaceAll('\r\n', '\n');
	expect(text).toBe(readFileSync(join(sourceFolder(source), 'LICENSE'), 'utf8').replaceAll('\r\n', '\n'));
	expect(text).toMatch(/Node\.js is licensed for use as follows.*V8.*OpenSSL/s);
}

describe('Node in the other archives', () => {
	it('is as nodejs.org published it, on Windows with its signature', () => {
		expect(fileOf(NAMES.portable, 'node.exe').equals(readFileSync(nodeProgram(SOURCES.windows)))).toBe(true);
		expect(fileOf(NAMES.linux, `wulens-${version}/node`).equals(readFileSync(nodeProgram(SOURCES.linux)))).toBe(true);
	});

	it('comes with its license', () => {
		expectNodeLicense(fileOf(NAMES.portable, 'licenses/Node.js.txt'), SOURCES.linux);
		expectNodeLicense(fileOf(NAMES.linux, `wulens-${version}/licenses/Node.js.txt`), SOURCES.linux);
	});
});

describe('licenses of packages', () => {
	it.each([
		[NAMES.windows, ''],
		[NAMES.windowsArm, ''],
		[NAMES.portable, ''],
		[NAMES.linux, `wulens-${version}/`],
	])('%s has the text of every package whose code is in it', (archive, folder) => {
		const text = fileOf(archive, `${folder}licenses/packages.txt`).toString().replaceAll('\r\n', '\n');
		const needed = [
			...bundledPackages(readFileSync(join(PROJECT, 'dist/program/LICENCES.md'), 'utf8')),
			`piscina@${project.dependencies.piscina}`,
		];
		expect(needed.length).toBeGreaterThan(20);
		expect(bundledPackages(text).toSorted()).toEqual(needed.toSorted());
		for (const part of text.split(/^## /m).slice(1)) expect(part).toMatch(/copyright|\(c\)|permission/i);
		expect(fileOf(archive, `${folder}LICENSE.txt`).toString().replaceAll('\r\n', '\n')).toBe(
			readFileSync(join(PROJECT, 'LICENSE'), 'utf8'),
		);
	});
});

describe('the bill of materials', () => {
	const bill: {readonly components: readonly {readonly name: string; readonly version: string}[]} = JSON.parse(
		releaseFile(NAMES.billOfMaterials).toString(),
	);

	it('is CycloneDX', () => {
		const folder = join(PROJECT, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
		const schema = (name: string): object => JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'));
		const ajv = new Ajv({strict: false, validateFormats: false});
		for (const name of ['spdx', 'jsf-0.82']) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
		const isValid = ajv.compile(schema('bom-1.5'));
		isValid(bill);
		expect(isValid.errors).toBe(null);
	});

	it('names Node and every package in the programs, the library, and the page', () => {
		const names = bill.components.map((component) => `${component.name}@${component.version}`);
		expect(names.filter((name) => name.startsWith('Node.js@'))).toEqual(
			[SOURCES.windows, SOURCES.windowsArm, SOURCES.linux].map((source) => `Node.js@${source.version}`),
		);
		for (const file of ['dist/program/LICENCES.md', 'dist/library/LICENCES.md', 'dist/wulens.html'])
			expect(names).toEqual(expect.arrayContaining([...bundledPackages(readFileSync(join(PROJECT, file), 'utf8'))]));
		expect(names).toContain(`piscina@${project.dependencies.piscina}`);
	});
});

it('the checksums are those of the files', () => {
	const lines = releaseFile(NAMES.checksums).toString().trimEnd().split('\n');
	expect(lines.map((line) => line.slice(66)).toSorted()).toEqual([...ARCHIVES, NAMES.page, NAMES.billOfMaterials].toSorted());
	for (const line of lines)
		expect(line.slice(0, 64)).toBe(
			createHash('sha256')
				.update(releaseFile(line.slice(66)))
				.digest('hex'),
		);
});

it('texts for Windows have its line ends', () => {
	for (const archive of [NAMES.windows, NAMES.portable])
		for (const name of ['README.txt', ...LICENSES]) expect(fileOf(archive, name).toString().replaceAll('\r\n', '')).not.toContain('\n');
});
