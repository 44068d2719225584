/** The Report as one JSON document. */
import {REPORT_SCHEMA} from '../../types.js';
import {plainJson} from '../../wording/plain-text.js';
import {indentedJson} from '../report-json.js';
import type {CreateReporter} from '../reporter.js';

function indented(value: unknown, by: string): string {
	return plainJson(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${by}`);
}

export const createJsonReporter: CreateReporter = ({version}) => {
	let files = 0;
	return {
		begin: () => `{\n  "schema": ${JSON.stringify(REPORT_SCHEMA)},\n  "tool": ${indented({name: 'wulens', version}, '  ')},\n  "files": [`,
		*file(report) {
			yield files++ === 0 ? '\n    ' : ',\n    ';
			yield* indentedJson(report, '    ');
		},
		end: (totals) => `${files === 0 ? '' : '\n  '}],\n  "totals": ${indented(totals, '  ')}\n}\n`,
	};
};
