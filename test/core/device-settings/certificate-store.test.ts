/** Listings of the certificate store by certutil, in several languages, and by PowerShell. */
import {describe, expect, it} from 'vitest';
import {factsOfText, lines, notesOfText, OTHER_THUMBPRINT, readText, THUMBPRINT} from '../../helpers/settings-files.js';

const STORE = 'WindowsServerUpdateServices';
const SPACED = THUMBPRINT.replace(/(..)(?=.)/g, '$1 ');

function stored(changes: object = {}): object {
	return {
		subject: 'CN=wsus.example',
		issuer: 'CN=Example CA, DC=corp, DC=example',
		thumbprint: THUMBPRINT,
		notAfter: '01.03.2026 09:00',
		...changes,
	};
}

interface Language {
	readonly title: string;
	readonly serial: string;
	readonly issuer: string;
	readonly notBefore: string;
	readonly notAfter: string;
	readonly subject: string;
	readonly root: string;
	readonly hash: string;
	readonly end: string;
}

const ENGLISH: Language = {
	title: 'Certificate',
	serial: 'Serial Number',
	issuer: 'Issuer',
	notBefore: 'NotBefore',
	notAfter: 'NotAfter',
	subject: 'Subject',
	root: 'Non-root Certificate',
	hash: 'Cert Hash(sha1)',
	end: 'CertUtil: -store command completed successfully.',
};

const GERMAN: Language = {
	title: 'Zertifikat',
	serial: 'Seriennummer',
	issuer: 'Aussteller',
	notBefore: 'Nicht vor',
	notAfter: 'Nicht nach',
	subject: 'Antragsteller',
	root: 'Kein Stammzertifikat',
	hash: 'Zertifikathash(sha1)',
	end: 'CertUtil: -store-Befehl wurde erfolgreich ausgeführt.',
};

const FRENCH: Language = {
	title: 'Certificat',
	serial: 'Numéro de série ',
	issuer: 'Émetteur',
	notBefore: 'NotBefore ',
	notAfter: 'NotAfter ',
	subject: 'Objet',
	root: 'Il ne s’agit pas d’un certificat racine',
	hash: 'Hach. cert. (sha1)\u00a0',
	end: 'CertUtil: -store La commande s’est terminée correctement.',
};

const JAPANESE: Language = {
	title: '証明書',
	serial: 'シリアル番号',
	issuer: '発行者',
	notBefore: 'この日以降',
	notAfter: 'この日以前',
	subject: 'サブジェクト',
	root: 'ルート以外の証明書',
	hash: '証明書ハッシュ(sha1)',
	end: 'CertUtil: -store コマンドは正常に完了しました。',
};

function section(words: Language, index: number, {subject = 'CN=wsus.example', hash = SPACED} = {}): readonly string[] {
	return [
		`================ ${words.title} ${index} ================`,
		`${words.serial}: 6100000002f1b0`,
		`${words.issuer}: CN=Example CA, DC=corp, DC=example`,
		` ${words.notBefore}: 01.03.2024 09:00`,
		` ${words.notAfter}: 01.03.2026 09:00`,
		`${words.subject}: ${subject}`,
		words.root,
		`${words.hash}: ${hash}`,
		'  Key Container = {3F2504E0-4F89-11D3-9A0C-0305E82C3301}',
		'',
	];
}

