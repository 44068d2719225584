/** What the classifier makes of a line beyond the rows of its tables: marks, severity words, failures, mentions. */
import {describe, expect, it} from 'vitest';
import {createClassifier} from '../../../src/core/events/classifier.js';
import {createComponentTable} from '../../../src/core/events/component-table.js';
import {classifyMessage, type MessageContext} from '../../helpers/classify-message.js';
import {bytesOf} from '../../helpers/log-lines.js';

const LEGACY: MessageContext = {dialect: 'legacy'};
const eventOf = (component: string, message: string, context?: MessageContext): object | null =>
	classifyMessage(component, message, context)?.event ?? null;

describe('messages', () => {
	it('may be indented', () => {
		expect(classifyMessage('Agent', '    Online = No; Interactive = Yes')).toMatchObject({
			message: 'Online = No; Interactive = Yes',
			event: {type: 'scan-flags', online: false, interactive: true},
		});
	});

	it('have a list mark in legacy logs', () => {
		expect(eventOf('Agent', '  * Online = Yes; Ignore download priority = No', LEGACY)).toEqual({
			type: 'scan-flags',
			online: true,
			interactive: null,
		});
		expect(
			eventOf('PT', '  + ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = http://wsus.example/a.asmx', LEGACY),
		).toMatchObject({type: 'server-url', url: 'http://wsus.example/a.asmx'});
	});

	it('keep the mark and the severity word in what is shown', () => {
		expect(classifyMessage('Agent', '  * WARNING: Exit code = 0x8024402C', LEGACY)).toMatchObject({
			message: '* WARNING: Exit code = 0x8024402C',
			event: {type: 'scan-exit-code', code: 0x8024402c},
		});
	});

	it('are known under the names the component has had', () => {
		for (const component of ['ProtocolTalker', 'PT', 'protocoltalker']) {
			expect(
				eventOf(component, 'ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = http://wsus.example/a.asmx'),
			).toMatchObject({type: 'server-url'});
		}
	});

	it('of another component mean something else', () => {
		expect(eventOf('ComApi', '* END * Finding updates CallerId = X, Id = 1, Exit code = 0x00000000')).toBeNull();
		expect(eventOf('Deployment', 'Exit code = 0x80070426')).toBeNull();
	});

	it('that say nothing give nothing', () => {
		for (const message of ['', '   ', '*', '* ', '#########', 'WARNING: ', 'Service Main starts'])
			expect(eventOf('Agent', message, LEGACY)).toBeNull();
	});

	it('printed again and again are read once', () => {
		const classifier = createClassifier(() => 'read');
		const path = (build: string): string => `path used for cache lookup: /SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/${build}/0?CH=1`;
		const builds = ['10.0.1.1', '10.0.1.1', '10.0.1.2', '10.0.1.1'].map(
			(build) => classifyMessage('SLS', path(build), {classifier}) !== null,
		);
		expect(builds).toEqual([true, false, true, false]);
	});
});

