/** The shape of a reader for one form of device settings. */
import type {ContextKind} from '../types.js';
import type {FactCollector} from './collector.js';
import type {ContextText} from './settings-text.js';

export interface ContextReader {
	readonly kind: ContextKind;
	/** A noun phrase that describes the form. */
	readonly what: string;
	readonly source: string;
	/** Whether the text, or its beginning, has this form. Must not be true for a log. */
	readonly recognizes: (input: ContextText) => boolean;
	/**
	 * Collects everything relevant. Called only if `recognizes` returned true.
	 *
	 * @returns a sentence if the file is too damaged to read, otherwise `null`
	 */
	readonly read: (input: ContextText, facts: FactCollector) => string | null;
	/** Texts that are recognized and read without problems. */
	readonly examples: readonly string[];
}