describe('certutil', () => {
	it.each([
		['English', ENGLISH],
		['German', GERMAN],
		['French', FRENCH],
		['Japanese', JAPANESE],
	])('in %s', (_, words) => {
		const text = lines(STORE, ...section(words, 0), ...section(words, 1, {subject: 'CN=cmg.example', hash: OTHER_THUMBPRINT}), words.end);
		expect(readText(text)).toMatchObject({kind: 'certificate-store', notes: []});
		expect(factsOfText(text)).toEqual({certificateStore: [stored(), stored({subject: 'CN=cmg.example', thumbprint: OTHER_THUMBPRINT})]});
	});

	it.each([
		['English', ENGLISH],
		['German', GERMAN],
		['French', FRENCH],
		['Japanese', JAPANESE],
	])('of an empty store, in %s', (_, words) => {
		expect(factsOfText(lines(STORE, words.end))).toEqual({certificateStore: []});
		expect(factsOfText(lines(`${STORE} "${STORE}"`, '', words.end))).toEqual({certificateStore: []});
	});

	it('of a store that is missing, which the client takes for empty', () => {
		expect(
			factsOfText(
				lines(
					STORE,
					'CertUtil: -store command FAILED: 0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)',
					'CertUtil: The system cannot find the file specified.',
				),
			),
		).toEqual({certificateStore: []});
	});

	it('that could not read the store is a problem', () => {
		expect(readText(lines(STORE, 'CertUtil: -store-Befehl ist fehlgeschlagen: 0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED)'))).toEqual({
			kind: 'certificate-store',
			problem: 'certutil could not read the store: 0x80070005.',
		});
	});

	it('after a prompt, and cut short within the second certificate', () => {
		const text = lines(`C:\\>certutil -store ${STORE}`, STORE, ...section(ENGLISH, 0), ...section(ENGLISH, 1).slice(0, 4));
		expect(factsOfText(text)).toEqual({certificateStore: [stored()]});
		expect(notesOfText(text)).toEqual(['One certificate in the store could not be read.']);
	});

	it('with nothing that can be read is a problem', () => {
		expect(readText(lines(STORE, ...section(ENGLISH, 0).slice(0, 3)))).toEqual({
			kind: 'certificate-store',
			problem: 'It is the output of certutil, but no certificate in it can be read.',
		});
	});

	it('with an empty subject, and with a list of revoked certificates', () => {
		const subject = 'EMPTY (DNS Name=wsus.example)';
		const text = lines(
			STORE,
			...section(ENGLISH, 0, {subject}),
			'================ CRL 0 ================',
			'Issuer:',
			'    CN=Example CA',
			'CRL Hash(sha1): 11 11',
			ENGLISH.end,
		);
		expect(factsOfText(text)).toEqual({certificateStore: [stored({subject})]});
		expect(notesOfText(text)).toEqual([]);
	});

	it('with -v, where names stand below their labels and hashes are many', () => {
		const text = lines(
			STORE,
			'================ Certificate 0 ================',
			'X509 Certificate:',
			'Version: 3',
			'Signature Algorithm:',
			'    Algorithm ObjectId: 1.2.840.113549.1.1.11 sha256RSA',
			'Issuer:',
			'    CN=Example CA, DC=corp, DC=example',
			'  Name Hash(sha1): 68e7f2f5a3a49b0d8f6c21e5f1b8a4d3c2b1a0ff',
			'  Name Hash(md5): 0f1e2d3c4b5a69788796a5b4c3d2e1f0',
			'',
			' NotBefore: 01.03.2024 09:00',
			' NotAfter: 01.03.2026 09:00',
			'',
			'Subject:',
			'    CN=wsus.example',
			'  Name Hash(sha1): 1111111111111111111111111111111111111111',
			'Key Id Hash(sha1): 2222222222222222222222222222222222222222',
			'Cert Hash(md5): 0f1e2d3c4b5a69788796a5b4c3d2e1f0',
			`Cert Hash(sha1): ${THUMBPRINT}`,
			'Cert Hash(sha256): 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
			ENGLISH.end,
		);
		expect(factsOfText(text)).toEqual({certificateStore: [stored()]});
	});

	it('of another store is not taken, and says which one it is', () => {
		expect(readText(lines('Root "Trusted Root Certification Authorities"', ...section(ENGLISH, 0), ENGLISH.end))).toEqual({
			kind: null,
			problem: `It lists the certificates of a different store (Root). Use the output of certutil -store ${STORE}.`,
		});
	});

	it('takes the right store of several', () => {
		const text = lines(
			'Root',
			...section(ENGLISH, 0, {hash: OTHER_THUMBPRINT}),
			ENGLISH.end,
			STORE,
			...section(ENGLISH, 0),
			ENGLISH.end,
			'CA',
			...section(ENGLISH, 0, {hash: OTHER_THUMBPRINT}),
			ENGLISH.end,
		);
		expect(factsOfText(text)).toEqual({certificateStore: [stored()]});
	});

	it('is more than a line with the name of the store', () => {
		expect(readText(lines(STORE, 'is a store'))).toMatchObject({kind: null});
	});

	it('may be cut off after the last hash, and number its sections past 9', () => {
		const [, ...below] = section(ENGLISH, 0);
		const text = lines(STORE, '================ Certificate 10 ================', ...below);
		const cut = text.slice(0, text.indexOf(SPACED) + SPACED.length);
		expect(factsOfText(cut)).toEqual({certificateStore: [stored()]});
	});

	it('does not fill the report without end', () => {
		const many = Array.from({length: 9000}, (_, index) => section(ENGLISH, index).join('\n')).join('\n');
		const {certificateStore} = factsOfText(lines(STORE, many, ENGLISH.end));
		expect(certificateStore).toHaveLength(500);
	});
});

