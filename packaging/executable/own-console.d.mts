/** Types of own-console.mjs for the tests. */

export function hasOwnConsole(title: string, program: string): boolean;