describe('failures', () => {
	it('are read with their code, what it is about, and the role of the text', () => {
		expect(eventOf('Misc', '*FAILED* [80072EE7] Send request')).toEqual({
			type: 'failure',
			code: 0x80072ee7,
			text: 'Send request',
			role: 'request',
			category: 'network',
			step: 1,
		});
	});

	it('are read where a page has eaten the asterisks', () => {
		expect(eventOf('Misc', 'FAILED [80072EFE] Send request')).toMatchObject({type: 'failure', code: 0x80072efe, role: 'request'});
	});

	it('are read where Markdown has escaped the asterisks', () => {
		expect(eventOf('Misc', '\\*FAILED\\* [80072EFE] Send request')).toMatchObject({
			type: 'failure',
			code: 0x80072efe,
			text: 'Send request',
			role: 'request',
		});
		expect(eventOf('Misc', '\\*FAILED\\* \\[80072EFE\\] Send request')).toMatchObject({text: 'Send request'});
	});

	it('name the address where the text does', () => {
		expect(
			eventOf('Misc', '*FAILED* [80072EE2] WinHttp: SendRequestWithAuthRetry using proxy failed for <HTTPS://sls.example/a?b=1>'),
		).toMatchObject({url: 'HTTPS://sls.example/a?b=1'});
	});

	it('without a known text are of the role other', () => {
		expect(eventOf('Agent', '*FAILED* [80246007] ISusInternal:: IsCommitRequired')).toMatchObject({role: 'other', category: 'other'});
	});

	it('without a readable code are nothing', () => {
		expect(eventOf('Agent', '*FAILED* [8024] cut')).toBeNull();
		expect(eventOf('Agent', '*FAILED* [')).toBeNull();
	});

	it('are pending on threads that run no scan', () => {
		expect(classifyMessage('Misc', '*FAILED* [80072EE7] Send request', {listening: false})).toMatchObject({pending: true});
		const legacy = {listening: false, dialect: 'legacy'} as const;
		expect(classifyMessage('Misc', 'WARNING: Failed, error = 0x8024402C', legacy)).toMatchObject({pending: true});
		expect(classifyMessage('Misc', 'WARNING: Failed, error = 0x8024402C', LEGACY)).toMatchObject({pending: false});
	});

	it('of the component that reports results are told only where it could not report', () => {
		const uploading = 'WARNING: Reporter failed to upload events with hr = 8024402c.';
		expect(classifyMessage('Report', uploading, {listening: false, dialect: 'legacy'})).toMatchObject({event: {code: 0x8024402c}});
		expect(classifyMessage('Report', uploading, LEGACY)).toBeNull();
		expect(classifyMessage('Report', 'WARNING: Something, error = 0x8024402C', {listening: false, dialect: 'legacy'})).toBeNull();
	});

	it('that only accompany another one are told apart, except where they are the first sign of a refused certificate', () => {
		const text = 'Method failed [NativeWebServiceBase::CheckSSLCertificateTrust:412]';
		expect(eventOf('WebServices', `*FAILED* [8024402C] ${text}`)).toMatchObject({role: 'companion', category: 'companion'});
		expect(eventOf('WebServices', `*FAILED* [803D000A] ${text}`)).toMatchObject({role: 'tls', category: 'trust'});
		expect(eventOf('SLS', '*FAILED* [80072F8F] GetDownloadedOnWeakSSLCert')).toMatchObject({role: 'companion', category: 'companion'});
	});

	it('of signatures of files are not about connections', () => {
		expect(eventOf('Misc', '*FAILED* [800B0109] CertVerifyCertificateChainPolicy failed, Flags = 0.')).toMatchObject({
			role: 'file-signature',
			category: 'file-signature',
		});
		expect(
			eventOf('Misc', 'WARNING: Digital Signatures on file C:\\a\\wuredir.cab are not trusted: Error 0x800b0001', LEGACY),
		).toMatchObject({role: 'file-signature', category: 'file-signature'});
	});
});

describe('checks of files', () => {
	it.each([
		'Trust verification of file C:\\a\\b.cab',
		'Verify trust of file C:\\a\\b.cab',
		'Check of file \\\\server\\a.cab',
	])('are told from checks of servers: %s', (text) => {
		for (const code of ['800B0109', '8024B304', '800B0001', '80092012']) {
			expect(eventOf('WebServices', `*FAILED* [${code}] ${text}`)).toMatchObject({role: 'file-signature', category: 'file-signature'});
		}
		expect(eventOf('Misc', `WARNING: ${text} failed, error 0x800b0109`, LEGACY)).toMatchObject({
			role: 'file-signature',
			category: 'file-signature',
		});
	});

	it('have codes of their own: a download of a file fails for other reasons', () => {
		expect(eventOf('Misc', '*FAILED* [8024402C] Download of file C:\\a\\b.cab')).toMatchObject({role: 'other', category: 'network'});
		expect(eventOf('Misc', '*FAILED* [80072F8F] Download of file C:\\a\\b.cab')).toMatchObject({role: 'other', category: 'trust'});
		expect(eventOf('Misc', '*FAILED* [803D000A] Download of file C:\\a\\b.cab')).toMatchObject({role: 'other', category: 'trust'});
	});
});

describe('downloads of updates', () => {
	it('are not the scan, whatever ran on the thread', () => {
		const text =
			'Background download of UpdateId = 75421F10-8E61-407C-8D29-AA700577728F.1, failed due to proxy or proxy authentication error';
		expect(eventOf('DownloadManager', `*FAILED* [80240438] ${text}`)).toMatchObject({role: 'companion', category: 'companion'});
	});
});

describe('the component that reports earlier events', () => {
	it.each(['Reporter', 'Report'])('states no failures of the scan: %s', (component) => {
		for (const message of [
			'REPORT EVENT: {1}\t2013-03-04 09:00:09:612+0100\t1\t148\t101\t{0}\t0\t8024b304\tAutomaticUpdates\tFailure\tSoftware Sync',
			'WARNING: Reporter failed to upload events with hr = 8024b304.',
			'*FAILED* [8024B304] Upload of events',
			'Send request failed, hr:0x80072f8f',
			'Something failed, error 0x8024B304',
		]) {
			expect(eventOf(component, message, LEGACY)).toBeNull();
		}
	});

	it('is known by its words where the log has no such column', () => {
		expect(eventOf('', 'REPORT EVENT: {1}\t148\t101\terror 8024b304')).toBeNull();
	});
});

