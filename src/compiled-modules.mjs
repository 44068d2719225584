/** The modules that tsc has compiled, as the bundles of the program and of the library find them. */
import {readFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The path of a module in dist. */
export const compiled = (module) => fileURLToPath(new URL(`../dist/${module}`, import.meta.url));

/**
 * Modules of ours and all of ours that are loaded with them, as absolute paths.
 * @param nameOf what a file is called that a module names, for declarations of types
 */
export function loadedWith(modules, nameOf = (path) => path) {
	const found = new Set(modules.map(compiled));
	// A set that grows while it is gone through gives what is new, too.
	for (const module of found) {
		for (const [, path] of readFileSync(module, 'utf8').matchAll(/^(?:import|export)\b[^'"]*?\bfrom\s*'(\.[^']+)'/gm))
			found.add(resolve(dirname(module), nameOf(path)));
	}
	return found;
}
