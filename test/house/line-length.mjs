/** Lines of code that are longer than the formatter wants, which does not break texts. */
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const CODE = '{src,test,bin,bench,docs,packaging}/**/*.{ts,tsx,mts,js,mjs,cjs}';

/** Written by programs from data, or from code that is checked itself. */
const GENERATED = /\.generated\.ts$|core\/codes\/hresult-table\.ts$/;

export const MAX_COLUMNS = 140;
const TAB = '  ';

/** @param {string} project its folder */
export function codeFiles(project) {
	return globSync(CODE, {cwd: project})
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => !GENERATED.test(path))
		.toSorted();
}

/**
 * @param {string} project its folder
 * @param {string} path below it
 * @returns {readonly string[]}
 */
export function linesOf(project, path) {
	return readFileSync(join(project, path), 'utf8').trimEnd().split('\n');
}

/**
 * @param {string} project its folder
 * @returns {readonly string[]} `path:line` of each
 */
export function longLines(project) {
	return codeFiles(project).flatMap((path) =>
		linesOf(project, path).flatMap((line, index) => (line.replaceAll('\t', TAB).length > MAX_COLUMNS ? [`${path}:${index + 1}`] : [])),
	);
}
