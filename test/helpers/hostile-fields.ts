/** Puts a text into the fields of a report that come from a log, one after the other or all at once. */
import type {FileReport} from '../../src/core/types.js';

/** Written by the program from its own tables, digits of the log, or numbers of the schema: no log can put text there. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
	...[
		'status',
		'kind',
		'level',
		'severity',
		'outcome',
		'category',
		'about',
		'via',
		'dialect',
		'meaning',
		'scheme',
		'fallback',
		'pinning',
		'inWsusStore',
		'proxyOrders',
		'rule',
		'type',
		'role',
		'state',
		'fact',
		'from',
		'to',
		'reportedAs',
	],
	...['time', 'firstTime', 'lastTime', 'utcOffset', 'code', 'exitCode', 'encoding'],
	// Of the service, not of a code; addresses of pages, which rules name.
	...['service.name', 'detail.name', 'detail.service', 'references'],
]);

/** `scans.*.caller`, `log.clientVersions.*` */
export type FieldPath = string;

function isOwn(path: FieldPath): boolean {
	const names = path.split('.').filter((name) => name !== '*');
	return OWN_FIELDS.has(names.at(-1) ?? '') || OWN_FIELDS.has(names.slice(-2).join('.'));
}

/** The fields that hold text in this report. */
export function textFields(report: FileReport): readonly FieldPath[] {
	const paths = new Set<FieldPath>();
	threadSearch(report, '', (text, path) => {
		paths.add(path);
		return text;
	});
	return [...paths].filter((path) => !isOwn(path)).toSorted();
}

/** The report with the text in these fields. */
export function withText(report: FileReport, fields: readonly FieldPath[], text: string): FileReport {
	const wanted = new Set(fields);
	return threadSearch(report, '', (before, path) => (wanted.has(path) ? text : before)) as FileReport;
}

function threadSearch(value: unknown, path: FieldPath, change: (text: string, path: FieldPath) => string): unknown {
	if (typeof value === 'string') return change(value, path);
	if (Array.isArray(value)) return value.map((item) => threadSearch(item, `${path}.*`, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [name, threadSearch(item, path === '' ? name : `${path}.${name}`, change)]),
	);
}
