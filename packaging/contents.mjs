/** What lies in the archives of a release: each file by its path, with its bytes. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {COLLECT, read, readText, ROOT, version} from './project.mjs';
import {nodeProgram, SOURCES, sourceFolder} from './sources.mjs';
import {LINUX_LAUNCHER, linuxReadme, portableReadme, windowsReadme} from './texts.mjs';

const file = (bytes, isProgram = false) => ({bytes: Buffer.from(bytes), isProgram});
const withWindowsLines = (text) => text.replaceAll(/\r?\n/g, '\r\n');

/** The files of the program, as the build has made them. */
export function programFiles() {
	const folder = join(ROOT, 'dist', 'program');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.js'))
		.map((name) => [name, readFileSync(join(folder, name))]);
}

/** What the program needs of Piscina, which starts its threads from files of its own: no optional package, no documents. */
export function piscinaFiles() {
	const folder = join(ROOT, 'node_modules', 'piscina');
	const names = readdirSync(join(folder, 'dist'), {recursive: true}).filter((name) => /\.m?js$/.test(name));
	return ['package.json', 'LICENSE', ...names.map((name) => join('dist', name))].map((name) => [
		`node_modules/piscina/${name.replaceAll('\\', '/')}`,
		readFileSync(join(folder, name)),
	]);
}

/** @param node the package that holds Node's license: all of one version have the same */
function licenses(node, toText) {
	const packages = `${readText('dist/program/LICENCES.md').trim()}\n\n${licenseOf('piscina')}\n`;
	return [
		['LICENSE.txt', file(toText(readText('LICENSE')))],
		['licenses/Node.js.txt', file(toText(readFileSync(join(sourceFolder(node), 'LICENSE'), 'utf8')))],
		['licenses/packages.txt', file(toText(packages))],
	];
}

function licenseOf(name) {
	const {version: installed, license} = JSON.parse(readText(`node_modules/${name}/package.json`));
	return `## ${name} - ${installed} (${license})\n\n${readText(`node_modules/${name}/LICENSE`).trim()}`;
}

const page = () => ['wulens.html', file(read('dist/wulens.html'))];
const collect = () => ['collect.cmd', file(read(COLLECT))];

/** Node, the program, and what starts it, in a folder. */
function portable() {
	return [
		...programFiles().map(([name, bytes]) => [`program/${name}`, file(bytes)]),
		...piscinaFiles().map(([name, bytes]) => [name, file(bytes)]),
		['wulens.js', file(readText('bin/wulens.js').replace("'../dist/program/main.js'", "'./program/main.js'"))],
		['package.json', file(`${JSON.stringify({name: 'wulens', version, private: true, type: 'module'}, null, '\t')}\n`)],
		page(),
	];
}

/** @param node the package that holds Node's license */
export function windowsContents(executable, node) {
	return new Map([
		['wulens.exe', file(executable, true)],
		['README.txt', file(withWindowsLines(windowsReadme()))],
		...licenses(node, withWindowsLines),
		page(),
		collect(),
	]);
}

export function portableContents() {
	return new Map([
		...portable(),
		...licenses(SOURCES.linux, withWindowsLines),
		['node.exe', file(readFileSync(nodeProgram(SOURCES.windows)), true)],
		['wulens.cmd', file(read('bin/wulens.cmd'))],
		['windows-start.js', file(read('bin/windows-start.js'))],
		['README.txt', file(withWindowsLines(portableReadme()))],
		collect(),
	]);
}

export function linuxContents() {
	return new Map([
		...portable(),
		...licenses(SOURCES.linux, (text) => text),
		['node', file(readFileSync(nodeProgram(SOURCES.linux)), true)],
		['wulens', file(LINUX_LAUNCHER, true)],
		['README.txt', file(linuxReadme())],
	]);
}
