/**
 * What winget and scoop ask of the fields that our manifests have, as JSON schemas: winget's manifest schemas 1.12.0 for the three
 * kinds of files, and scoop's schema with its architectures. Fields that we do not write are not here, and are refused.
 */

const text = (minLength: number, maxLength: number): object => ({type: 'string', minLength, maxLength});
const address = {type: 'string', pattern: '^https?://.+$', maxLength: 2048};
const identifier = {type: 'string', pattern: '^[^.\\s\\\\/:*?"<>|]{1,32}(\\.[^.\\s\\\\/:*?"<>|]{1,32}){1,7}$', maxLength: 128};
const packageVersion = {type: 'string', pattern: '^[^\\\\/:*?"<>|]+$', maxLength: 128};
const locale = {type: 'string', pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z]{1,8})*$', maxLength: 20};

/** An object that has all these fields and no other. */
const whole = (properties: Readonly<Record<string, object>>): object => ({
	type: 'object',
	properties,
	required: Object.keys(properties),
	additionalProperties: false,
});

const kind = (name: string): Readonly<Record<string, object>> => ({
	PackageIdentifier: identifier,
	PackageVersion: packageVersion,
	ManifestType: {const: name},
	ManifestVersion: {const: '1.12.0'},
});

export const WINGET_VERSION: object = whole({...kind('version'), DefaultLocale: locale});

export const WINGET_INSTALLER: object = whole({
	...kind('installer'),
	Platform: {type: 'array', items: {enum: ['Windows.Desktop', 'Windows.Universal']}, maxItems: 2, uniqueItems: true},
	MinimumOSVersion: {type: 'string', pattern: '^\\d{1,5}(\\.\\d{1,5}){0,3}$'},
	InstallerType: {enum: ['zip']},
	NestedInstallerType: {enum: ['portable']},
	NestedInstallerFiles: {
		type: 'array',
		minItems: 1,
		items: whole({RelativeFilePath: text(1, 512), PortableCommandAlias: text(1, 40)}),
	},
	Commands: {type: 'array', items: text(1, 40), maxItems: 16, uniqueItems: true},
	Installers: {
		type: 'array',
		minItems: 1,
		items: whole({
			Architecture: {enum: ['x86', 'x64', 'arm', 'arm64', 'neutral']},
			InstallerUrl: address,
			InstallerSha256: {type: 'string', pattern: '^[A-F0-9]{64}$'},
		}),
	},
});

export const WINGET_LOCALE: object = whole({
	...kind('defaultLocale'),
	PackageLocale: locale,
	Publisher: text(2, 256),
	PublisherUrl: address,
	PublisherSupportUrl: address,
	PackageName: text(2, 256),
	PackageUrl: address,
	License: text(3, 512),
	ShortDescription: text(3, 256),
	Moniker: text(1, 40),
	Tags: {type: 'array', items: text(1, 40), maxItems: 16, uniqueItems: true},
});

const scoopProgram = whole({url: {...address, not: {pattern: '\\$'}}, hash: {type: 'string', pattern: '^[a-fA-F0-9]{64}$'}});

export const SCOOP: object = whole({
	version: {type: 'string', pattern: '^[\\w.\\-+]+$'},
	description: {type: 'string'},
	homepage: address,
	license: {type: 'string'},
	architecture: whole({'64bit': scoopProgram, arm64: scoopProgram}),
	bin: {type: 'string'},
});
