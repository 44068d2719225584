/** What the scan is, in two rows. */
import {plainText} from '../../core/wording/plain-text.js';
import {shortDuration} from '../../core/wording/duration.js';
import {callerName, originText, resultWords, scanTimeText, serviceText} from '../../core/wording/labels.js';
import type {Scan} from '../../core/index.js';
import {type Row, rowWidth, span} from '../rows.js';
import {labeledRows} from '../widgets/detail.js';
import {outcomeRole, outcomeSign} from '../scans/columns.js';
import type {Symbols} from '../theme.js';

/** @param columns the second row takes what the first has no room for; what is told elsewhere, too, may be left out */
export function headingRows(scan: Scan, columns: number, symbols: Symbols): readonly [Row, Row] {
	const role = outcomeRole(scan);
	const duration = scan.durationMs === null || scan.end === null ? '' : ` after ${shortDuration(scan.durationMs)}`;
	const flags = [
		`scan ${symbols.numberInLog(scan.id)}`,
		scan.online === null ? '' : scan.online ? 'online' : 'offline',
		scan.interactive === true ? 'interactive' : '',
	].filter((flag) => flag !== '');
	const who: Row = [
		span(`${outcomeSign(scan, symbols)} `, role),
		span(`${scanTimeText(scan)}  `),
		span(`${plainText(callerName(scan))} ${symbols.arrow} ${plainText(serviceText(scan))}`, 'strong'),
	];
	const result: Row = [span('  '), span(plainText(resultWords(scan)).replace(/:|$/, `${duration}$&`), role)];
	const rest: Row = [span(`  ${flags.join(', ')}`, 'dim')];
	const fits = (row: Row): boolean => rowWidth(row) <= columns;
	const {origin, host, encryption} = serverParts(scan);
	const choices: readonly (readonly [Row, Row])[] = [
		[[...who, ...origin, ...encryption, ...rest], result],
		[
			[...who, ...origin, ...encryption],
			[...result, ...rest],
		],
		[
			[...who, ...origin],
			[...result, ...encryption, ...rest],
		],
		[
			[...who, ...host],
			[...result, ...encryption, ...rest],
		],
		[who, [...result, ...origin, ...encryption]],
		[who, [...result, ...host, ...encryption]],
		[[...who, ...host], result],
		[[...who, ...rest], result],
		[who, [...result, ...rest]],
	];
	return choices.find((rows) => rows.every(fits)) ?? [who, result];
}

function serverParts({server}: Scan): Readonly<Record<'origin' | 'host' | 'encryption', Row>> {
	if (server === null) return {origin: [], host: [], encryption: []};
	return {
		origin: [span(' at ', 'dim'), span(plainText(originText(server)))],
		host: [span(' at ', 'dim'), span(plainText(server.host))],
		encryption: server.scheme === 'http' ? [span(' (not encrypted)', 'warning')] : [],
	};
}

/** The same for a pane beside a list, wrapped. */
export function summaryHeading(scan: Scan, columns: number, symbols: Symbols): readonly Row[] {
	const duration = scan.durationMs === null || scan.end === null ? '' : ` after ${shortDuration(scan.durationMs)}`;
	const what = `Scan ${symbols.numberInLog(scan.id)}: ${callerName(scan)} ${symbols.arrow} ${serviceText(scan)}, ${scanTimeText(scan)}`;
	return [
		...labeledRows('', 0, what, columns, 'strong'),
		...labeledRows(outcomeSign(scan, symbols), 2, resultWords(scan).replace(/:|$/, `${duration}$&`), columns, outcomeRole(scan)),
	];
}
