/** The output of `certutil -store WindowsServerUpdateServices`, in any language. */
import type {StoredCertificate} from '../../types.js';
import type {ContextReader} from '../reader.js';
import {STORE_NAME, storedCertificate} from '../stored-certificate.js';

/** First line of the output: the store as it was named, then its title. */
const STORE_LINE = /^\s{0,8}(?:[A-Za-z]{1,32}\\)?([A-Za-z][\w .-]{0,127}?)\s{0,8}(?:"[^"]{0,255}")?\s{0,8}$/;
/** "================ Certificate 0 ================" */
const SECTION = /^\s{0,8}={4,64}\s{1,8}\D{1,64}?\s{0,4}\d{1,9}\s{1,8}={4,64}\s{0,8}$/;
/** Revocation and trust lists are in the same store but are not certificates. */
const OTHER_SECTION = /\b(?:CRL|CTL)\b/;
const LAST_LINE = /^\s{0,8}CertUtil: -(?:view)?store\b(.*)$/i;
const FILE_NOT_FOUND = /\b0x80070002\b/i;
const FAILURE = /\b0x8[0-9a-f]{7}\b/i;
const LABELLED = /^(\s{0,64})([^:：]{1,128})[:：]\s{0,64}(.*)$/s;
/** Digits separated by something other than hexadecimal digits. */
const DATE = /\d[^0-9a-f]{1,4}\d/i;
const NAME = /^(?:[A-Z]{1,32}|[0-9]{1,3}(?:\.[0-9]{1,10}){1,16}|OID\.[0-9.]{3,64})\s?=/i;
const SHA1 = /\(sha1\)[^:]{0,8}:\s{0,64}([0-9a-f][0-9a-f ]{38,128})\s{0,16}$/i;

export const CERTUTIL_STORE: ContextReader = {
	kind: 'certificate-store',
	what: `the output of certutil -store ${STORE_NAME}`,
	source:
		'certutil: name of the store, sections between "====", in each issuer, two indented dates, ' +
		'subject and "(sha1)" with the hash; labels are translated, their order is not',
	recognizes: ({lines}) => {
		const start = storeLine(lines);
		return start >= 0 && lines.slice(start + 1).some((line) => SECTION.test(line) || LAST_LINE.test(line));
	},
	read({lines}, facts) {
		const start = storeLine(lines) + 1;
		const last = lines.findIndex((line, at) => at >= start && LAST_LINE.test(line));
		const output = lines.slice(start, last < 0 ? undefined : last);
		const certificates: StoredCertificate[] = [];
		let unread = 0;
		const sections = output.flatMap((line, at) => (SECTION.test(line) ? [at] : []));
		for (const [index, at] of sections.entries()) {
			if (OTHER_SECTION.test(output[at] ?? '')) continue;
			const certificate = certificateOf(output.slice(at + 1, sections[index + 1]));
			if (certificate === null) unread++;
			else certificates.push(certificate);
		}
		const end = last < 0 ? '' : (LAST_LINE.exec(lines[last] ?? '')?.[1] ?? '');
		if (certificates.length > 0) {
			facts.certificates(certificates);
			if (unread > 0) facts.note(`${unread === 1 ? 'One certificate' : `${unread} certificates`} in the store could not be read.`);
			return null;
		}
		if (unread > 0) return 'It is the output of certutil, but no certificate in it can be read.';
		// The client treats a missing store as empty.
		if (FAILURE.test(end) && !FILE_NOT_FOUND.test(end)) return `certutil could not read the store: ${FAILURE.exec(end)?.[0] ?? ''}.`;
		facts.certificates([]);
		return null;
	},
	examples: [
		`${STORE_NAME}\r\n================ Certificate 0 ================\r\nSerial Number: ` +
			'6100000002f1b0\r\nIssuer: CN=Example Issuing CA, DC=example\r\n NotBefore: 3/1/2024 9:00 AM\r\n ' +
			'NotAfter: 3/1/2026 9:00 AM\r\nSubject: CN=wsus.example\r\nNon-root Certificate\r\nCert ' +
			'Hash(sha1): 00112233445566778899aabbccddeeff00112233\r\nNo key provider information\r\nCertUtil: ' +
			'-store command completed successfully.\r\n',
		`${STORE_NAME}\r\nCertUtil: -store command completed successfully.\r\n`,
	],
};

/** Names of the listed stores, for the message that it is a different store. */
export function listedStore(lines: readonly string[]): string | null {
	const section = lines.findIndex((line) => SECTION.test(line));
	if (section < 1) return null;
	return STORE_LINE.exec(lines[section - 1] ?? '')?.[1] ?? null;
}

function storeLine(lines: readonly string[]): number {
	return lines.findIndex((line) => STORE_LINE.exec(line)?.[1]?.toLowerCase() === STORE_NAME.toLowerCase());
}

/** Issuer, two indented dates, subject: identified by order, because labels are in the language of Windows. */
function certificateOf(lines: readonly string[]): StoredCertificate | null {
	const section = new Section();
	for (const line of lines) section.addLine(line);
	return section.certificate();
}

/** One certificate while its lines are being read. */
class Section {
	private issuer: string | null = null;
	private subject: string | null = null;
	private thumbprint: string | null = null;
	private readonly dates: string[] = [];
	/** The previous line was a label whose value is on the next line. */
	private isBelowLabel = false;

	addLine(line: string): void {
		// With -v, a certificate has many hashes; the hash of the whole certificate comes last.
		this.thumbprint = SHA1.exec(line)?.[1] ?? this.thumbprint;
		const below = this.isBelowLabel && NAME.test(line.trim()) ? line.trim() : null;
		this.isBelowLabel = false;
		const [, indent = '', label = '', value = ''] = LABELLED.exec(line) ?? [];
		if (this.issuer === null) {
			this.issuer = this.nameIn(line, below, NAME.test(value) ? value : null);
		} else if (this.dates.length < 2) {
			// With -v, name hashes appear here too: "Name Hash(sha1)".
			if (indent !== '' && !label.includes('(') && DATE.test(value)) this.dates.push(value);
		} else if (this.subject === null) {
			this.subject = this.nameIn(line, below, indent === '' && this.thumbprint === null ? value || null : null);
		}
	}

	/** @param below the line, if it is a value on its own, @param beside what follows its label */
	private nameIn(line: string, below: string | null, beside: string | null): string | null {
		const name = below ?? beside;
		this.isBelowLabel = name === null && /:\s*$/.test(line);
		return name;
	}

	/** `null` if the lines do not describe a certificate. */
	certificate(): StoredCertificate | null {
		const {subject, issuer, thumbprint} = this;
		return storedCertificate({subject, issuer, thumbprint, notAfter: this.dates[1] ?? null});
	}
}
