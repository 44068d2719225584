/** The redactor: a sound report of the same shape, from which the secrets are gone, and which can go in again. */
import {expect} from 'vitest';
import {createRedactor} from '../../../src/core/index.js';
import {NAME_PATTERNS} from '../../../src/core/redact/name-patterns.js';
import {analyzeBytes, bytesOf, etwLine} from '../../helpers/log-lines.js';
import {checkFileReport} from '../check-report.js';
import {ruleLogs, sampleLogs} from '../seeds.js';
import type {FuzzTarget} from '../target.js';

const SECRET = 'zebrafish';

/** Keys, lengths of lists, and kinds of values. */
function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shapeOf);
	if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

export const REDACTOR: FuzzTarget = {
	name: 'redactor',
	seeds: () => [
		...sampleLogs(),
		...ruleLogs(),
		...NAME_PATTERNS.map(({examples}) =>
			bytesOf(
				[
					etwLine({text: '* START * Finding updates CallerId = CcmExec  Id = 2'}),
					...examples.map(([text]) => etwLine({component: 'WebServices', text: `*FAILED* [80240438] ${text}`})),
					'',
				].join('\r\n'),
			),
		),
	],
	words: [
		SECRET,
		`https://${SECRET}.contoso.example:8531/`,
		`\\\\${SECRET}\\share`,
		`C:\\Users\\${SECRET}\\x`,
		`${SECRET}@contoso.example`,
		'CONTOSO\\jane',
		'Proxy List used: <',
		'http=a:80;https=b:81',
		'CN=',
		'10.20.30.40',
		'fe80::1',
		'S-1-5-21-1-2-3-4',
	],
	maxBytes: 2500,
	shortRuns: 40,
	check(input) {
		const report = analyzeBytes(input, {path: `C:\\Users\\${SECRET}\\WindowsUpdate.log`});
		const redactor = createRedactor({secrets: [SECRET]});
		const redacted = redactor.file(report);
		checkFileReport(redacted);
		expect(shapeOf(redacted)).toEqual(shapeOf(report));
		expect(JSON.stringify(redacted).toLowerCase()).not.toContain(SECRET);
		// A pseudonym and what follows it may look like one more name ("mail-1::"), which is replaced as well.
		const again = redactor.file(redacted);
		expect(shapeOf(again)).toEqual(shapeOf(report));
		expect(JSON.stringify(again).toLowerCase()).not.toContain(SECRET);
		expect(redactor.text(new TextDecoder().decode(input)).toLowerCase()).not.toContain(SECRET);
	},
};
