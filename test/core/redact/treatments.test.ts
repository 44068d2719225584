/** What becomes of a text that stands where a host, a list, an account, a mail address, a group or a file must stand. */
import {describe, expect, it} from 'vitest';
import {createNameBook, extensionOf, type NameBook} from '../../../src/core/redact/name-book.js';
import * as treatments from '../../../src/core/redact/treatments.js';
import {createRedactor} from '../../../src/core/redact/redact.js';

function treated(treat: treatments.Treatment, text: string, book: NameBook = createNameBook()): string {
	let out = '';
	let at = 0;
	for (const claim of treat(text, book)) {
		out += text.slice(at, claim.from) + claim.text;
		at = claim.to;
	}
	return out + text.slice(at);
}

const {
	accountTreatment,
	addressTreatment,
	authorityTreatment,
	commonNameTreatment,
	distinguishedNameTreatment,
	dottedTreatment,
	fileTreatment,
	groupTreatment,
	hostTreatment,
	likelyHostTreatment,
	listTreatment,
	machineIdTreatment,
	mailTreatment,
	portTreatment,
	userTreatment,
	wholeTreatment,
} = treatments;

describe.each<[string, treatments.Treatment, readonly (readonly [text: string, shown: string])[]]>([
	[
		'a host',
		hostTreatment,
		[
			['pc7', 'host-1'],
			['pc7.contoso.example', 'host-1.redacted'],
			['pc7:8530/path', 'host-1:8530/path'],
			['pc7...', 'host-1...'],
			['pc7.-', 'host-1.-'],
			['10.31.7.9', 'ip-1'],
			['10.31.7', 'ip-1'],
			['10.31.', 'ip-1.'],
			['10', 'ip-1'],
			['0.0.0.0', '0.0.0.0'],
			['[2001:db8::5]:80', 'ip-1:80'],
			['2001:db8::5', 'ip-1'],
			['127.0.0.1', '127.0.0.1'],
			['*.contoso.example', '*.domain-1.redacted'],
			['pcx*.contoso.example', 'domain-1*.domain-2.redacted'],
			['10.31.*', 'ip-1.*'],
			['*', '*'],
			['*.com', '*.com'],
			['(null)', '(null)'],
			['none', 'none'],
			['null', 'null'],
			['', ''],
			['localhost', 'localhost'],
			['download.windowsupdate.com', 'download.windowsupdate.com'],
			['12ab34cd-1234-1234-1234-123456789abc', '12ab34cd-1234-1234-1234-123456789abc'],
		],
	],
	[
		'a host or another word',
		likelyHostTreatment,
		[
			['server', 'server'],
			['server.', 'server.'],
			['server:8530', 'host-1:8530'],
			['server:8', 'server:8'],
			['pc7', 'host-1'],
		],
	],
	[
		'a name before a port',
		portTreatment,
		[
			['pc-7:80', 'host-1:80'],
			['pc7:80', 'host-1:80'],
			['line:80', 'line:80'],
			['7-7:80', '7-7:80'],
		],
	],
	[
		'the host of an address',
		authorityTreatment,
		[
			['pc7:80', 'host-1:80'],
			['jane:secret@pc7', 'user-1@host-1'],
			[':secret@pc7', 'user-1@host-1'],
			['@pc7', '@host-1'],
			['system@pc7', 'system@host-1'],
		],
	],
	[
		'a list',
		listTreatment,
		[
			['http=px1:8080;https=px2:8080', 'http=host-1:8080;https=host-2:8080'],
			['http://px1:80/x, px2', 'http://host-1:80/x, host-2'],
			['*.contoso.example;<local>', '*.domain-1.redacted;<local>'],
			['<-loopback>;<null>;(null)', '<-loopback>;<null>;(null)'],
			['<mylocal>', '<host-1>'],
			['<locals>', '<host-1>'],
			['local', 'host-1'],
			['PROXY px1:80; DIRECT', 'PROXY host-1:80; DIRECT'],
			['SOCKS5 px1', 'SOCKS5 host-1'],
			['bypass', 'bypass'],
			['PROXY7', 'host-1'],
		],
	],
	[
		'a user',
		userTreatment,
		[
			['jane', 'user-1'],
			['jane. ', 'user-1. '],
			['', ''],
			['system', 'system'],
			['null', 'null'],
			['Jane Roe', 'user-1'],
		],
	],
	[
		'an account',
		accountTreatment,
		[
			['CONTOSO\\jane', 'user-1'],
			['CONTOSO\\\\jane.', 'user-1.'],
			['CONTOSO\\PC7$', 'host-1'],
			['CONTOSO\\system', 'domain-1\\system'],
			['CONTOSO\\report.txt', 'CONTOSO\\report.txt'],
			['CONTOSO\\', 'CONTOSO\\'],
			['Windows\\x7', 'Windows\\x7'],
			['CONTOSO\\a.b', 'user-1'],
		],
	],
	[
		'a mail address',
		mailTreatment,
		[
			['jane@contoso.example', 'mail-1'],
			['jane@CONTOSO', 'mail-1'],
		],
	],
	[
		'the id of a machine',
		machineIdTreatment,
		[
			['3f6c1f0e-52b8-4c39-9d77-0a61c2f7be14', 'id-1'],
			['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'],
		],
	],
	[
		'a group',
		groupTreatment,
		[
			['Sales; Berlin 7', 'group-1; group-2'],
			['"Sales" (Changed)', '"group-1" (Changed)'],
			['(Unassigned Computers)', '(Unassigned Computers)'],
			['NULL', 'NULL'],
			['none', 'none'],
		],
	],
	[
		'a common name',
		commonNameTreatment,
		[
			['pc7.contoso.example', 'host-1.redacted'],
			['Jane Roe', 'name-1'],
			['Microsoft Update', 'Microsoft Update'],
			[' ', ' '],
			['none', 'none'],
		],
	],
	[
		'a distinguished name',
		distinguishedNameTreatment,
		[
			['CN=pc7.contoso.example, O=Fabrikam, OU=Contoso, C=DE', 'CN=host-1.redacted, O=name-1, OU=domain-1, C=DE'],
			['CN = "Roe, Jane"', 'CN = "name-1"'],
			['Jane Roe', 'name-1'],
			['CN=x, O="Microsoft Corporation"', 'CN=x, O="Microsoft Corporation"'],
			['CN=', 'CN='],
		],
	],
	[
		'a dotted name',
		dottedTreatment,
		[
			['pc7.contoso.com', 'host-1.redacted'],
			['failed.No', 'failed.No'],
			['System.Net.Http', 'System.Net.Http'],
			['10.0.19041', '10.0.19041'],
			['report.log', 'report.log'],
		],
	],
	[
		'an IP address',
		addressTreatment,
		[
			['10.31.7.9', 'ip-1'],
			['0.0.0.0', '0.0.0.0'],
			['a', 'a'],
		],
	],
	[
		'a whole value',
		wholeTreatment('thumbprint'),
		[
			['ab', 'thumbprint-1'],
			['', ''],
		],
	],
	[
		'a file',
		fileTreatment,
		[
			['C:\\logs\\a.tar.gz', 'file-1.tar.gz'],
			['./PC7.log', 'file-1.log'],
			['-', '-'],
			['', ''],
			['(standard input)', '(standard input)'],
			['readme', 'file-1'],
		],
	],
])('%s', (_, treat, examples) => {
	it.each(examples)('%j is %j', (text, shown) => {
		expect(treated(treat, text)).toBe(shown);
	});
});

