/** `npm run release`: writes all that people can install to release/. Two runs give the same bytes. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {writeTarball, writeZip} from './archives.mjs';
import {billOfMaterials} from './bill-of-materials.mjs';
import {linuxContents, portableContents, windowsContents} from './contents.mjs';
import {buildExecutable} from './executable/build.mjs';
import {manifests} from './manifests.mjs';
import {NAMES, RELEASE, ROOT, version} from './project.mjs';
import {SOURCES} from './sources.mjs';

const [folder = RELEASE] = process.argv.slice(2);
const target = (name) => join(folder, name);

rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});

const executable = buildExecutable({windows: SOURCES.windows, linux: SOURCES.linux});
await writeZip(target(NAMES.windows), windowsContents(executable, SOURCES.linux));
const armExecutable = buildExecutable({windows: SOURCES.windowsArm, linux: SOURCES.linuxForArm});
await writeZip(target(NAMES.windowsArm), windowsContents(armExecutable, SOURCES.linuxForArm));
await writeZip(target(NAMES.portable), portableContents());
await writeTarball(target(NAMES.linux), `wulens-${version}`, linuxContents());

// The build is done: `npm run release` begins with it.
execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
	cwd: ROOT,
	stdio: ['ignore', 'ignore', 'inherit'],
});
copyFileSync(join(ROOT, 'dist', 'wulens.html'), target(NAMES.page));
writeFileSync(target(NAMES.billOfMaterials), billOfMaterials());

const hashes = new Map(
	readdirSync(folder)
		.toSorted()
		.map((name) => [
			name,
			createHash('sha256')
				.update(readFileSync(target(name)))
				.digest('hex'),
		]),
);
for (const [name, text] of manifests(hashes)) {
	mkdirSync(dirname(target(name)), {recursive: true});
	writeFileSync(target(name), text);
}
writeFileSync(target(NAMES.checksums), [...hashes].map(([name, hash]) => `${hash}  ${name}\n`).join(''));

for (const name of hashes.keys()) console.log(`${(statSync(target(name)).size / 1e6).toFixed(1).padStart(6)} MB  ${name}`);
