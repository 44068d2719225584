/** Files dropped in by mistake: each is told by its beginning, and a log that only begins oddly is read all the same. */
import {evtxOf} from '../helpers/evtx-writer.js';
import {describe, expect, it} from 'vitest';
import {createAnalyzer} from '../../src/core/analyze.js';
import {FOREIGN_FILES, isUnrelatedFile, ORCHESTRATOR_LOG} from '../../src/core/foreign-files/foreign-files.js';
import {analyzeBytes, analyzeText, bytesOf, concat, end, etwLine, etwLog, start, utf16} from '../helpers/log-lines.js';

function etlHead(bits: 1 | 2): Uint8Array {
	const head = new Uint8Array(1024);
	head[0x36] = 4;
	head[0x4a] = bits;
	head[0x4b] = 0xc0;
	return head;
}

const BINARY_TAIL = Uint8Array.from({length: 600}, (_, at) => (at * 37) & 0xff);

/** One or more made-up heads for each row. */
const HEADS: Readonly<Record<string, readonly (Uint8Array | string)[]>> = {
	etl: [etlHead(1), etlHead(2)],
	evtx: [Uint8Array.from(evtxOf([{provider: 'Example', id: 1, time: '2024-03-12T10:00:00Z'}]))],
	zip: [concat(bytesOf('PK\u0003\u0004'), BINARY_TAIL)],
	gzip: [concat(Uint8Array.of(0x1f, 0x8b, 8), BINARY_TAIL)],
	cab: [concat(bytesOf('MSCF\0\0\0\0'), BINARY_TAIL)],
	'7z': [concat(Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), BINARY_TAIL)],
	tar: [concat(new Uint8Array(257), bytesOf('ustar'), BINARY_TAIL)],
	exe: [concat(bytesOf('MZ'), BINARY_TAIL)],
	hive: [concat(bytesOf('regf'), BINARY_TAIL)],
	pdf: ['%PDF-1.7\n%…\n1 0 obj\n'],
	image: [concat(Uint8Array.of(0x89), bytesOf('PNG\r\n'), BINARY_TAIL), concat(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), BINARY_TAIL)],
	cmtrace: [
		'<![LOG[Entering the store.]LOG]!><time="08:53:25.968+240" date="07-14-2021" component="UpdatesStore" ' +
			'context="" type="1" thread="10444" file="a.cpp:1004">\r\n',
		'end of an entry.]LOG]!><time="08:53:25.968+240" date="07-14-2021" component="UpdatesStore" context="" ' +
			'type="1" thread="10444" file="a.cpp:1">\r\n',
		'second line of an entry\r\nand its third]LOG]!><time="08:53:25.968+240" date="07-14-2021">\r\n',
		'Entering the store.  $$<UpdatesStore><07-14-2021 08:53:25.968+240><thread=10444 (0x28CC)>\r\n',
	],
	'note-of-windows': [
		'The update log of this version of Windows is kept in event traces.\r\nGet-WindowsUpdateLog makes a readable log of them.\r\n\r\n' +
			'More: https://go.microsoft.com/fwlink/?LinkId=518345\r\n',
		utf16(
			'\ufeffDie Protokolle dieser Version von Windows sind Ablaufverfolgungen.\r\nMit Get-WindowsUpdateLog entsteht daraus ein ' +
				'Protokoll.\r\nhttp://go.microsoft.com/fwlink/?LinkID=518345\r\n',
		),
	],
	'reporting-events': [
		'{F84B3C10-2D6E-4E9A-91C7-A05B7D3E6218}\t2021-07-14 08:12:08:208+0100\t1\t188 [AGENT_X]\t101\tno more\r\n',
		concat(
			Uint8Array.of(0xff, 0xfe),
			utf16('{F84B3C10-2D6E-4E9A-91C7-A05B7D3E6218}\t2021-07-14 08:12:08:208+0100\t1\t188 [AGENT_X]\t101\r\n'),
		),
	],
	cbs: [
		'2021-07-14 08:12:08, Info                  CBS    TI: --- Initializing Trusted Installer ' +
			'---\r\n2021-07-14 08:12:08, Info                  CBS    Ending\r\n',
	],
	dism: ['2021-07-14 08:12:08, Info                  DISM   PID=1234 Scratch directory set\r\n'],
	setup: ['2021-07-14 08:12:08, Info                  MOUPG  SetupHost::Initialize\r\n'],
	'failed-conversion': ['Checking write access', 'Checking write access\r\n'],
	reg: [
		'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n',
		'REGEDIT4\r\n',
		concat(Uint8Array.of(0xff, 0xfe), utf16('Windows Registry Editor Version 5.00\r\n')),
	],
	settings: [
		'\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Example\r\n    WUServer    REG_SZ    http://wsus.example:8530\r\n',
		'\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n',
		'WindowsServerUpdateServices\r\n================ Certificate 0 ================\r\n',
	],
	iis: ['#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time cs-method cs-uri-stem sc-status\r\n'],
	'wsus-server-log': [
		'2024-03-12 10:00:00.123 UTC\tWarning\tw3wp.7\tSoapUtilities.CreateException\tThrowException: ErrorCode=InvalidParameters\r\n',
	],
	'wulens-report': ['{"schema":"wulens-report/1","tool":{}}\n', '{\n\t"schema": "wulens-report/1"\n}\n'],
	'event-log-xml': ['<Events><Event><System><EventRecordID>7</EventRecordID></System></Event></Events>'],
	'tracerpt-xml': ['<Events>\r\n<Event/>', '<?xml version="1.0"?>\r\n<Events xmlns="x">'],
	'tracerpt-csv': ['            Event Name,           Type,   Event ID,    Version\r\n'],
	html: ['<!DOCTYPE html>\n<html><body>2024/03/12 is in here', '\n<html lang="en">'],
	rtf: ['{\\rtf1\\ansi\\deff0 text}'],
};

