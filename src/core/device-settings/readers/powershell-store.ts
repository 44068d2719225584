/** The output of `Get-ChildItem Cert:\LocalMachine\WindowsServerUpdateServices`, as a table or a list. */
import type {StoredCertificate} from '../../types.js';
import {propertyLists} from '../property-lists.js';
import type {ContextReader} from '../reader.js';
import {STORE_NAME, storedCertificate} from '../stored-certificate.js';

const PATH = new RegExp(`(?:Certificate::|Cert:\\\\?)LocalMachine\\\\${STORE_NAME}\\b`, 'i');
const OTHER_PATH = /(?:Certificate::|Cert:\\?)(?:LocalMachine|CurrentUser)\\/i;
const ROW = /^\s{0,16}([0-9A-F]{40})(?:\s{1,64}(\S.*))?$/i;
/** The dashes under the column headings show where the columns start. */
const BARS = /^\s{0,16}-{4,64}(?:\s{1,255}-{4,64}){1,4}\s{0,255}$/;
const LISTED = /^\s{0,255}Thumbprint\s{0,127}:\s{0,16}[0-9A-F]{40}/i;
/** The error ID, which is not localized. */
const NOT_FOUND = /\bPathNotFound,Microsoft\.PowerShell\.Commands\.Get(?:ChildItem|Item)Command\b/;

export const POWERSHELL_STORE: ContextReader = {
	kind: 'certificate-store',
	what: `a PowerShell listing of Cert:\\LocalMachine\\${STORE_NAME}`,
	source: 'Get-ChildItem: PSParentPath, then the columns Thumbprint and Subject; Format-List: name, colon, value',
	recognizes: ({lines}) =>
		lines.some((line) => PATH.test(line)) && lines.some((line) => ROW.test(line) || LISTED.test(line) || NOT_FOUND.test(line)),
	read({lines}, facts) {
		const certificates: StoredCertificate[] = [];
		let inStore = false;
		let columns: readonly number[] = [];
		let block: string[] = [];
		for (const line of lines) {
			if (OTHER_PATH.test(line)) inStore = PATH.test(line);
			if (BARS.test(line)) columns = [...line.matchAll(/-{4,}/g)].map(({index}) => index);
			const [, thumbprint, rest = ''] = ROW.exec(line) ?? [];
			if (inStore && thumbprint !== undefined) {
				const [subjectAt = 0, endAt] = columns.slice(1);
				const subject = subjectAt > 0 ? line.slice(subjectAt, endAt) : rest;
				const certificate = storedCertificate({subject, issuer: null, thumbprint, notAfter: null});
				if (certificate !== null) certificates.push(certificate);
			}
			block.push(line);
			if (line.trim() !== '') continue;
			certificates.push(...listed(block, inStore));
			block = [];
		}
		certificates.push(...listed(block, inStore));
		// An empty store produces no output at all; a missing store produces an error.
		if (certificates.length > 0 || lines.some((line) => NOT_FOUND.test(line))) facts.certificates(certificates);
		return null;
	},
	examples: [
		'\r\n\r\n   PSParentPath: ' +
			`Microsoft.PowerShell.Security\\Certificate::LocalMachine\\${STORE_NAME}\r\n\r\nThumbprint        ` +
			'                        Subject\r\n----------                                ' +
			'-------\r\n00112233445566778899AABBCCDDEEFF00112233  CN=wsus.example\r\n\r\n\r\n',
	],
};

/** Objects as lists. For other stores, PSParentPath shows it. */
function listed(lines: readonly string[], inStore: boolean): readonly StoredCertificate[] {
	if (!lines.some((line) => LISTED.test(line))) return [];
	return propertyLists(lines).flatMap(({values}) => {
		const path = values.get('psparentpath') ?? values.get('pspath');
		if (path === undefined ? !inStore : !PATH.test(path)) return [];
		const text = (name: string): string | null => values.get(name) ?? null;
		const certificate = storedCertificate({
			subject: text('subject'),
			issuer: text('issuer'),
			thumbprint: text('thumbprint'),
			notAfter: text('notafter'),
		});
		return certificate === null ? [] : [certificate];
	});
}
