/** What is expected of the scans of a log: which facts of log and device are taken, and which wins. */
import {describe, expect, it} from 'vitest';
import {expectationInput, expectScan, type FileFacts} from '../../../src/core/expected-behavior/scan-expectation.js';
import {WSUS_ID, WSUS_URL} from '../../helpers/log-lines.js';
import {attempt, behavior, proxyFacts, scanFacts, WSUS_INPUT} from './expectation-cases.js';
import type {DeviceSettings, ScanFacts, StoredCertificate} from '../../../src/core/types.js';

const NEW_LOG: FileFacts = {clientVersions: ['10.0.19041.1682'], windowsBuilds: [], lastTime: '2022-06-29T12:00:00', dialect: 'etw'};
const BARE_LOG: FileFacts = {...NEW_LOG, clientVersions: []};
const OLD_LOG: FileFacts = {...NEW_LOG, clientVersions: ['10.0.19041.508']};
const NO_CERTIFICATE = {inWsusStore: null, storeEmpty: null, pinningMandatory: null, lines: []} as const;
const STORED: StoredCertificate = {subject: 'CN=wsus.example', issuer: null, thumbprint: null, notAfter: null};

function device(changes: Partial<DeviceSettings>): DeviceSettings {
	return {
		files: [],
		proxyPolicy: null,
		pinningPolicy: null,
		wsusServer: null,
		useWsusServer: null,
		systemProxy: null,
		userProxy: null,
		certificateStore: null,
		sourcePolicies: null,
		...changes,
	};
}

function inputOf(
	scan: Partial<ScanFacts>,
	file: FileFacts = NEW_LOG,
	context: DeviceSettings | null = null,
): ReturnType<typeof expectationInput> {
	return expectationInput(scanFacts(scan), file, context);
}

describe('facts of the log', () => {
	it('are the service, the scheme, the flag and the version', () => {
		expect(inputOf({})).toEqual(WSUS_INPUT);
		expect(inputOf({interactive: true}).interactive).toBe('flag');
		expect(inputOf({service: {id: null, name: null}, server: null})).toMatchObject({service: null, scheme: null});
	});

	it.each<[string, Partial<ScanFacts>]>([
		['a behaviour', {proxy: proxyFacts([behavior(5, 'system-only')], [])}],
		['a behaviour that nobody knows', {proxy: proxyFacts([behavior(5, null)], [])}],
		['the empty store', {certificate: {...NO_CERTIFICATE, storeEmpty: true}}],
		['pinning', {certificate: {...NO_CERTIFICATE, pinningMandatory: false}}],
		['a certificate of the store', {certificate: {...NO_CERTIFICATE, inWsusStore: 'no'}}],
	])('prove the update of January 2021 by a line about %s', (_, scan) => {
		expect(inputOf(scan, BARE_LOG).updates).toBe('since-2021-01');
		expect(inputOf(scan, OLD_LOG).updates).toBe('since-2021-01');
	});

	it('prove no update without such a line', () => {
		expect(inputOf({}, BARE_LOG).updates).toBe('unknown');
		expect(inputOf({}, OLD_LOG).updates).toBe('before-2021-01');
	});

	it('prove by a call that the scan went online', () => {
		expect(inputOf({online: null}).online).toBeNull();
		expect(inputOf({online: null, proxy: proxyFacts([], [attempt(10, 'unknown', 'failed')])}).online).toBe(true);
		expect(inputOf({online: null, proxy: proxyFacts([behavior(5, 'system-only')], [])}).online).toBe(true);
		expect(inputOf({online: false, proxy: proxyFacts([behavior(5, 'system-only')], [])}).online).toBe(false);
	});

	it('tell the scheme of WSUS by a behaviour where no address is said', () => {
		expect(
			inputOf({server: null, proxy: proxyFacts([behavior(5, 'system-only', 'http://wsus.example:8530/ClientWebService/client.asmx')], [])})
				.scheme,
		).toBe('http');
		expect(inputOf({server: null, service: {id: WSUS_ID, name: 'WSUS'}}).scheme).toBeNull();
	});
});

describe('facts of the device', () => {
	it('are the policies and the store', () => {
		expect(inputOf({}, NEW_LOG, device({proxyPolicy: 1, pinningPolicy: 0, certificateStore: [STORED]}))).toMatchObject({
			proxyPolicy: 1,
			pinningPolicy: 0,
			store: 'filled',
		});
		expect(inputOf({}, NEW_LOG, device({certificateStore: []})).store).toBe('empty');
		expect(inputOf({}, NEW_LOG, device({})).store).toBe('unknown');
	});

	it('give way to what the log says of the store', () => {
		expect(inputOf({certificate: {...NO_CERTIFICATE, storeEmpty: true}}, NEW_LOG, device({certificateStore: [STORED]})).store).toBe(
			'empty',
		);
		expect(inputOf({certificate: {...NO_CERTIFICATE, storeEmpty: false}}, NEW_LOG, device({certificateStore: []})).store).toBe('filled');
	});
});

describe('an expectation', () => {
	it('expects no proxy of an offline scan', () => {
		const {expected, deviations} = expectScan(scanFacts({online: false}), NEW_LOG, null);
		expect(expected).toMatchObject({proxyOrders: [], fallback: 'not-allowed', pinning: 'not-applicable'});
		expect(expected.reasons.map(({about}) => about)).toEqual(['order', 'fallback', 'pinning']);
		expect(deviations).toEqual([]);
	});

	it('comes with what the log proves against it', () => {
		const rescued = scanFacts({
			caller: 'CcmExec',
			interactive: true,
			proxy: proxyFacts([behavior(5, 'system-then-user', WSUS_URL)], [attempt(10, 'system', 'failed'), attempt(12, 'user', 'succeeded')]),
		});
		expect(expectScan(rescued, NEW_LOG, device({proxyPolicy: 0})).deviations.map(({about}) => about)).toEqual(['fallback']);
		expect(expectScan(rescued, NEW_LOG, device({proxyPolicy: 1})).deviations).toEqual([]);
		expect(expectScan(rescued, NEW_LOG, null).deviations).toEqual([]);
	});
});