describe('a dotted name beside one that is known', () => {
	function knowing(): NameBook {
		const book = createNameBook();
		book.learnHost('wsus01.contoso.example');
		return book;
	}

	it.each([
		['wsus01.intern', 'host-2.redacted'],
		['wsus01.log', 'wsus01.log'],
		['wsus01.7z', 'wsus01.7z'],
		['other.contoso.example', 'host-1.redacted'],
		['other.fabrikam', 'other.fabrikam'],
	])('%s is %s', (text, shown) => {
		expect(treated(dottedTreatment, text, knowing()).replace(/host-\d/, 'host-1')).toBe(shown.replace(/host-\d/, 'host-1'));
	});
});

describe('what is learned', () => {
	const learned = (treat: treatments.Treatment, text: string, ...asked: readonly string[]): readonly (string | null)[] => {
		const book = createNameBook();
		treat(text, book);
		return asked.map((name) => book.known(name));
	};

	it('from a path are the machine, the whole path and the name of the file', () => {
		expect(
			learned(
				fileTreatment,
				'/data/PC7ABC/WindowsUpdate-2024-03-12.log',
				'pc7abc',
				'/data/PC7ABC/WindowsUpdate-2024-03-12.log',
				'2024-03-12',
				'data',
			),
		).toEqual(['host-1', 'file-1.log', null, null]);
		expect(learned(fileTreatment, './PC7.log', './PC7.log', 'PC7.log', 'PC7')).toEqual([null, 'file-1.log', 'host-1']);
		expect(learned(fileTreatment, 'a/windowsupdate.log', 'windowsupdate.log', 'a/windowsupdate.log')).toEqual([null, 'file-1.log']);
	});

	it('from an account are user and domain', () => {
		expect(learned(accountTreatment, 'FABRIKAM\\jroe', 'jroe', 'fabrikam')).toEqual(['user-1', 'domain-1']);
		expect(learned(accountTreatment, 'ad.fabrikam.example\\jroe', 'jroe', 'ad.fabrikam.example')).toEqual(['user-1', 'domain-1.redacted']);
	});

	it('from a user of several words is the first one, too', () => {
		expect(learned(userTreatment, 'Jane Roe', 'jane', 'jane roe', 'roe')).toEqual(['user-1', 'user-1', null]);
	});
});

