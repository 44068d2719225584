/** The commands and options in the README are those of the program. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {withOptionTables} from '../helpers/option-tables.js';
import {PROJECT} from '../helpers/run-wulens.js';

const README = join(PROJECT, 'README.md');

it('README.md is current; npm run test:update makes its tables anew', async () => {
	await expect(await withOptionTables(readFileSync(README, 'utf8'))).toMatchFileSnapshot(README);
});
