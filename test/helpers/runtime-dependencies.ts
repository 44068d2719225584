/** The packages that come with an installed wulens, from package-lock.json: the whole tree, without what only develops it. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {PROJECT} from './run-wulens.js';

export interface RuntimePackage {
	readonly name: string;
	readonly version: string;
	/** SPDX expression; '' where the package says none. */
	readonly license: string;
	readonly hasInstallScript: boolean;
	/** For some systems only. */
	readonly isOptional: boolean;
}

interface LockedPackage {
	readonly version?: string;
	readonly license?: string;
	readonly dev?: boolean;
	readonly devOptional?: boolean;
	readonly optional?: boolean;
	readonly hasInstallScript?: boolean;
}

export function runtimePackages(): readonly RuntimePackage[] {
	const {packages}: {readonly packages: Readonly<Record<string, LockedPackage>>} = JSON.parse(
		readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'),
	);
	return Object.entries(packages)
		.filter(([path, {dev}]) => path !== '' && dev !== true)
		.map(([path, {version = '', license = '', hasInstallScript = false, optional = false, devOptional = false}]) => ({
			name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
			version,
			license,
			hasInstallScript,
			isOptional: optional || devOptional,
		}))
		.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** docs/LICENCES.md */
export function licencesPage(): string {
	const {dependencies}: {readonly dependencies: Readonly<Record<string, string>>} = JSON.parse(
		readFileSync(join(PROJECT, 'package.json'), 'utf8'),
	);
	const packages = runtimePackages();
	const direct = new Set(Object.keys(dependencies));
	const counts = new Map<string, number>();
	for (const {license} of packages) counts.set(license, (counts.get(license) ?? 0) + 1);
	const rows = packages.map(
		({name, version, license, isOptional}) =>
			`| ${name} | ${version} | ${license} | ${direct.has(name) ? 'direct' : isOptional ? 'on some systems' : ''} |`,
	);
	const licenses = [...counts].map(([license, count]) => `${count} under ${license}`).join(', ');
	return `# Licenses

wulens is licensed under the MIT license. It installs these ${packages.length} packages: ${licenses}.
None of them runs a script when it is installed, and each includes its license text. The program files contain the code of
the packages they need; \`LICENCES.md\` in the same folder (\`dist/program\`) has the license texts of those packages.

This page is generated from package-lock.json by a test (\`test/dependencies/licences.test.ts\`) and must not be edited;
\`npm run test:update\` regenerates it.

| package | version | license | |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
