/** The shape of a reader: one form in which settings of a device are collected. */
import type {ContextKind} from '../types.js';
import type {FactCollector} from './collector.js';
import type {ContextText} from './settings-text.js';

export interface ContextReader {
	readonly kind: ContextKind;
	/** What the form is, as a noun phrase. */
	readonly what: string;
	readonly source: string;
	/** Whether the text, or its beginning, holds this form. Must not be true for a log. */
	readonly recognizes: (input: ContextText) => boolean;
	/**
	 * Takes everything that matters. Called only where `recognizes` is true.
	 *
	 * @returns a sentence where the file is damaged so that nothing could be taken, else `null`
	 */
	readonly read: (input: ContextText, facts: FactCollector) => string | null;
	/** Texts that are recognised and read without a problem. */
	readonly examples: readonly string[];
}
