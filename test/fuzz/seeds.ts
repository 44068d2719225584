/** Honest inputs that targets share. */
import {readdirSync, readFileSync} from 'node:fs';
import {RULES} from '../../src/core/findings/rules/index.js';
import {exampleLog} from '../../src/core/findings/example-log.js';
import {bytesOf, utf16} from '../helpers/log-lines.js';

const SAMPLES = new URL('../../samples/', import.meta.url);

function once<T>(make: () => T): () => T {
	let made: {readonly value: T} | null = null;
	return () => {
		made ??= {value: make()};
		return made.value;
	};
}

/** The samples, and one of them in the other encodings. */
export const sampleLogs: () => readonly Uint8Array[] = once(() => {
	const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.log'));
	const logs = names.map((name) => new Uint8Array(readFileSync(new URL(name, SAMPLES))));
	const text = readFileSync(new URL('two-scans-at-once.log', SAMPLES), 'utf8').slice(0, 4000);
	return [...logs, utf16(`\ufeff${text}`), utf16(text, 'be'), bytesOf(`\ufeff${text}`)];
});

/** The examples of all rules: short, and each of them a story. */
export const ruleLogs: () => readonly Uint8Array[] = once(() =>
	RULES.flatMap(({examples}) => [...examples.match, ...examples.noMatch].map((text) => bytesOf(exampleLog(text)))),
);
