/** What the classifier makes of a line beyond the rows of its tables: marks, severity words, failures, mentions. */
import {describe, expect, it} from 'vitest';
import {createClassifier} from '../../../src/core/events/classifier.js';
import {createComponentTable} from '../../../src/core/events/component-table.js';
import {classifyMessage, type MessageContext} from '../../helpers/classify-message.js';
import {bytesOf} from '../../helpers/log-lines.js';

const LEGACY: MessageContext = {dialect: 'legacy'};
const eventOf = (component: string, message: string, context?: MessageContext): object | null => classifyMessage(component, message, context)?.event ?? null;

describe('messages', () => {
	it('may be indented', () => {
		expect(classifyMessage('Agent', '    Online = No; Interactive = Yes')).toMatchObject({message: 'Online = No; Interactive = Yes', event: {type: 'scan-flags', online: false, interactive: true}});
	});

	it('have a list mark in legacy logs', () => {
		expect(eventOf('Agent', '  * Online = Yes; Ignore download priority = No', LEGACY)).toEqual({type: 'scan-flags', online: true, interactive: null});
		expect(eventOf('PT', '  + ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = http://wsus.example/a.asmx', LEGACY)).toMatchObject({type: 'server-url', url: 'http://wsus.example/a.asmx'});
	});

	it('keep the mark and the severity word in what is shown', () => {
		expect(classifyMessage('Agent', '  * WARNING: Exit code = 0x8024402C', LEGACY)).toMatchObject({message: '* WARNING: Exit code = 0x8024402C', event: {type: 'scan-exit-code', code: 0x8024402c}});
	});

	it('are known under the names the component has had', () => {
		for (const component of ['ProtocolTalker', 'PT', 'protocoltalker']) {
			expect(eventOf(component, 'ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = http://wsus.example/a.asmx')).toMatchObject({type: 'server-url'});
		}
	});

	it('of another component mean something else', () => {
		expect(eventOf('ComApi', '* END * Finding updates CallerId = X, Id = 1, Exit code = 0x00000000')).toBeNull();
		expect(eventOf('Deployment', 'Exit code = 0x80070426')).toBeNull();
	});

	it('that say nothing give nothing', () => {
		for (const message of ['', '   ', '*', '* ', '#########', 'WARNING: ', 'Service Main starts']) expect(eventOf('Agent', message, LEGACY)).toBeNull();
	});

	it('printed again and again are read once', () => {
		const classifier = createClassifier(() => true);
		const path = (build: string): string => `path used for cache lookup: /SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/${build}/0?CH=1`;
		const builds = ['10.0.1.1', '10.0.1.1', '10.0.1.2', '10.0.1.1'].map((build) => classifyMessage('SLS', path(build), {classifier}) !== null);
		expect(builds).toEqual([true, false, true, true]);
	});
});

describe('failures', () => {
	it('are read with their code, what it is about, and the role of the text', () => {
		expect(eventOf('Misc', '*FAILED* [80072EE7] Send request')).toEqual({type: 'failure', code: 0x80072ee7, text: 'Send request', role: 'request', category: 'network', step: 1});
	});

	it('are read where a page has eaten the asterisks', () => {
		expect(eventOf('Misc', 'FAILED [80072EFE] Send request')).toMatchObject({type: 'failure', code: 0x80072efe, role: 'request'});
	});

	it('name the address where the text does', () => {
		expect(eventOf('Misc', '*FAILED* [80072EE2] WinHttp: SendRequestWithAuthRetry using proxy failed for <HTTPS://sls.example/a?b=1>')).toMatchObject({url: 'HTTPS://sls.example/a?b=1'});
	});

	it('without a known text are of the role other', () => {
		expect(eventOf('Agent', '*FAILED* [80246007] ISusInternal:: IsCommitRequired')).toMatchObject({role: 'other', category: 'other'});
	});

	it('without a readable code are nothing', () => {
		expect(eventOf('Agent', '*FAILED* [8024] cut')).toBeNull();
		expect(eventOf('Agent', '*FAILED* [')).toBeNull();
	});

	it('mean nothing on threads that run no scan', () => {
		expect(eventOf('Misc', '*FAILED* [80072EE7] Send request', {listening: false})).toBeNull();
		expect(eventOf('Misc', 'WARNING: Failed, error = 0x8024402C', {listening: false, dialect: 'legacy'})).toBeNull();
	});

	it('that only accompany another one are told apart, except where they are the first sign of a refused certificate', () => {
		const text = 'Method failed [NativeWebServiceBase::CheckSSLCertificateTrust:412]';
		expect(eventOf('WebServices', `*FAILED* [8024402C] ${text}`)).toMatchObject({role: 'companion', category: 'companion'});
		expect(eventOf('WebServices', `*FAILED* [803D000A] ${text}`)).toMatchObject({role: 'tls', category: 'trust'});
		expect(eventOf('SLS', '*FAILED* [80072F8F] GetDownloadedOnWeakSSLCert')).toMatchObject({role: 'companion', category: 'companion'});
	});

	it('of signatures of files are not about connections', () => {
		expect(eventOf('Misc', '*FAILED* [800B0109] CertVerifyCertificateChainPolicy failed, Flags = 0.')).toMatchObject({role: 'file-signature', category: 'file-signature'});
		expect(eventOf('Misc', 'WARNING: Digital Signatures on file C:\\a\\wuredir.cab are not trusted: Error 0x800b0001', LEGACY)).toMatchObject({role: 'file-signature', category: 'file-signature'});
	});
});

describe('WARNING and FATAL lines', () => {
	it('are failures where they hold a code', () => {
		expect(classifyMessage('Setup', 'FATAL: IsUpdateRequired failed with error 0x80072eef', LEGACY)).toMatchObject({
			message: 'FATAL: IsUpdateRequired failed with error 0x80072eef',
			event: {type: 'failure', code: 0x80072eef, role: 'other', category: 'proxy'},
		});
		expect(eventOf('AU', '  # WARNING: Failed to find updates with error code 80244019', LEGACY)).toMatchObject({code: 0x80244019, category: 'server'});
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
		expect(described.toSorted()).toEqual(['', '', 'Agent', 'Agent2', 'Misc']);
	});

	it('does not keep names without end', () => {
		const table = createComponentTable((name) => name);
		for (let index = 0; index < 10_000; index++) {
			const bytes = bytesOf(`name${index}`);
			expect(table.find(bytes, 0, bytes.length)).toBe(`name${index}`);
		}
	});
});
