/** The reporters by name. */
import type {CreateReporter} from '../reporter.js';
import {createCsvReporter} from './csv.js';
import {createHtmlReporter} from './html.js';
import {createJsonReporter} from './json.js';
import {createMarkdownReporter} from './markdown.js';
import {createNdjsonReporter} from './ndjson.js';
import {createTextReporter} from './text.js';

export type ReporterName = 'text' | 'markdown' | 'html' | 'json' | 'ndjson' | 'csv';

export const REPORTERS: Readonly<Record<ReporterName, {readonly create: CreateReporter; readonly help: string}>> = {
	text: {create: createTextReporter, help: 'plain text for reading'},
	markdown: {create: createMarkdownReporter, help: 'Markdown for pasting into a ticket'},
	html: {create: createHtmlReporter, help: 'a single page with charts, to share or print'},
	json: {create: createJsonReporter, help: 'the full report as one JSON document'},
	ndjson: {create: createNdjsonReporter, help: 'one JSON document per file, each on its own line'},
	csv: {create: createCsvReporter, help: 'one row per scan or failure outside scans (column row_type)'},
};

export function isReporterName(name: string): name is ReporterName {
	return Object.hasOwn(REPORTERS, name);
}
