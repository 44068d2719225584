/** Names of machines that may be wrong, and how to tell them; logs that overlap. */
import type {Layout} from '../../report/text/layout.js';
import {countOf, formatCount} from '../labels.js';
import type {MachineDoubt, Summary} from '../summary.js';
import {heading, more} from './rows.js';

const SHOWN = 3;

export function doubtsText({doubts}: Summary, layout: Layout): string {
	if (doubts.length === 0) return '';
	let text = heading('Are these machines right?', layout);
	for (const doubt of doubts.slice(0, SHOWN))
		text += layout.paragraph(doubtText(doubt), 4, 'warning', '  ') + layout.paragraph(doubtOption(doubt), 4, 'strong', '    ');
	return text + more(doubts.length - SHOWN, 'doubt', layout);
}

/** In sentences. */
export function doubtText({kind, subject, count, examples}: MachineDoubt): string {
	const names = examples.join(', ');
	return kind === 'one-machine'
		? `${formatCount(count)} logs count as one machine, ${subject}, but lie in places that may be named after several (${names}). ` +
				'If they are, run again with:'
		: `${subject} holds logs that count as ${countOf(count, 'machine')} (${names}${count > examples.length ? ', …' : ''}). ` +
				'If they are of one, run again with:';
}

/** The expression as an option, for the shells that people use. */
export function doubtOption({expression}: MachineDoubt): string {
	return `--machine-from '${expression}'`;
}

/** What became of scans that several logs have. */
export function overlapText({overlaps, scansOfOverlaps}: Summary['ledger']): string {
	const logs = countOf(overlaps, 'log');
	if (scansOfOverlaps === 0) {
		const verb = overlaps === 1 ? 'overlaps' : 'overlap';
		return `${logs} of the same machine ${verb} with another: what they have in common counts once (ledger.csv).`;
	}
	const verb = overlaps === 1 ? 'repeats' : 'repeat';
	return `${logs} ${verb} ${countOf(scansOfOverlaps, 'scan')} of another log of the same machine: each counts once (ledger.csv).`;
}
