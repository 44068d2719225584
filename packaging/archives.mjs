/** Archives that are the same bytes whenever and wherever they are made: fixed order, times, and modes. */
import {createWriteStream} from 'node:fs';
import {chmod, mkdtemp, mkdir, rm, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {create} from 'tar';
import {ZipFile} from 'yazl';

/** The time that npm gives to all files in its packages, in local time, which is what a zip holds. */
const TIME = new Date(1985, 9, 26, 8, 15, 0);
const TIME_UTC = new Date(Date.UTC(1985, 9, 26, 8, 15, 0));
const MODE = 0o644;
const PROGRAM_MODE = 0o755;

const inOrder = (files) => [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** @param files bytes by path */
export async function writeZip(path, files) {
	const zip = new ZipFile();
	for (const [name, {bytes, isProgram}] of inOrder(files)) {
		zip.addBuffer(bytes, name, {
			mtime: TIME,
			mode: 0o100000 | (isProgram ? PROGRAM_MODE : MODE),
			forceDosTimestamp: true,
			compressionLevel: 9,
		});
	}
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(path));
}

/** @param files bytes by path; all lie in a folder of this name */
export async function writeTarball(path, folder, files) {
	const root = await mkdtemp(join(tmpdir(), 'wulens-release-'));
	try {
		const names = [];
		for (const [name, {bytes, isProgram}] of inOrder(files)) {
			const file = join(root, folder, name);
			await mkdir(dirname(file), {recursive: true});
			await writeFile(file, bytes);
			await chmod(file, isProgram ? PROGRAM_MODE : MODE);
			await utimes(file, TIME_UTC, TIME_UTC);
			names.push(`${folder}/${name}`);
		}
		await create({file: path, cwd: root, gzip: {level: 9}, portable: true, mtime: TIME_UTC}, names);
	} finally {
		await rm(root, {recursive: true, force: true});
	}
}
