/** Types of bill-of-materials.mjs for the tests. */

export function bundledPackages(licenses: string): readonly string[];
