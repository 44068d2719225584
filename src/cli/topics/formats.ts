/** `wulens help formats` */
import {CONTEXT_READERS} from '../../core/device-settings/readers/index.js';
import {PROVIDERS} from '../../core/etl/providers.js';
import {FOREIGN_FILES} from '../../core/foreign-files/foreign-files.js';
import {NEIGHBOR_ROWS} from '../../core/neighbors/neighbor-kinds.js';
import {DIALECTS} from '../../core/records/dialects/index.js';
import {ARCHIVE_LIMITS} from '../../core/inputs/limits.js';
import {type Block, page} from './page.js';

/** Kinds that are unpacked before anything is said about them. */
const READ: ReadonlySet<string> = new Set(['zip', 'cab', 'tar', 'gzip', 'evtx', 'reg', 'wulens-report']);

export function formats(): string {
	return page('Which files wulens can read', [
		{heading: 'Logs, recognized by their content, not by their names'},
		...DIALECTS.map(({name, source}): Block => ({item: name, text: source})),
		{heading: 'Traces (.etl) of Windows 10 1709 and later, and what tracerpt makes of them'},
		...PROVIDERS.map(({name, source}): Block => ({item: name, text: source})),
		{
			text:
				'The XML and CSV output of tracerpt (option -of) can be read. The CSV has UTC times and no provider names; its ' +
				'events are recognized by the component names of the Windows Update client.',
		},
		{
			text:
				'All WindowsUpdate.*.etl files of one folder or archive are read as one log, in chronological order, and so are ' +
				'traces of one folder that are named one after the other. wulens convert turns traces into text, including those ' +
				'of the update orchestrator and its user interface (providers Microsoft.Windows.Update.*).',
		},
		{heading: 'Text'},
		{
			text:
				'UTF-8 and UTF-16 with or without a byte order mark, Windows-1252 and other ANSI code pages; lines that end in ' +
				'CRLF, LF, or both; logs of any length. What cannot be read is counted and reported.',
		},
		{heading: 'Where the files can be'},
		{
			text:
				'Files, folders, lists of files (--files-from), standard input ("-"), .gz files, .zip, .cab and .tar archives, ' +
				`and archives within an archive. Anything that would expand to more than ${ARCHIVE_LIMITS.ratio} times its size is rejected. ` +
				'analyze and triage extract nothing to disk.',
		},
		{heading: 'Settings of the PC, beside the log or with --policy'},
		...CONTEXT_READERS.map(({what, source}): Block => ({item: what, text: source})),
		{heading: 'Other logs whose failures are listed, with codes and their meanings'},
		...Object.values(NEIGHBOR_ROWS).map(({what, source}): Block => ({item: what, text: source})),
		{heading: 'Other files that wulens recognizes, and what to use instead'},
		...FOREIGN_FILES.filter(({id}) => !READ.has(id)).map(({what, advice}): Block => ({item: what, text: advice})),
	]);
}
