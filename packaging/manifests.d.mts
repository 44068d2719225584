/** Types of manifests.mjs for the tests. */

export function manifests(hashes: ReadonlyMap<string, string>): ReadonlyMap<string, string>;