describe('PowerShell', () => {
	const PARENT = `   PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\${STORE}`;
	const other = `   PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root`;
	const known = {subject: 'CN=wsus.example', issuer: null, thumbprint: THUMBPRINT, notAfter: null};

	it('as a table', () => {
		const text = lines(
			'',
			PARENT,
			'',
			'Thumbprint                                Subject',
			'----------                                -------',
			`${THUMBPRINT.toUpperCase()}  CN=wsus.example`,
			'',
		);
		expect(readText(text)).toMatchObject({kind: 'certificate-store', notes: []});
		expect(factsOfText(text)).toEqual({certificateStore: [known]});
	});

	it('as a table with more columns, of several stores', () => {
		const columns = [
			'Thumbprint                                Subject              EnhancedKeyUsageList',
			'----------                                -------              --------------------',
		];
		const row = (thumbprint: string): string => `${thumbprint.toUpperCase()}  CN=wsus.example      Server Authentication`;
		expect(
			factsOfText(
				lines(
					other,
					'',
					...columns,
					row(OTHER_THUMBPRINT),
					'',
					PARENT,
					'',
					...columns,
					row(THUMBPRINT),
					'',
					other,
					'',
					...columns,
					row(OTHER_THUMBPRINT),
				),
			),
		).toEqual({certificateStore: [known]});
	});

	it('as a list', () => {
		const list = [
			'Subject      : CN=wsus.example,',
			'               O=Example',
			'Issuer       : CN=Example CA',
			`Thumbprint   : ${THUMBPRINT.toUpperCase()}`,
			'NotBefore    : 3/1/2024 9:00:00 AM',
			'NotAfter     : 3/1/2026 9:00:00 AM',
		];
		const expected = {
			certificateStore: [
				{subject: 'CN=wsus.example, O=Example', issuer: 'CN=Example CA', thumbprint: THUMBPRINT, notAfter: '3/1/2026 9:00:00 AM'},
			],
		};
		expect(factsOfText(lines(`PS C:\\> Get-ChildItem Cert:\\LocalMachine\\${STORE} | Format-List`, '', ...list, ''))).toEqual(expected);
		expect(
			factsOfText(lines(`PSPath       : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\${STORE}\\${THUMBPRINT}`, ...list)),
		).toEqual(expected);
	});

	it('as a table without heads, or as a list before that of another store', () => {
		expect(factsOfText(lines(PARENT, '', `${THUMBPRINT.toUpperCase()}  CN=wsus.example`))).toEqual({certificateStore: [known]});
		const list = (thumbprint: string): readonly string[] => ['', 'Subject      : CN=wsus.example', `Thumbprint   : ${thumbprint}`, ''];
		const text = lines(
			`PS C:\\> dir Cert:\\LocalMachine\\${STORE} | fl`,
			...list(THUMBPRINT),
			'PS C:\\> dir Cert:LocalMachine\\Root | fl',
			...list(OTHER_THUMBPRINT),
		);
		expect(factsOfText(text)).toEqual({certificateStore: [known]});
	});

	it('as the error that there is no such store', () => {
		const text = lines(
			`Get-ChildItem : Cannot find path 'Cert:\\LocalMachine\\${STORE}' because it does not exist.`,
			'    + CategoryInfo          : ObjectNotFound: (Cert:\\LocalMach...ateServices:String) [Get-ChildItem], ItemNotFoundException',
			'    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand',
		);
		expect(factsOfText(text)).toEqual({certificateStore: []});
	});

	it('of another store is not taken', () => {
		expect(readText(lines(other, '', `${THUMBPRINT}  CN=wsus.example`))).toMatchObject({kind: null});
		expect(
			readText(
				lines(`PS C:\\> dir Cert:\\LocalMachine\\${STORE}`, 'PS C:\\> dir Cert:\\LocalMachine\\Root', other, '', `${THUMBPRINT}  CN=x`),
			),
		).toMatchObject({kind: null});
	});
});
