/** The answer as one page. */
import {createHash} from 'node:crypto';
import {createPageData} from '../../../core/triage/html/data.js';
import {fleetPage} from '../../../core/triage/html/page.js';
import {PAGE_SCRIPT} from '../../../core/triage/html/page-script.generated.js';
import type {CreateOutput} from './output.js';

export const createHtmlOutput: CreateOutput = (write, {version}) => {
	const data = createPageData();
	const scriptHash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
	return {
		addResult(result) {
			data.addResult(result);
			return undefined;
		},
		async end(summary, history) {
			const options = {version, script: PAGE_SCRIPT, scriptHash, data: data.end(summary), history};
			for (const part of fleetPage(summary, options)) await write(part);
		},
	};
};
