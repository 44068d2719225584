/** Replaces every name in one text, and learns from it. */
import {plainText} from '../wording/plain-text.js';
import {type Claim, createDraft} from './draft.js';
import type {NameBook} from './name-book.js';
import {NAME_PATTERNS} from './name-patterns.js';
import type {Treatment} from './treatments.js';

const TOKEN = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.$-]{0,511}/gu;
const PART = /[^._$-]{1,512}/g;
/** A name has so many parts between dots and hyphens at most. */
const MAX_PARTS = 12;
/** Names of codes are no names of anybody: `WU_E_PT_ENDPOINT_UNREACHABLE`. */
const CODE_NAME = /^[A-Z]{2,12}_[A-Z]_[A-Z\d_]{3,80}$/;
/** Characters that belong to a path when it goes on before a part of it that is known. */
const PATH_BEFORE = /[^\s"'<>|,;]/;

/**
 * @param secrets what the caller wants replaced wherever it stands, in words too; `null` for nothing
 * @returns one line: control sequences are removed, because what hides within a name would hide the name
 */
export function rewriteText(text: string, book: NameBook, secrets: RegExp | null): string {
	const draft = createDraft(plainText(text));
	draft.addClaims(pathClaims(draft.rest, book));
	for (const {pattern, needs, treat} of NAME_PATTERNS) {
		const {rest} = draft;
		if (!needs.some((sign) => rest.includes(sign))) continue;
		const claims: Claim[] = [];
		for (const match of matchesOf(pattern, rest)) {
			const [from] = match.indices?.[1] ?? [];
			if (from !== undefined) claims.push(...treatedAt(match[1] ?? '', from, treat, book));
		}
		draft.addClaims(claims);
	}
	draft.addClaims(literalClaims(draft.rest, book));
	draft.addClaims(tokenClaims(draft.rest, book));
	if (secrets !== null) {
		draft.addClaims(
			[...draft.rest.matchAll(secrets)].map((match) => ({
				from: match.index,
				to: match.index + match[0].length,
				text: book.pseudonym('name', match[0]),
			})),
		);
	}
	return draft.finish((kept) => withoutSecrets(kept, book, secrets));
}

/** As `matchAll`, which copies the pattern each time. */
function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
	const matches: RegExpExecArray[] = [];
	pattern.lastIndex = 0;
	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
		matches.push(match);
		if (match[0] === '') pattern.lastIndex++;
	}
	return matches;
}

/** The same for a text that is of one kind as a whole. */
export function rewriteAs(treat: Treatment, text: string, book: NameBook, secrets: RegExp | null): string {
	const plain = plainText(text);
	const claims = treat(plain, book);
	let rewritten = '';
	let at = 0;
	for (const claim of claims) {
		if (claim.from < at) continue;
		const before = plain.slice(claim.from, claim.to);
		rewritten +=
			rewriteText(plain.slice(at, claim.from), book, secrets) +
			(claim.text === before ? withoutSecrets(before, book, secrets) : claim.text);
		at = claim.to;
	}
	return rewritten + rewriteText(plain.slice(at), book, secrets);
}

/** A pseudonym stays; a public name can hold what the caller wants hidden. */
function withoutSecrets(text: string, book: NameBook, secrets: RegExp | null): string {
	return secrets === null || book.isPseudonym(text) ? text : text.replace(secrets, (secret) => book.pseudonym('name', secret));
}

function treatedAt(text: string, from: number, treat: Treatment, book: NameBook): readonly Claim[] {
	return treat(text, book).map((claim) => ({from: from + claim.from, to: from + claim.to, text: claim.text}));
}

function literalClaims(text: string, book: NameBook): readonly Claim[] {
	if (book.literals === null) return [];
	return [...text.matchAll(book.literals)].map(({0: found, index}) => ({
		from: index,
		to: index + found.length,
		text: book.known(found) ?? found,
	}));
}

/** Known paths of files, also as the end of a longer path. */
function pathClaims(text: string, book: NameBook): readonly Claim[] {
	let end = 0;
	return literalClaims(text, book)
		.filter((claim) => claim.text.startsWith('file-'))
		.map((claim) => {
			let from = claim.from;
			if (/[\\/]/.test(text.slice(claim.from, claim.to))) while (from > end && PATH_BEFORE.test(text[from - 1] ?? ' ')) from--;
			end = claim.to;
			return {...claim, from};
		});
}

/** Names that stand alone or between hyphens, dots and underscores: `PC-0142` in `PC-0142_old.log`. */
function tokenClaims(text: string, book: NameBook): readonly Claim[] {
	const claims: Claim[] = [];
	for (const {0: token, index} of matchesOf(TOKEN, text)) {
		if (book.isPlain(token)) continue;
		if (CODE_NAME.test(token)) continue;
		let mayHold = false;
		const parts = matchesOf(PART, token).map((part) => ({from: part.index, to: part.index + part[0].length}));
		for (let first = 0; first < parts.length; first++) {
			const from = parts[first]?.from ?? 0;
			if (!book.mayBegin(token.slice(from, parts[first]?.to))) continue;
			mayHold = true;
			for (let last = Math.min(parts.length, first + MAX_PARTS) - 1; last >= first; last--) {
				const to = parts[last]?.to ?? 0;
				const known = book.known(token.slice(from, to));
				if (known === null) continue;
				claims.push({from: index + from, to: index + to, text: known});
				first = last;
				break;
			}
		}
		if (!mayHold) book.setPlain(token);
	}
	return claims;
}