describe('a book of names', () => {
	it.each([
		'ab',
		'123',
		'0x80240438',
		'kb4571756',
		'win-10',
		'22h2',
		'x64',
		'sha-256',
		'com',
		'download.windowsupdate.com',
		'scan',
	])('does not take %j for a name wherever it stands', (name) => {
		const book = createNameBook();
		book.learnAlone('host', name);
		expect([book.known(name), book.literals]).toEqual([null, null]);
	});

	it('keeps what a name of several words was first', () => {
		const book = createNameBook();
		book.learnAlone('group', 'Sales Berlin');
		book.learnAlone('name', 'Sales Berlin');
		book.learnAlone('name', 'All Computers');
		expect([book.known('sales berlin'), book.known('all computers')]).toEqual(['group-1', null]);
		expect('of SALES BERLIN, not of SalesBerlin'.match(book.literals ?? /$^/g)).toEqual(['SALES BERLIN']);
	});

	it('gives one number to the short and the full name of a computer', () => {
		const book = createNameBook();
		expect(['wsus01', 'wsus01.a.example', 'wsus01.b.example', 'wsus01', '.a', '.b'].map((name) => book.pseudonym('host', name))).toEqual([
			'host-1',
			'host-1.redacted',
			'host-2.redacted',
			'host-1',
			'host-3.redacted',
			'host-4.redacted',
		]);
	});

	it.each([
		['S-1-5-21-1-2-3-1001', 'S-1-5-21-redacted-1'],
		['s-1-12-1-7', 'S-1-12-1-redacted-1'],
		['S-1-15-2-1', 'S-1-redacted-1'],
	])('keeps the kind of the SID %s', (sid, pseudonym) => {
		expect(createNameBook().pseudonym('sid', sid)).toBe(pseudonym);
	});

	it('gives no pseudonym that is a name itself', () => {
		const book = createNameBook();
		book.learnAlone('host', 'host-1');
		expect(book.pseudonym('host', 'pc7')).toBe('host-2');
	});

	it.each([
		['a.log', '.log'],
		['a.tar.gz', '.tar.gz'],
		['C:\\a.b\\c', ''],
		['.log', '.log'],
		['a.B.TXT', '.txt'],
		['log', ''],
	])('%s ends in "%s"', (path, extension) => {
		expect(extensionOf(path)).toBe(extension);
	});
});

describe('secrets of the caller', () => {
	it('are replaced in words, and within what is public', () => {
		const redactor = createRedactor({secrets: ['windowsupdate', 'blue']});
		expect(redactor.text('download.windowsupdate.com is blueish')).toMatch(/^download\.name-\d\.com is (?:name-\d)ish$/);
	});
});
