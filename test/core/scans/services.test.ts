/** Services by their ids, and the parts of an address. */
import {describe, expect, it} from 'vitest';
import {originOf, parseEndpoint, SERVICES, serviceName} from '../../../src/core/scans/services.js';

describe('serviceName', () => {
	it.each(SERVICES.map(({id, name}) => [id, name]))('%s is %s', (id, name) => {
		expect(id).toMatch(/^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
		expect(serviceName(id)).toBe(name);
	});

	it('knows no others', () => {
		expect(serviceName('29A863E7-8609-4D1E-B7CD-5668F857F1DB')).toBeNull();
		expect(serviceName(null)).toBeNull();
	});
});

describe('parseEndpoint', () => {
	it.each([
		['https://wsus.example:8531/ClientWebService/client.asmx', {scheme: 'https', host: 'wsus.example', port: 8531}],
		['HTTP://WSUS.Example', {scheme: 'http', host: 'wsus.example', port: null}],
		['http://[fe80::1]:8530/a', {scheme: 'http', host: '[fe80::1]', port: 8530}],
		['http://10.0.0.1?x', {scheme: 'http', host: '10.0.0.1', port: null}],
		['https://пример.example/', {scheme: 'https', host: 'пример.example', port: null}],
	])('reads %s', (url, parts) => {
		expect(parseEndpoint(url)).toEqual({url, ...parts});
	});

	it('leaves a user name out, and reads the zone of an IPv6 address', () => {
		expect(parseEndpoint('https://svc:secret@wsus.example:8531/a')).toMatchObject({host: 'wsus.example', port: 8531});
		expect(originOf('https://svc:secret@wsus.example:8531/a')).toBe('https://wsus.example:8531');
		expect(parseEndpoint('http://[fe80::1%25eth0]:8530/')).toMatchObject({host: '[fe80::1%25eth0]', port: 8530});
		expect(parseEndpoint('http://[fe80::1%12]:8530/')).toMatchObject({host: '[fe80::1%12]', port: 8530});
	});

	it.each([
		'',
		'wsus.example:8531',
		'ftp://wsus.example',
		'https://',
		'https://user@/',
		'https://a@b@wsus.example/',
		'https://wsus.example:123456/',
		'(null)',
	])('reads no address in %j', (url) => {
		expect(parseEndpoint(url)).toBeNull();
	});
});

describe('originOf', () => {
	it('is what the settings block prints', () => {
		expect(originOf('https://wsus.example:8531/ClientWebService/client.asmx')).toBe('https://wsus.example:8531');
		expect(originOf('https://wsus.example/')).toBe('https://wsus.example');
		expect(originOf('something else')).toBe('something else');
	});
});
