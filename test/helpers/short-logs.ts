/** Reports of logs that are written as short as in the examples of rules. */
import {exampleContext, exampleLog} from '../../src/core/findings/example-log.js';
import {createAnalyzer, type FileReport} from '../../src/core/index.js';

export function analyzeShort(example: string): FileReport {
	const analyzer = createAnalyzer({path: 'example.log', context: exampleContext(example)});
	analyzer.push(new TextEncoder().encode(exampleLog(example)));
	return analyzer.end();
}
