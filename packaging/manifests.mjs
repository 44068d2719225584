/** The manifests of package managers for Windows, filled in with the version and the hashes of a release. */
import {stringify} from 'yaml';
import {downloadAddress, NAMES, project, version} from './project.mjs';

/** winget knows a package by its publisher and its name. */
const PACKAGE = 'wulens.wulens';
const MANIFEST_VERSION = '1.12.0';

const supportAddress = project.bugs.url;
const schemaLine = (type) => `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.${MANIFEST_VERSION}.schema.json\n\n`;

/** @param hashes SHA-256 in hexadecimal, by the name of the file */
export function manifests(hashes) {
	return new Map([
		...wingetManifests(hashes).map(([type, name, content]) => [`${NAMES.winget}${name}`, `${schemaLine(type)}${stringify(content)}`]),
		[NAMES.scoop, `${JSON.stringify(scoopManifest(hashes), null, 4)}\n`],
	]);
}

function wingetManifests(hashes) {
	const common = {PackageIdentifier: PACKAGE, PackageVersion: version};
	const installer = (architecture, name) => ({
		Architecture: architecture,
		InstallerUrl: downloadAddress(name),
		InstallerSha256: hashes.get(name).toUpperCase(),
	});
	return [
		['version', `${PACKAGE}.yaml`, {...common, DefaultLocale: 'en-US', ManifestType: 'version', ManifestVersion: MANIFEST_VERSION}],
		[
			'installer',
			`${PACKAGE}.installer.yaml`,
			{
				...common,
				Platform: ['Windows.Desktop'],
				// What Node.js 24 runs on.
				MinimumOSVersion: '10.0.14393.0',
				InstallerType: 'zip',
				NestedInstallerType: 'portable',
				NestedInstallerFiles: [{RelativeFilePath: 'wulens.exe', PortableCommandAlias: 'wulens'}],
				Commands: ['wulens'],
				Installers: [installer('x64', NAMES.windows), installer('arm64', NAMES.windowsArm)],
				ManifestType: 'installer',
				ManifestVersion: MANIFEST_VERSION,
			},
		],
		[
			'defaultLocale',
			`${PACKAGE}.locale.en-US.yaml`,
			{
				...common,
				PackageLocale: 'en-US',
				Publisher: project.author,
				PublisherUrl: project.homepage,
				PublisherSupportUrl: supportAddress,
				PackageName: 'wulens',
				PackageUrl: project.homepage,
				License: project.license,
				ShortDescription: project.description,
				Moniker: 'wulens',
				Tags: [...project.keywords],
				ManifestType: 'defaultLocale',
				ManifestVersion: MANIFEST_VERSION,
			},
		],
	];
}

function scoopManifest(hashes) {
	const program = (name) => ({url: downloadAddress(name), hash: hashes.get(name)});
	return {
		version,
		description: project.description,
		homepage: project.homepage,
		license: project.license,
		architecture: {'64bit': program(NAMES.windows), arm64: program(NAMES.windowsArm)},
		bin: 'wulens.exe',
	};
}
