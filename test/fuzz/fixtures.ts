/** Inputs that once broke something, and where they are kept: test/fixtures/fuzz, a folder for each target. */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';

const FOLDER: string = fileURLToPath(new URL('../fixtures/fuzz', import.meta.url));

export interface FuzzFixture {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** @param target name of the target */
export function fixturesOf(target: string): readonly FuzzFixture[] {
	const folder = join(FOLDER, target);
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.toSorted()
		.map((name) => ({name, bytes: new Uint8Array(readFileSync(join(folder, name)))}));
}

/** Names of all folders, so that none is left behind when a target gets another name. */
export function fixtureFolders(): readonly string[] {
	return existsSync(FOLDER) ? readdirSync(FOLDER).toSorted() : [];
}

/** @returns where it was written; give it a name that says what it is about */
export function keepFixture(target: string, bytes: Uint8Array): string {
	const folder = join(FOLDER, target);
	mkdirSync(folder, {recursive: true});
	const path = join(folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`);
	writeFileSync(path, bytes);
	return path;
}
