/** A triage in a process of its own: node measured-run.mjs LOGS OUT. Prints the most memory that it took, in KB. */
import {triage} from '../../../dist/node/triage/triage.js';

const [, , logs, out] = process.argv;
const outcome = await triage({inputs: [logs], out, version: '0', jobs: 1});
await outcome.close(true);
process.stdout.write(String(process.resourceUsage().maxRSS));
