/** What people really paste reads as it should. Needs a folder that is not part of the project. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {readContextFile} from '../../src/core/device-settings/read-settings.js';
import type {FileReport} from '../../src/core/types.js';
import {fieldFolder, isFieldMissing} from '../helpers/field.js';
import {analyzeBytes} from '../helpers/log-lines.js';

function report(name: string): FileReport {
	return analyzeBytes(readFileSync(join(fieldFolder, name)), {path: name});
}

function readingOf({scans, findings}: FileReport): unknown {
	return {
		scans: scans.map(({caller, outcome, exitCode, rootCause, proxy}) => ({
			caller,
			outcome,
			exitCode,
			cause: rootCause?.code,
			attempts: proxy.attempts.map((attempt) => [attempt.via, attempt.outcome, attempt.code]),
		})),
		rules: findings.map(({rule}) => rule),
	};
}

it.skipIf(isFieldMissing)('pasted logs are there (needs a folder of them; WULENS_FIELD can name one)', () => {
	expect(readdirSync(join(fieldFolder, 'forms')).length).toBeGreaterThan(10);
});

if (!isFieldMissing) {
	describe('one scan in the shapes of mails, tickets, chats and tools', () => {
		it.each(readdirSync(join(fieldFolder, 'forms')))('%s', (name) => {
			expect(readingOf(report(join('forms', name)))).toEqual(readingOf(report('forms/f00-plain.txt')));
		});
	});

	describe('failures are found whatever became of the text', () => {
		it.each([
			['utf8-then-utf16-appended.log', ['succeeded', 'failed'], ['encoding-changes']],
			['utf16-then-utf8-appended.log', ['succeeded', 'failed'], ['encoding-changes']],
			['no-break-spaces-in-half.log', ['succeeded', 'failed'], []],
			['date-separator-with-blank.log', ['failed', 'failed', 'failed'], []],
			['cr-only.log', ['succeeded', 'failed'], []],
			['newlines-lost.log', ['failed'], ['layout-guessed']],
			['no-columns.log', ['failed'], ['layout-guessed']],
			['start-lost-columns.log', ['unknown'], ['layout-guessed']],
			['hijri-year-for-since.log', ['failed'], ['calendar-unknown']],
		] as const)('%s', (name, outcomes, issues) => {
			const {scans, issues: found, verdict} = report(name);
			expect(scans.map(({outcome}) => outcome)).toEqual(outcomes);
			expect(found.map(({kind}) => kind)).toEqual(issues);
			expect(verdict.level).not.toBe('good');
		});
	});

	it('the note of Windows is told, with the folder to give', () => {
		expect(report('01-note-instead-of-log.log')).toMatchObject({
			status: 'skipped',
			reason: expect.stringContaining('C:\\Windows\\Logs\\WindowsUpdate') as string,
		});
	});

	it('raw times of tracerpt count from the header', () => {
		expect(report('10-tracerpt-raw-time.xml').log).toMatchObject({
			firstTime: '2026-09-24T03:35:37.3933558',
			utcOffset: '+00:00',
			windowsBuilds: ['10.0.26200'],
		});
	});

	it('values of HKEY_CURRENT_USER are the proxy of the user', () => {
		const name = 'user-proxy.hkcu.txt';
		expect(readContextFile(readFileSync(join(fieldFolder, name)), name)).toMatchObject({
			facts: {userProxy: {value: {enabled: false, proxy: null, autoConfigUrl: 'http://pac.contoso.example/proxy.pac'}}},
		});
	});
}
