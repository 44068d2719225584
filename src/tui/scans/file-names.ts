/** Short names of files that tell them apart: the last part of the path, with the folders before it that it takes. */
import type {FileReport} from '../../core/index.js';
import {plainText} from '../../core/wording/plain-text.js';

type Named = Pick<FileReport, 'path' | 'member'>;

/** Lists do not change, but new ones take their place, and each row that is shown asks. */
const known = new WeakMap<readonly Named[], readonly string[]>();

/** @returns '' where there is no such file */
export function fileNameAt(files: readonly Named[], index: number): string {
	const names = known.get(files) ?? fileNames(files);
	known.set(files, names);
	return names[index] ?? '';
}

/** The same; '' where there is only one file, which needs no name. */
export function nameAmong(files: readonly Named[], index: number): string {
	return files.length > 1 ? fileNameAt(files, index) : '';
}

/** What several different names end in: `/WindowsUpdate.log`, or else `.log`; '' where they differ in that, too. */
export function commonEnd(names: readonly string[]): string {
	const [first = ''] = names;
	if (new Set(names).size < 2) return '';
	const ends = [/[/\\][^/\\]+$/, /\.[^./\\]+$/].map((pattern) => pattern.exec(first)?.[0] ?? '');
	return ends.find((end) => end !== '' && names.every((name) => name.length > end.length && name.endsWith(end))) ?? '';
}

/** The last part of the path, with the entry of an archive. */
export function shortName(file: Named): string {
	return suffixOf(file, 1);
}

function fileNames(files: readonly Named[]): readonly string[] {
	const names = files.map(shortName);
	const most = files.reduce((depth, {path}) => Math.max(depth, partsOf(path).length), 0);
	for (let parts = 2; parts <= most; parts++) {
		const counts = new Map<string, number>();
		for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
		if (counts.size === names.length) break;
		files.forEach((file, index) => {
			if ((counts.get(names[index] ?? '') ?? 0) > 1) names[index] = suffixOf(file, parts);
		});
	}
	return names;
}

function partsOf(path: string): readonly string[] {
	return path.split(/[/\\]/).filter((part) => part !== '');
}

function suffixOf({path, member}: Named, parts: number): string {
	const suffix = partsOf(path).slice(-parts).join('/') || path;
	return plainText(member === null ? suffix : `${suffix}: ${member}`);
}
