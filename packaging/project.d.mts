/** Types of project.mjs for the tests. */

export const ROOT: string;
export const RELEASE: string;
export const version: string;
export const project: Readonly<{
	author: string;
	dependencies: Readonly<Record<string, string>>;
	devDependencies: Readonly<Record<string, string>>;
	repository: {readonly url: string};
}>;

export interface Names {
	readonly windows: string;
	readonly windowsArm: string;
	readonly portable: string;
	readonly linux: string;
	readonly npm: string;
	readonly page: string;
	readonly billOfMaterials: string;
	readonly checksums: string;
	readonly scoop: string;
	readonly winget: string;
}

export const NAMES: Names;
