/** Which module of the source imports which, types included, and the circles among them. */
import {globSync, readFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseSync} from 'vite';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Also finds `import('./a.js').Name` in a type, which the parser does not list. */
const IMPORT_CALL = /\bimport\(\s*'([^']+)'\s*\)/g;

/** @returns the paths of all modules below `src`, each with those that it imports, re-exports or takes types from */
export function sourceImports(project = PROJECT) {
	const modules = new Set(globSync('src/**/*.{ts,tsx}', {cwd: project, exclude: ['**/*.d.ts']}).map((path) => path.replaceAll('\\', '/')));
	return new Map([...modules].toSorted().map((path) => [path, importsOf(project, path, modules)]));
}

function importsOf(project, path, modules) {
	const text = readFileSync(join(project, path), 'utf8');
	const {module, errors} = parseSync(path, text);
	if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
	const requested = [
		...module.staticImports.map(({moduleRequest}) => moduleRequest.value),
		...module.staticExports.flatMap(({entries}) => entries.flatMap(({moduleRequest}) => moduleRequest?.value ?? [])),
		...Array.from(text.matchAll(IMPORT_CALL), ([, name]) => name),
	];
	const own = requested.filter((name) => name.startsWith('.')).map((name) => fileOf(posix.join(posix.dirname(path), name), modules));
	return [...new Set(own)].toSorted();
}

/** The file behind the name that the compiler will give it. */
function fileOf(compiled, modules) {
	const candidates = [compiled, compiled.replace(/\.js$/, '.ts'), compiled.replace(/\.js$/, '.tsx')];
	// Data files are no modules, and keep their name.
	return candidates.find((path) => modules.has(path)) ?? compiled;
}

/** Modules that import each other, over however many others: each circle by the names in it (Tarjan's components). */
export function importCircles(imports) {
	const order = new Map();
	const lowest = new Map();
	const stack = [];
	const circles = [];
	function visit(path) {
		order.set(path, order.size);
		lowest.set(path, order.get(path));
		stack.push(path);
		for (const next of imports.get(path) ?? []) {
			if (!order.has(next)) visit(next);
			if (stack.includes(next)) lowest.set(path, Math.min(lowest.get(path), lowest.get(next)));
		}
		if (lowest.get(path) !== order.get(path)) return;
		const circle = stack.splice(stack.indexOf(path));
		if (circle.length > 1 || imports.get(path)?.includes(path)) circles.push(circle.toSorted());
	}
	for (const path of imports.keys()) if (!order.has(path)) visit(path);
	return circles.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
