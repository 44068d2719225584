/** Types of sources.mjs for the tests. */

export interface Source {
	readonly name: string;
	readonly version: string;
	readonly integrity: string;
}

export const SOURCES: Readonly<Record<'windows' | 'linux' | 'windowsArm' | 'linuxForArm' | 'oldest' | 'newest', Source>>;
export function sourceFolder(source: Source): string;
export function nodeProgram(source: Source): string;