describe.each(FOREIGN_FILES.map((row) => [row.id, row] as const))('%s', (id, row) => {
	it('is recognised, skipped and explained', () => {
		const heads = HEADS[id] ?? [];
		expect(heads.length).toBeGreaterThan(0);
		for (const head of heads) {
			const bytes = typeof head === 'string' ? bytesOf(head) : head;
			expect(analyzeBytes(bytes, {path: 'dropped.log'})).toMatchObject({
				path: 'dropped.log',
				status: 'skipped',
				reason: `This is ${row.what}. ${row.advice}`,
				bytes: bytes.length,
				log: null,
				wsus: null,
				scans: [],
				issues: [],
			});
		}
	});

	it('names its sign and says what to do instead', () => {
		expect(row.source).not.toBe('');
		expect(row.what).toMatch(/^(?:an? |the |[A-Z])/);
		expect(row.advice).toMatch(/\.$/);
	});
});

it('takes these for no text at all, whatever else they hold', () => {
	expect(FOREIGN_FILES.filter(({binary}) => binary === true).map(({id}) => id)).toEqual([
		'etl',
		'evtx',
		'zip',
		'gzip',
		'cab',
		'7z',
		'tar',
		'exe',
		'hive',
		'pdf',
		'image',
	]);
});

it('has no row twice', () => {
	expect(Object.keys(HEADS).toSorted()).toEqual(FOREIGN_FILES.map(({id}) => id).toSorted());
});

