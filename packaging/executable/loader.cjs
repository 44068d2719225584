/**
 * The first script of the Windows program. The program's own modules are assets of the executable; module hooks give them
 * addresses below "<executable>.d/", where no file is ever looked for: what is neither an asset nor part of Node is not loaded.
 * A thread gets the same hooks before its own module.
 */
'use strict';

/** Alone in its text: a thread gets it as source. */
function install(base) {
	const sea = process.getBuiltinModule('node:sea');
	const module = process.getBuiltinModule('node:module');
	const threads = process.getBuiltinModule('node:worker_threads');
	const {pathToFileURL} = process.getBuiltinModule('node:url');

	const assets = new Set(JSON.parse(sea.getAsset('assets.json', 'utf8')));
	const PISCINA = 'node_modules/piscina/';
	const ENTRY_OF_PISCINA = `${PISCINA}dist/esm-wrapper.mjs`;
	function formatOf(asset) {
		if (asset.endsWith('.json')) return 'json';
		return asset.startsWith(PISCINA) && !asset.endsWith('.mjs') ? 'commonjs' : 'module';
	}

	/** The asset that a module names; null where there is none. */
	function assetOf(specifier, parent) {
		if (specifier === 'piscina') return ENTRY_OF_PISCINA;
		const isRelative = /^\.{1,2}(?:\/|$)/.test(specifier);
		const url = isRelative && parent?.startsWith(base) ? new URL(specifier, parent).href : addressOf(specifier);
		if (!url.startsWith(base)) return null;
		const path = decodeURIComponent(url.slice(base.length)).replace(/\/$/, '');
		return [path, `${path}.js`, `${path}/index.js`].find((asset) => assets.has(asset)) ?? null;
	}

	/** Modules of CommonJS name files by their paths. */
	function addressOf(specifier) {
		return /^(?:[a-z]:[\\/]|[\\/])/i.test(specifier) ? pathToFileURL(specifier).href : specifier;
	}

	module.registerHooks({
		resolve(specifier, context, next) {
			if (module.isBuiltin(specifier)) return next(specifier, context);
			const asset = assetOf(specifier, context.parentURL);
			if (asset === null) throw Object.assign(new Error(`wulens has no module ${specifier}`), {code: 'MODULE_NOT_FOUND'});
			return {url: base + asset, format: formatOf(asset), shortCircuit: true};
		},
		load(url, context, next) {
			if (!url.startsWith(base)) return next(url, context);
			const asset = decodeURIComponent(url.slice(base.length));
			return {format: formatOf(asset), source: sea.getAsset(asset, 'utf8'), shortCircuit: true};
		},
	});

	const {Worker} = threads;
	threads.Worker = class extends Worker {
		constructor(file, options) {
			const asset = assetOf(String(file), base);
			if (asset === null) throw new Error(`wulens has no module ${file}`);
			super(`(${install})(${JSON.stringify(base)});import(${JSON.stringify(base + asset)})`, {...options, eval: true});
		}
	};
	module.syncBuiltinESMExports();
}

// Node does not read it here, as the executable is made so; threads would.
delete process.env.NODE_OPTIONS;

const {pathToFileURL} = require('node:url');
const base = `${pathToFileURL(process.execPath).href}.d/`;
install(base);
require('node:module').createRequire(process.execPath)(`${base}start.js`);
