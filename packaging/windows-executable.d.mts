/** Types of windows-executable.mjs for the tests. */

export function writtenChecksum(image: Buffer): number;
export function checksumOf(image: Buffer): number;
export function certificateTable(image: Buffer): {readonly offset: number; readonly size: number};
export function versionInformation(image: Buffer): Readonly<Record<string, string>>;
