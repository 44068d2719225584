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
	text: {create: createTextReporter, help: 'for people'},
	markdown: {create: createMarkdownReporter, help: 'for pasting in a ticket'},
	html: {create: createHtmlReporter, help: 'one page with pictures, to send or print'},
	json: {create: createJsonReporter, help: 'the whole report as one JSON document'},
	ndjson: {create: createNdjsonReporter, help: 'one JSON document a file, a line each'},
	csv: {create: createCsvReporter, help: 'one row a scan'},
};

export function isReporterName(name: string): name is ReporterName {
	return Object.hasOwn(REPORTERS, name);
}