describe('the middle of a message whose beginning is elsewhere', () => {
	it.each([
		'  *contd (1)* failed with error 0x8024B304',
		'*contd (12)* *FAILED* [8024B304] x',
		'*contd (2)* WARNING: error 0x8024402c',
	])('states nothing of its own: %s', (message) => {
		expect(eventOf('Agent', message)).toBeNull();
		expect(eventOf('Agent', message, LEGACY)).toBeNull();
	});
});

describe('the end of a scan', () => {
	const endOf = (rest: string): object | null => eventOf('Agent', `* END * Finding updates CallerId = ${rest}`);

	it.each([
		'X, Id = 5',
		'X, Id = 5, Exit',
		'X, Id = 5, Exit code = 0x',
		'X, Id = 5, Exit code = 0x8024402',
		'X, Id = 5, Exit code = 0x8024402C1',
		'X, Id = 5 Exit code = 0x8024402C',
	])('is cut where a code must follow and none does: %s', (rest) => {
		expect(endOf(rest)).toMatchObject({caller: 'X', callId: 5, exitCode: null, cut: true});
	});

	it('is whole with eight digits, in any case of the letters', () => {
		expect(endOf('X, Id = 5, Exit code = 0X8024402c (cV = a.0)')).toMatchObject({exitCode: 0x8024402c, cv: 'a.0', cut: false});
	});

	it('is whole without a code before 1709 and in legacy logs', () => {
		expect(endOf('X  Id = 25')).toMatchObject({caller: 'X', callId: 25, exitCode: null, cut: false});
		expect(eventOf('Agent', '**  END  **  Agent: Finding updates [CallerId = X]', LEGACY)).toMatchObject({exitCode: null, cut: false});
	});

	it('has the last Id of the line, since callers may have names of any kind', () => {
		expect(endOf('My Id = 9 tool, Id = 5, Exit code = 0x00000000')).toMatchObject({caller: 'My Id = 9 tool', callId: 5});
		expect(eventOf('Agent', '* START * Finding updates CallerId = My Id = 9 tool  Id = 5 (cV = a.0)')).toMatchObject({
			caller: 'My Id = 9 tool',
			callId: 5,
			cv: 'a.0',
		});
	});

	it('is not looked for in text that was joined to the line', () => {
		expect(endOf('X, Id = 5, Exit code = 0x00000000 (cV = a.0) My tool, Id = 7')).toMatchObject({caller: 'X', callId: 5, exitCode: 0});
	});
});

describe('callers of legacy scans', () => {
	it('may hold backslashes', () => {
		expect(eventOf('Agent', '** START **  Agent: Finding updates [CallerId = a\\b]', LEGACY)).toMatchObject({caller: 'a\\b'});
		expect(eventOf('Agent', '\\*\\* START \\*\\*  Agent: Finding updates \\[CallerId = X\\]', LEGACY)).toMatchObject({caller: 'X'});
	});
});

describe('WARNING and FATAL lines', () => {
	it('are failures where they hold a code', () => {
		expect(classifyMessage('Setup', 'FATAL: IsUpdateRequired failed with error 0x80072eef', LEGACY)).toMatchObject({
			message: 'FATAL: IsUpdateRequired failed with error 0x80072eef',
			event: {type: 'failure', code: 0x80072eef, role: 'other', category: 'proxy'},
		});
		expect(eventOf('AU', '  # WARNING: Something new with error code 80244019', LEGACY)).toMatchObject({
			code: 0x80244019,
			category: 'server',
		});
	});

	it('are nothing where they hold none, or one that is a success', () => {
		expect(eventOf('PT', 'WARNING: Cached cookie has expired or new PID is available', LEGACY)).toBeNull();
		expect(eventOf('Agent', 'WARNING: Something, error = 0x00240001', LEGACY)).toBeNull();
	});
});

describe('createComponentTable', () => {
	it('describes each name once, however often and in whatever order it comes', () => {
		const described: string[] = [];
		const table = createComponentTable((name) => {
			described.push(name);
			return name;
		});
		const found = ['Agent', 'Misc', 'Agent', '', 'Misc', 'Agent2'].map((name) => {
			const bytes = bytesOf(`x${name}y`);
			return table.find(bytes, 1, bytes.length - 1);
		});
		expect(found).toEqual(['Agent', 'Misc', 'Agent', '', 'Misc', 'Agent2']);
		expect(described.toSorted()).toEqual(['', 'Agent', 'Agent2', 'Misc']);
	});

	it('does not keep names without end', () => {
		const table = createComponentTable((name) => name);
		for (let index = 0; index < 10_000; index++) {
			const bytes = bytesOf(`name${index}`);
			expect(table.find(bytes, 0, bytes.length)).toBe(`name${index}`);
		}
	});
});
