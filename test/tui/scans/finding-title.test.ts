/** Titles of findings leave out what says least before anything of them is cut. */
import {expect, it} from 'vitest';
import {fittingTitle} from '../../../src/tui/scans/finding-title.js';

const TITLE = 'The server returned HTTP 503 (https://wsus01:8531, 0x80244022 WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL)';

it.each([
	[200, TITLE, ' (1 scan)'],
	[80, 'The server returned HTTP 503 (https://wsus01:8531, 0x80244022)', ' (1 scan)'],
	[65, 'The server returned HTTP 503 (https://wsus01:8531)', ' (1 scan)'],
	[50, 'The server returned HTTP 503 (https://wsus01:8531)', ''],
	[40, 'The server returned HTTP 503', ' (1 scan)'],
	[20, 'The server returned HTTP 503', ''],
])('in %i cells', (cells, title, counts) => {
	expect(fittingTitle(TITLE, ' (1 scan)', cells)).toEqual([title, counts]);
});

it('leaves a title as it is that has no code', () => {
	expect(fittingTitle('Scans were canceled (3 scans: CcmExec)', '', 80)).toEqual(['Scans were canceled (3 scans: CcmExec)', '']);
});
