/** Finds mentions of a failed trust check of a connection in lines that no other row matches. */
import {
	findByName,
	findCodesInText,
	TRUST_E_PROVIDER_UNKNOWN,
	WS_E_SECURITY_VERIFICATION_FAILURE,
	WU_E_PT_SECURITY_VERIFICATION_FAILURE,
	WU_E_TRUST_PROVIDER_UNKNOWN,
} from '../codes/index.js';
import {createWordFinder, type WordFinder} from './word-finder.js';

/** Source: wuerror.h, winerror.h; the web services codes by the decompiled check of the WSUS store. */
export const TRUST_CODES: ReadonlyMap<number, string> = new Map([
	[WU_E_TRUST_PROVIDER_UNKNOWN, 'WU_E_TRUST_PROVIDER_UNKNOWN'],
	[TRUST_E_PROVIDER_UNKNOWN, 'TRUST_E_PROVIDER_UNKNOWN'],
	[WS_E_SECURITY_VERIFICATION_FAILURE, 'WS_E_SECURITY_VERIFICATION_FAILURE'],
	[WU_E_PT_SECURITY_VERIFICATION_FAILURE, 'WU_E_PT_SECURITY_VERIFICATION_FAILURE'],
]);

/** Name, hexadecimal digits, unsigned decimal and (as its digits without the sign) signed decimal of each code. */
export const TRUST_WORDS: readonly string[] = [...TRUST_CODES].flatMap(([code, name]) => [
	name,
	code.toString(16),
	String(code),
	String(0x1_0000_0000 - code),
]);

/** Whether the line may name one of the codes; precise enough that few other lines are decoded. */
export const mayMentionTrust: WordFinder = createWordFinder(TRUST_WORDS);

/** The trust code that a line names, or `null`. */
export function trustCodeIn(text: string): number | null {
	for (const found of findCodesInText(text)) if (TRUST_CODES.has(found.code)) return found.code;
	for (const name of text.match(/\b[A-Z]{2,8}_E_[A-Z_]{4,64}\b/g) ?? []) {
		const code = findByName(name);
		if (code !== null && TRUST_CODES.has(code)) return code;
	}
	// Ten digits without a sign may be a size or a count, so they count only if findCodesInText recognizes them as a code.
	for (const digits of text.match(/(?<![\w-])-\d{10}(?!\w)/g) ?? []) {
		const code = Number(digits) >>> 0;
		if (TRUST_CODES.has(code)) return code;
	}
	return null;
}
