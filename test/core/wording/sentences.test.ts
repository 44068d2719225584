/** Where the first sentence of a text ends. */
import {expect, it} from 'vitest';
import {firstSentence} from '../../../src/core/wording/sentences.js';

it.each([
	['One sentence.', 'One sentence.'],
	['The first. The second.', 'The first.'],
	['Is it so? Yes.', 'Is it so?'],
	['Test wsus01.contoso.example on port 8.5 first. Then go on.', 'Test wsus01.contoso.example on port 8.5 first.'],
	['A tool, e.g. Wireshark, shows it. Use it.', 'A tool, e.g. Wireshark, shows it.'],
	['Without an end', 'Without an end'],
	['', ''],
])('of "%s"', (text, first) => {
	expect(firstSentence(text)).toBe(first);
});
