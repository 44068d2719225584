/** The bill of materials (CycloneDX): Node and every package whose code is in the programs, as `npm sbom` knows them. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {project, ROOT, readText, version} from './project.mjs';
import {SOURCES} from './sources.mjs';

/** Names and versions of the packages in a list of licenses that the build has written. */
export function bundledPackages(licenses) {
	return [...licenses.matchAll(/^## (\S+) - (\S+) \(/gm)].map(([, name, found]) => `${name}@${found}`);
}

/** The packages in the page stand in its notices. */
function inPrograms() {
	const texts = [readText('dist/program/LICENCES.md'), readText('dist/library/LICENCES.md'), readText('dist/wulens.html')];
	return new Set([...texts.flatMap(bundledPackages), `piscina@${JSON.parse(readText('node_modules/piscina/package.json')).version}`]);
}

/** What npm says of a package, without the addresses it was had from. */
function componentOf({name, version: installed, licenses, purl, hashes, description}) {
	return {type: 'library', 'bom-ref': purl, name, version: installed, description, scope: 'required', hashes, licenses, purl};
}

function nodeComponent({name, version: installed, integrity}) {
	return {
		type: 'platform',
		'bom-ref': `pkg:npm/${name}@${installed}`,
		name: 'Node.js',
		version: installed,
		description: `the program of Node.js for ${name.replace('node-', '')}, with the libraries that its license file lists`,
		scope: 'required',
		// Of the package on npm that it is taken from.
		hashes: [{alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')}],
		licenses: [{license: {id: 'MIT'}}],
		purl: `pkg:npm/${name}@${installed}`,
		cpe: `cpe:2.3:a:nodejs:node.js:${installed}:*:*:*:*:*:*:*`,
	};
}

/** @returns the text of the file */
export function billOfMaterials() {
	const wanted = inPrograms();
	const all = JSON.parse(
		execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28}),
	);
	const known = new Map(all.components.map((component) => [`${component.name}@${component.version}`, componentOf(component)]));
	const missing = [...wanted].filter((name) => !known.has(name));
	if (missing.length > 0) throw new Error(`package-lock.json does not have ${missing.join(', ')}`);
	const components = [
		...[SOURCES.windows, SOURCES.windowsArm, SOURCES.linux].map(nodeComponent),
		...[...wanted].toSorted().map((name) => known.get(name)),
	];
	const reference = `pkg:npm/wulens@${version}`;
	const content = {
		version: 1,
		metadata: {
			component: {
				type: 'application',
				'bom-ref': reference,
				name: 'wulens',
				version,
				description: project.description,
				licenses: [{license: {id: project.license}}],
				purl: reference,
			},
		},
		components,
		dependencies: [{ref: reference, dependsOn: components.map((component) => component['bom-ref'])}],
	};
	const bill = {
		$schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		// The same for the same content: a time or a random number would make every release another one.
		serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
		...content,
	};
	return `${JSON.stringify(bill, null, '\t')}\n`;
}

/** A UUID of version 8: one made of a hash. */
function uuidOf(text) {
	const hex = createHash('sha256').update(text).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