describe('other files without a record', () => {
	it.each([
		['nothing', new Uint8Array(0)],
		['blanks', bytesOf(' \r\n\t\r\n\r\n')],
		['blanks in UTF-16', concat(Uint8Array.of(0xff, 0xfe), utf16('\r\n \r\n'))],
		['a mark', Uint8Array.of(0xef, 0xbb, 0xbf)],
	])('are empty: %s', (_, bytes) => {
		expect(analyzeBytes(bytes)).toMatchObject({status: 'skipped', reason: 'The file is empty.', bytes: bytes.length});
	});

	it('are binary', () => {
		expect(analyzeBytes(Uint8Array.from({length: 5000}, (_, at) => (at * at * 31 + at) & 0xff)).reason).toMatch(/^This is binary data/);
		expect(analyzeBytes(new Uint8Array(100_000)).reason).toMatch(/^This is binary data/);
	});

	it('are binary, and then not read on', () => {
		const analyzer = createAnalyzer();
		analyzer.push(new Uint8Array(200_000));
		expect(analyzer.isDone).toBe(true);
	});

	it('are no traces for a few bytes in the right places', () => {
		for (const [at, byte] of [
			[0x36, 3],
			[0x37, 1],
			[0x4a, 3],
			[0x4b, 0xc1],
		] as const) {
			const head = etlHead(1);
			head[at] = byte;
			expect(analyzeBytes(head).reason).toMatch(/^This is binary data/);
		}
	});

	it.each([
		'MZ are his initials',
		'Me\0, you and the rest of the text',
		'AZ\0, and the rest of the text',
		'\t1\t2\t3\t4\t5\r\n',
		'It says: <![LOG[Async searching of updates',
		'It says: 2021-07-14 08:12:08, Info                  DISM   PID=1234',
		'Checking write access fails for me',
		'It says: {"schema":"wulens-report/1"}',
		'It says: Event Name,           Type,   Event ID',
		'It says: {\\rtf1',
	])('are text that only speaks of something: %j', (text) => {
		expect(analyzeText(text).reason).toMatch(/^No line looks like a Windows Update log/);
	});

	it('are text of some other kind', () => {
		expect(analyzeText('Dear all,\nthe PC finds no updates.\n').reason).toMatch(/^No line looks like a Windows Update log/);
		expect(analyzeText('M').reason).toMatch(/^No line looks like a Windows Update log/);
	});
});

describe('logs of the update orchestrator, which have the same columns', () => {
	const line = (text: string): string => `${etwLine({component: 'UsoSvc', text})}\r\n`;

	it('are told by their texts', () => {
		expect(analyzeText([line('[scan] : started; '), line('[Result] : 0x0; '), line('something else')].join(''))).toMatchObject({
			status: 'skipped',
			reason: `This is ${ORCHESTRATOR_LOG.what}. ${ORCHESTRATOR_LOG.advice}`,
		});
	});

	it('are not seen in a log with a few such texts', () => {
		expect(analyzeText([line('[scan] : started; '), line('something'), line('else')].join('')).status).toBe('analyzed');
	});
});

describe('a log that begins oddly is analysed', () => {
	const log = etwLog(start('X', 1), end('X', 1));

	it.each([
		['blank lines', '\r\n\r\n\r\n'],
		['text of a mail', 'Hello,\r\nbelow is the log.\r\n\r\n'],
		['a CMTrace line', '<![LOG[Async searching completed.]LOG]!><time="08:53:25.968+240" date="07-14-2021">\r\n'],
		['a line of CBS.log', '2021-07-14 08:12:08, Info                  CBS    TI: --- Initializing ---\r\n'],
		['a web page', '<html><pre>\r\n'],
		['the words of the cmdlet', 'Checking write access\r\n'],
		['letters that archives begin with', 'PK, MSCF and MZ\r\n'],
		['NUL bytes', `${'\0'.repeat(512)}\r\n`],
	])('%s', (_, before) => {
		expect(analyzeText(before + log)).toMatchObject({status: 'analyzed', scans: [{caller: 'X', outcome: 'succeeded'}]});
	});

	it('also where it is nothing but one line without an end', () => {
		expect(analyzeText(etwLine({text: 'text'}))).toMatchObject({status: 'analyzed', log: {lines: 1, records: 1}});
	});

	it('also where the first record comes late', () => {
		expect(analyzeText(`${'just words\n'.repeat(10_000)}${log}`)).toMatchObject({
			status: 'analyzed',
			log: {unparsedLines: 10_000},
			scans: [{caller: 'X'}],
		});
	});
});

