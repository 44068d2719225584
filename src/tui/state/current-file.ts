/** Which file the screen is about. */
import type {ScansModel} from '../scans/model.js';
import {type Model, topScreen} from './model.js';

/** The file of what the cursor is on; else the first. */
export function currentFile(model: Model): number {
	const screen = topScreen(model);
	switch (screen?.type) {
		case 'scans':
			return fileUnder(screen.model);
		case 'finding':
			return screen.model.finding.findings[0]?.file ?? 0;
		case 'failures':
			return screen.model.rows[screen.model.list.cursor]?.file ?? 0;
		case 'overview':
			return screen.model.data.scans[screen.model.at]?.file ?? 0;
		case 'scan':
		case 'log':
			return screen.file;
		case 'drop':
		case 'machines':
		case undefined:
			return 0;
		default:
			return screen satisfies never;
	}
}

function fileUnder({pane, scans, scanList, findings, findingList, filter}: ScansModel): number {
	const row = pane === 'scans' ? scans[scanList.cursor] : findings[findingList.cursor]?.findings[0];
	return row?.file ?? filter.file ?? 0;
}
