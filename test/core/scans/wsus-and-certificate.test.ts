/** What a log says about WSUS and its certificates: for each scan, and for the whole file. */
import {describe, expect, it} from 'vitest';
import {analyzeText, end, etwLog, legacyLog, ONLINE, onlyScan, onThread, start, WSUS_ID, WSUS_URL} from '../../helpers/log-lines.js';

const EMPTY = 'ProtocolTalker WSUS certificate store is empty';
const mandatory = (value: 'Yes' | 'No'): string => `WebServices WSUS TLS cert-pinning mandatory: ${value}`;
const inStore = (value: 'Yes' | 'No'): string => `Misc Cert in WSUS store: ${value}`;

function certificateOf(...lines: readonly string[]): ReturnType<typeof onlyScan>['certificate'] {
	return onlyScan(etwLog(start('X', 1), ONLINE, ...lines, end('X', 1))).certificate;
}

function wsusOf(...lines: readonly string[]): ReturnType<typeof analyzeText>['wsus'] {
	return analyzeText(etwLog(...lines)).wsus;
}

describe('the certificate facts of a scan', () => {
	it('are unknown where the log says nothing', () => {
		expect(certificateOf()).toEqual({inWsusStore: null, storeEmpty: null, pinningMandatory: null, lines: []});
	});

	it('say that nothing is pinned where the store is empty', () => {
		expect(certificateOf(EMPTY, mandatory('No'))).toEqual({inWsusStore: null, storeEmpty: true, pinningMandatory: false, lines: [3, 4]});
	});

	it('say that the certificate is in the store, which proves that it holds one', () => {
		expect(certificateOf(mandatory('Yes'), inStore('Yes'))).toEqual({
			inWsusStore: 'yes',
			storeEmpty: false,
			pinningMandatory: true,
			lines: [3, 4],
		});
	});

	it.each([
		[[inStore('No')], 'no'],
		[[inStore('Yes'), inStore('No')], 'no'],
		[[inStore('No'), inStore('Yes')], 'no'],
		[[inStore('Yes'), inStore('Yes')], 'yes'],
	])('of %j are: %s', (lines, expected) => {
		expect(certificateOf(...lines).inWsusStore).toBe(expected);
	});

	it('do not say that the store is empty where a certificate is not in it', () => {
		expect(certificateOf(inStore('No')).storeEmpty).toBeNull();
	});

	it('count the lines of the check itself', () => {
		expect(
			certificateOf(
				'Misc Validating SSL certificate for:wsus.example strength',
				'WebServices Checking SSL intermediate CA ...',
				'WebServices Certificate failed SSL intermediate CA check.',
			).lines,
		).toEqual([3, 4, 5]);
	});

	it('are not those of other threads', () => {
		const text = etwLog(start('X', 1), onThread(99, inStore('No')), inStore('Yes'), end('X', 1));
		expect(onlyScan(text).certificate).toMatchObject({inWsusStore: 'yes', lines: [3]});
		expect(analyzeText(text).wsus?.certificateLines).toEqual({storeEmpty: 0, pinningMandatory: 0, inWsusStoreYes: 1, inWsusStoreNo: 1});
	});

	it('of verbose logging tell that it was on', () => {
		expect(analyzeText(etwLog(inStore('Yes'))).log?.verbose).toBe(true);
		expect(analyzeText(etwLog(EMPTY, mandatory('No'))).log?.verbose).toBe(false);
	});
});

