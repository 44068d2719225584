/** A text while parts of it are replaced: what is replaced is out of sight of everything that looks at it later. */

/** A part of a text and what stands there instead; the same text keeps the part as it is. */
export interface Claim {
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

/** Stands for replaced characters, one each, so that places stay the same. Printable text has none. */
export const TAKEN = '\u0000';

export interface Draft {
	/** The text with `TAKEN` where something is replaced. */
	readonly rest: string;
	/** Takes claims in order of place. Those that overlap one before them, or a part that is replaced, are left out. */
	addClaims(claims: readonly Claim[]): void;
	/**
	 * The text with its replacements.
	 *
	 * @param kept what becomes of parts that were taken to stay as they are
	 */
	finish(kept: (text: string) => string): string;
}

export function createDraft(text: string): Draft {
	let rest = text;
	let taken: Claim[] = [];
	return {
		get rest() {
			return rest;
		},
		addClaims(claims) {
			let masked = '';
			let at = 0;
			for (const claim of claims) {
				if (claim.from < at || claim.to <= claim.from || rest.slice(claim.from, claim.to).includes(TAKEN)) continue;
				masked += rest.slice(at, claim.from) + TAKEN.repeat(claim.to - claim.from);
				at = claim.to;
				taken.push(claim);
			}
			if (at > 0) rest = masked + rest.slice(at);
		},
		finish(kept) {
			if (taken.length === 0) return text;
			taken = taken.sort((a, b) => a.from - b.from);
			let finished = '';
			let at = 0;
			for (const claim of taken) {
				const before = text.slice(claim.from, claim.to);
				finished += text.slice(at, claim.from) + (claim.text === before ? kept(before) : claim.text);
				at = claim.to;
			}
			return finished + text.slice(at);
		},
	};
}
