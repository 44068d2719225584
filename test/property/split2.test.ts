/** The line splitter agrees with split2, a package that does the same with strings, and lines pushed from it give the same report. */
import {Readable} from 'node:stream';
import fc from 'fast-check';
import split2 from 'split2';
import {expect, it} from 'vitest';
import {createAnalyzer} from '../../src/core/analyze.js';
import {createLineSplitter} from '../../src/core/lines/line-splitter.js';
import {chunkSizes, cut, logText} from '../helpers/generated-logs.js';
import {analyzeChunks, bytesOf, etwLine} from '../helpers/log-lines.js';

const SEED = 20240315;

async function linesOfSplit2(chunks: readonly Uint8Array[]): Promise<readonly string[]> {
	const lines: string[] = [];
	for await (const line of Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(split2())) lines.push(String(line));
	return lines;
}

function linesOfSplitter(chunks: readonly Uint8Array[]): readonly string[] {
	const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	const lines: string[] = [];
	const splitter = createLineSplitter({line: (bytes, start, end) => lines.push(decoder.decode(bytes.subarray(start, end))), chunkEnd() {}});
	for (const chunk of chunks) splitter.push(chunk);
	splitter.end();
	return lines;
}

/** Text whose line ends come often and in odd company. */
const oddText = fc
	.array(
		fc.oneof(
			fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\r\n', '\ufeff', 'é', '\u{1F642}', '\u2028', '\u0085', '\v', '\f'),
			fc.string({unit: 'binary', maxLength: 12}),
		),
		{maxLength: 40},
	)
	.map((parts) => parts.join(''));

/** CR alone ends a line, which split2 is not asked for: not before LF or NUL, nor at the end of the text. */
function withLineFeeds(text: string): string {
	return text.replace(/\r+(?=[^\r\n\0])/g, (returns) => '\n'.repeat(returns.length));
}

it('cuts valid UTF-8 into the same lines', async () => {
	await fc.assert(
		fc.asyncProperty(fc.oneof(oddText, logText), chunkSizes, async (text, sizes) => {
			const chunks = cut(bytesOf(text), sizes);
			// split2 takes one CR off a line end, the splitter all of them: editors that save twice leave more than one.
			const expected = (await linesOfSplit2([bytesOf(withLineFeeds(text))])).map((line) => line.replace(/\r+$/, ''));
			expect(linesOfSplitter(chunks)).toEqual(expected);
		}),
		{seed: SEED, numRuns: 400},
	);
});

it('gives lines that make the same report as the bytes', async () => {
	await fc.assert(
		fc.asyncProperty(logText, chunkSizes, async (text, sizes) => {
			// With a record for sure: what is said of a file without one depends on the share of its odd bytes.
			const chunks = cut(bytesOf(`${etwLine({text: 'first'})}\n${text}`), sizes);
			const analyzer = createAnalyzer();
			for (const line of await linesOfSplit2(chunks)) analyzer.pushLine(line);
			const {bytes: _, ...byLines} = analyzer.end();
			const {bytes: __, ...byBytes} = analyzeChunks(chunks);
			expect(byLines).toStrictEqual(byBytes);
		}),
		{seed: SEED, numRuns: 300},
	);
});
