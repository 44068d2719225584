/** Says in one line after a run of tests what was not run, by the names of the outermost suites, which say what they need. */
import type {Reporter, TestCase, TestModule} from 'vitest/node';

export class NotRunReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[]): void {
		const names = new Map<string, number>();
		for (const module of modules) {
			for (const test of module.children.allTests('skipped')) names.set(nameOf(test), (names.get(nameOf(test)) ?? 0) + 1);
		}
		if (names.size === 0) return;
		console.log(`Not run: ${[...names].map(([name, count]) => (count === 1 ? name : `${name}, ${count} tests`)).join('; ')}.\n`);
	}
}

/** Of the outermost suite that is skipped, or of the test, with what a test said as it skipped itself. */
function nameOf(test: TestCase): string {
	const result = test.result();
	let {name} = test;
	for (let {parent} = test; parent.type === 'suite'; {parent} = parent) if (parent.options.mode === 'skip') ({name} = parent);
	return result.state === 'skipped' && result.note !== undefined ? `${name} (${result.note})` : name;
}
