/** All fuzz targets; one for each parser. */
import type {FuzzTarget} from '../target.js';
import {ARCHIVES} from './archives.js';
import {CODES} from './codes.js';
import {LINES} from './lines.js';
import {LOG} from './log.js';
import {PATHS} from './paths.js';
import {RECORDS} from './records.js';
import {REDACTOR} from './redactor.js';
import {RESULTS} from './results.js';
import {RULES_FILES} from './rules.js';
import {SETTINGS} from './settings.js';
import {SKIPPED_LINES} from './skipped-lines.js';
import {TRACERPT} from './tracerpt.js';
import {TRACES} from './traces.js';

export const TARGETS: readonly FuzzTarget[] = [
	LINES,
	RECORDS,
	LOG,
	SKIPPED_LINES,
	ARCHIVES,
	SETTINGS,
	RULES_FILES,
	PATHS,
	CODES,
	REDACTOR,
	RESULTS,
	TRACES,
	TRACERPT,
];
