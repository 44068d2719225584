/** What a triage found, looked at in a real terminal: from the fleet to the line of the log, and back. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runWulens} from '../helpers/run-wulens.js';
import {isTmuxMissing, openTerminal, type Terminal} from '../helpers/tmux.js';

let terminal: Terminal | null = null;
let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-triage-view-'));
});

afterEach(() => {
	terminal?.close();
	terminal = null;
	rmSync(folder, {recursive: true, force: true});
});

describe.skipIf(isTmuxMissing)('wulens triage --view (needs tmux)', () => {
	it('leads from the machines to the log, and leaves the answer on the screen', async () => {
		terminal = await openTerminal({columns: 110, rows: 40, env: {WULENS_STATE: folder}});
		const at = terminal;
		await at.shows('$');
		await at.type(`'${process.execPath}' bin/wulens.js triage samples --view --quiet`);
		await at.press('Enter');
		await at.shows('triage │ 15 machines');
		await at.shows('6 of 15 machines have errors');
		await at.type('/certificate-not');
		await at.press('Enter');
		await at.shows('Machines 1 of 15');
		await at.press('Enter');
		await at.shows('The only scan failed');
		await at.press('l');
		await at.shows('line 67 of 108');
		await at.press('Escape');
		await at.shows('The only scan failed');
		await at.press('Escape');
		await at.shows('Machines 1 of 15');
		await at.press('q');
		await at.isBack();
		expect(await at.flag('alternate_on')).toBe('0');
		await at.shows('Machines with the most problems');
	});
});

describe('wulens triage --view without a terminal', () => {
	it('is a mistake, and so is hiding names that it would show', async () => {
		expect(await runWulens(['triage', 'samples', '--view'])).toMatchObject({status: 2, stderr: 'wulens: --view needs a terminal.\n'});
		expect((await runWulens(['triage', 'samples', '--view', '--redact'])).stderr).toContain('cannot be combined with --redact');
	});
});
