/** Keeps one copy of each text that a log says again and again, and lets go of the lines it was cut from. */

export type ShareText = (text: string) => string;

/** Past this, new texts are kept as they come: a log that never repeats itself gains nothing. */
const MAX_TEXTS = 65_536;

/** Longer ones are rare, and cost more to compare than they save. */
const MAX_LENGTH = 512;

/** @returns a function that gives the copy kept of an equal text */
export function createSharedTexts(): ShareText {
	const texts = new Map<string, string>();
	return (text) => {
		if (text.length > MAX_LENGTH) return text;
		const kept = texts.get(text);
		if (kept !== undefined) return kept;
		if (texts.size < MAX_TEXTS) texts.set(text, text);
		return text;
	};
}
