/** The page of a fleet without the files that a triage reads and writes on the way to it. */
import {createHash} from 'node:crypto';
import {createPageData} from '../../src/core/triage/html/data.js';
import {fleetPage} from '../../src/core/triage/html/page.js';
import {PAGE_SCRIPT} from '../../src/core/triage/html/page-script.generated.js';
import type {TriageResult} from '../../src/core/triage/result.js';
import {summarize} from './triage-results.js';

export function pageOf(results: readonly TriageResult[]): string {
	const data = createPageData();
	for (const result of results) data.addResult(result);
	const summary = summarize(results);
	const scriptHash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
	return [...fleetPage(summary, {version: '0.0.0', script: PAGE_SCRIPT, scriptHash, data: data.end(summary)})].join('');
}
