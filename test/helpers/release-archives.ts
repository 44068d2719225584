/** The files of a release: each archive with all that is in it, by path. */
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {extract} from 'tar';
import {openPromise} from 'yauzl';
import {RELEASE} from '../../packaging/project.mjs';

export type Files = ReadonlyMap<string, Buffer>;

/** @param name in the folder of the release */
export function releaseFile(name: string): Buffer {
	return readFileSync(join(RELEASE, name));
}

export async function filesOfZip(name: string): Promise<Files> {
	const zip = await openPromise(join(RELEASE, name), {lazyEntries: true, autoClose: true});
	const files = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry()) files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
	return files;
}

export function filesOfTarball(name: string): Files {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-tarball-'));
	try {
		extract({file: join(RELEASE, name), cwd: folder, sync: true});
		return filesIn(folder);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

export function filesIn(folder: string): Files {
	const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => statSync(join(folder, name)).isFile());
	return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]));
}
