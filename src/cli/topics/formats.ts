/** `wulens help formats` */
import {CONTEXT_READERS} from '../../core/device-settings/readers/index.js';
import {PROVIDERS} from '../../core/etl/providers.js';
import {FOREIGN_FILES} from '../../core/foreign-files/foreign-files.js';
import {DIALECTS} from '../../core/records/dialects/index.js';
import {ARCHIVE_LIMITS} from '../../core/inputs/limits.js';
import {type Block, page} from './page.js';

/** Kinds that are unpacked before anything is said about them. */
const READ: ReadonlySet<string> = new Set(['zip', 'gzip', 'reg', 'wulens-report']);

export function formats(): string {
	return page('Which files can be read', [
		{heading: 'Logs, known by their content and not by their names'},
		...DIALECTS.map(({name, source}): Block => ({item: name, text: source})),
		{heading: 'Traces (.etl) of Windows 10 1709 and later, and what tracerpt makes of them'},
		...PROVIDERS.map(({name, source}): Block => ({item: name, text: source})),
		{
			text: 'XML and CSV of tracerpt (its -of) are read. CSV has UTC and names no providers: its events are known by the names of components of the client.',
		},
		{
			text: 'All WindowsUpdate.*.etl of one folder or archive are one log, in the order of time, and so are those of one folder that are named one after the other. wulens convert makes text of traces, also of those of the update orchestrator and of its user interface (providers Microsoft.Windows.Update.*).',
		},
		{heading: 'Text'},
		{
			text: 'UTF-8 and UTF-16 with or without byte order mark, Windows-1252 and other ANSI code pages; lines that end in CRLF, LF or both; of any length. What cannot be read is counted and told.',
		},
		{heading: 'Where they may be'},
		{
			text: `Files, folders, lists of files (--files-from), standard input ("-"), .gz files, .zip archives and an archive within an archive. What would unpack to more than ${ARCHIVE_LIMITS.ratio} times its size is refused. Nothing is unpacked to disk by analyze and triage.`,
		},
		{heading: 'Settings of the PC, beside the log or by --policy'},
		...CONTEXT_READERS.map(({what, source}): Block => ({item: what, text: source})),
		{heading: 'What is no such log, and is named for what it is'},
		...FOREIGN_FILES.filter(({id}) => !READ.has(id)).map(({what, advice}): Block => ({item: what, text: advice})),
	]);
}