describe('an archive that holds its log uncompressed', () => {
	const log = etwLog(start('X', 1), end('X', 1));
	const reasonOf = (id: string): string => {
		const row = FOREIGN_FILES.find((candidate) => candidate.id === id);
		return `This is ${row?.what}. ${row?.advice}`;
	};

	it.each(FOREIGN_FILES.filter((row) => row.binary === true).map(({id}) => id))('is not read as a log: %s', (id) => {
		for (const head of HEADS[id] ?? []) {
			const bytes = concat(typeof head === 'string' ? bytesOf(head) : head, bytesOf(`\r\n${log}`));
			expect(analyzeBytes(bytes)).toMatchObject({
				status: 'skipped',
				reason: expect.stringContaining(reasonOf(id)),
				bytes: bytes.length,
			});
		}
	});

	it('is not read on after its beginning', () => {
		const analyzer = createAnalyzer();
		analyzer.push(concat(bytesOf('PK\u0003\u0004\u0014\0WindowsUpdate.log\r\n'), bytesOf(log.repeat(600))));
		expect(analyzer.isDone).toBe(true);
		analyzer.push(bytesOf(log));
		expect(analyzer.end()).toMatchObject({status: 'skipped', reason: reasonOf('zip')});
	});
});

describe('reading on', () => {
	it('is of no use once an archive is seen', () => {
		const analyzer = createAnalyzer();
		analyzer.push(concat(bytesOf('PK\u0003\u0004'), new Uint8Array(10_000)));
		expect(analyzer.isDone).toBe(false);
		analyzer.push(new Uint8Array(100_000));
		expect(analyzer.isDone).toBe(true);
		analyzer.push(new Uint8Array(100_000));
		expect(analyzer.end()).toMatchObject({status: 'skipped', bytes: 210_004});
	});

	it('goes on where the file may still become a log', () => {
		const analyzer = createAnalyzer();
		analyzer.push(bytesOf('just words\n'.repeat(10_000)));
		expect(analyzer.isDone).toBe(false);
		analyzer.push(bytesOf(etwLog(start('X', 1), end('X', 1))));
		expect(analyzer.isDone).toBe(false);
		expect(analyzer.end().scans).toHaveLength(1);
	});
});

describe('files that are plainly no logs', () => {
	const of = (path: string, text: string): boolean => isUnrelatedFile({...analyzeBytes(bytesOf(text)), path});

	it.each([
		['README.md', 'just words\n'],
		['notes.txt', 'just words\n'],
		['report.json', '{"schema":"wulens-report/1"}'],
		['policies.reg', 'Windows Registry Editor Version 5.00\n'],
		['page.log', '<!doctype html>\n'],
	])('%s is one', (path, text) => {
		expect(of(path, text)).toBe(true);
	});

	it.each([
		['WindowsUpdate.log', 'just words\n'],
		['WindowsUpdate.log.gz', 'just words\n'],
		['notes.txt', ''],
		['CBS.txt', '2024-01-02 03:04:05, Info                  CBS    Starting\n'],
		['notes.txt', etwLog(start('X', 1), end('X', 1))],
	])('%s with %j is none', (path, text) => {
		expect(of(path, text)).toBe(false);
	});

	it('goes by the name within an archive', () => {
		const report = analyzeBytes(bytesOf('just words\n'));
		expect(isUnrelatedFile({...report, path: 'logs.log.zip', member: 'README.md'})).toBe(true);
		expect(isUnrelatedFile({...report, path: 'notes.zip', member: 'a.log'})).toBe(false);
	});
});
