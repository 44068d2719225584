/** Reports of the samples, as the terminal UI gets them. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createAnalyzer} from '../../src/core/analyze.js';
import type {FileReport} from '../../src/core/index.js';
import {PROJECT} from './run-wulens.js';

/** @param name of a file in samples, without extension */
export function sampleReport(name: string): FileReport {
	const path = `samples/${name}.log`;
	const analyzer = createAnalyzer({path});
	analyzer.push(readFileSync(join(PROJECT, path)));
	return analyzer.end();
}
