// Prints the totals of a test run from its JSON results; fails where a test failed, was skipped, or none ran.
import {readFileSync} from 'node:fs';

const results = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const skipped = results.numPendingTests + (results.numTodoTests ?? 0);
const failed = results.numFailedTests + (results.success || results.numFailedTests > 0 ? 0 : 1);
console.log(`${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || skipped > 0 || results.numPassedTests === 0 ? 1 : 0;
