/** The reporters by name. */
import type {CreateReporter} from '../reporter.js';
import {createCsvReporter} from './csv.js';
import {createHtmlReporter} from './html.js';
import {createJsonReporter} from './json.js';
import {createMarkdownReporter} from './markdown.js';
import {createNdjsonReporter} from './ndjson.js';
import {createTextReporter} from './text.js';

/** In the order of the help. */
export const REPORTERS = {
	text: {create: createTextReporter as CreateReporter, help: 'plain text for reading'},
	markdown: {create: createMarkdownReporter as CreateReporter, help: 'Markdown for pasting into a ticket'},
	html: {create: createHtmlReporter as CreateReporter, help: 'a single page with charts, to share or print'},
	json: {create: createJsonReporter as CreateReporter, help: 'the full report as one JSON document'},
	ndjson: {create: createNdjsonReporter as CreateReporter, help: 'one JSON document per file, each on its own line'},
	csv: {create: createCsvReporter as CreateReporter, help: 'one row per scan or failure outside scans, else per file (column row_type)'},
} as const;

export type ReporterName = keyof typeof REPORTERS;
