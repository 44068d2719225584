/** Reports of the samples, as the terminal UI gets them. */
import type {FileReport} from '../../src/core/index.js';
import {sampleReport as reportOf} from './finding-fixtures.js';

/** @param name of a file in samples, without extension */
export function sampleReport(name: string): FileReport {
	return reportOf(`${name}.log`);
}