describe('the WSUS facts of a file', () => {
	it('are missing where no line is about WSUS', () => {
		expect(wsusOf('Agent Network state: Connected')).toBeNull();
	});

	it('come from the settings block', () => {
		const facts = wsusOf(
			'Agent WSUS server: https://wsus.example:8531',
			'Agent WSUS status server: https://status.example:8531',
			'Agent Alternate Download Server: http://localhost:8005',
			'Agent Target group: (Unassigned Computers)',
		);
		expect(facts).toEqual({
			server: 'https://wsus.example:8531',
			statusServer: 'https://status.example:8531',
			alternateDownloadServer: 'http://localhost:8005',
			targetGroup: '(Unassigned Computers)',
			scheme: 'https',
			certificateStoreEmpty: null,
			pinningMandatory: null,
			certificateLines: {storeEmpty: 0, pinningMandatory: 0, inWsusStoreYes: 0, inWsusStoreNo: 0},
			changes: [],
		});
	});

	it.each(['(null)', 'NULL', '<NULL>', '(null) (Unchanged)'])('know %j for no server', (value) => {
		expect(wsusOf(`Agent WSUS server: ${value}`, `Agent Target group: ${value}`)).toMatchObject({
			server: null,
			scheme: null,
			targetGroup: null,
			changes: [],
		});
	});

	it('keep the last value and tell each change of the server', () => {
		const facts = wsusOf(
			'Agent WSUS server: (null)',
			'Agent WSUS server: http://wsus.example:8530 (Changed)',
			'Agent WSUS server: http://wsus.example:8530 (Unchanged)',
			'Agent Target group: Clients (Changed)',
			'Agent WSUS server: https://wsus.example:8531 (Changed)',
			'Agent WSUS server: (null) (Changed)',
		);
		expect(facts).toMatchObject({server: null, scheme: null, targetGroup: 'Clients'});
		expect(facts?.changes).toEqual([
			{line: 2, time: '2024-03-12T10:00:01.0000000', server: 'http://wsus.example:8530'},
			{line: 5, time: '2024-03-12T10:00:04.0000000', server: 'https://wsus.example:8531'},
			{line: 6, time: '2024-03-12T10:00:05.0000000', server: null},
		]);
	});

	it('see no change where there was no server and still is none', () => {
		expect(wsusOf('Agent WSUS server: (null)', 'Agent WSUS server: (null)', 'Agent WSUS server: <NULL>')?.changes).toEqual([]);
	});

	it('see no change in another spelling or path of the same server', () => {
		const facts = wsusOf(
			'Agent WSUS server: https://wsus.example:8531/',
			'Misc Got WSUS Client/Server URL: https://WSUS.example:8531/ClientWebService/client.asmx""',
		);
		expect(facts).toMatchObject({scheme: 'https', changes: []});
	});

	it('come from addresses where the service did not start within the file', () => {
		expect(wsusOf(`Misc Got WSUS Client/Server URL: ${WSUS_URL}""`)).toMatchObject({server: 'https://wsus.example:8531', scheme: 'https'});
		expect(
			wsusOf(start('X', 1), `ProtocolTalker ServiceId = {${WSUS_ID}}, Server URL = http://wsus.example/ClientWebService/client.asmx`),
		).toMatchObject({server: 'http://wsus.example', scheme: 'http'});
	});

	it('do not take the address of another service for that of WSUS', () => {
		expect(
			wsusOf(
				start('X', 1),
				'ProtocolTalker ServiceId = {9482F4B4-E343-43B6-B170-9A65BC822C77}, Server URL = https://fe2cr.example/client.asmx',
			),
		).toBeNull();
	});

	it('come from the summary of a scan of WSUS, not of another service', () => {
		const summary = (id: string): string =>
			`Agent ScanQOS. ServerId = ${id}, ServiceURL = ${WSUS_URL}, RetryInformation = , NetworkLevel = InternetAccess`;
		expect(wsusOf(start('X', 1), summary(WSUS_ID))).toMatchObject({server: 'https://wsus.example:8531'});
		expect(wsusOf(start('X', 1), summary('855E8A7C-ECB4-4CA3-B045-1DFA50104289'))).toBeNull();
	});

	it('come from legacy logs, too', () => {
		expect(
			analyzeText(
				legacyLog(
					'Agent   * WSUS server: http://wsus.example:8530',
					'Agent   * WSUS status server: <NULL>',
					'Agent   * Target group: (Unassigned Computers)',
				),
			).wsus,
		).toMatchObject({
			server: 'http://wsus.example:8530',
			statusServer: null,
			scheme: 'http',
		});
	});

	it('count certificate lines within scans and outside', () => {
		expect(wsusOf(EMPTY, mandatory('No'), start('X', 1), EMPTY, mandatory('No'), mandatory('Yes'), end('X', 1))).toMatchObject({
			certificateStoreEmpty: true,
			pinningMandatory: true,
			certificateLines: {storeEmpty: 2, pinningMandatory: 3, inWsusStoreYes: 0, inWsusStoreNo: 0},
		});
	});

	it('take the last word about the store', () => {
		expect(wsusOf(EMPTY, inStore('Yes'))?.certificateStoreEmpty).toBe(false);
		expect(wsusOf(inStore('Yes'), EMPTY)?.certificateStoreEmpty).toBe(true);
	});
});
