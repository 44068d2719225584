/** Which sources a stage of the core has, and the tests that are to notice when one of them is changed. */

/** Shown to users as they are, and run by every stage: the text and the JSON of each sample. */
const GOLDEN = 'test/golden/**/*.test.ts';

/** Tables that a program wrote from data; a test compares them with the data. */
const GENERATED = ['!src/core/codes/hresult-table.ts', '!src/core/codes/explanation-table.ts'];

/** Tests of seconds that a mutant would wait for: hostile bytes and endless inputs, by file and by name. */
export const SLOW_FILES = ['test/core/etl/hostile.test.ts', 'test/core/report/hostile-fields.test.ts'];
export const SLOW_TESTS = /without end|no text throws|4 MiB of|are not all drawn|not more for many files/;

const folder = (name, ...more) => ({
	mutate: [`src/core/${name}/**/*.ts`, ...GENERATED],
	tests: [`test/core/${name}/**/*.test.ts`, GOLDEN, ...more],
});

export const STAGES = {
	codes: folder('codes'),
	'device-settings': folder('device-settings'),
	explain: folder('explain'),
	'expected-behavior': folder('expected-behavior'),
	findings: folder('findings', 'test/node/rules-file.test.ts'),
	'foreign-files': {mutate: ['src/core/foreign-files/**/*.ts'], tests: ['test/core/foreign-files.test.ts', GOLDEN]},
	inputs: folder('inputs', 'test/node/archives.test.ts', 'test/node/trace-sets.test.ts', 'test/node/triage/machine-name.test.ts'),
	'line-index': folder('line-index'),
	report: folder('report'),
	redact: folder('redact'),
	wording: folder('wording'),
	timeline: folder('timeline'),
	triage: folder('triage', 'test/node/triage/machine-name.test.ts'),
	etl: folder('etl'),
	events: folder('events'),
	sources: folder('sources', 'test/core/foreign-files.test.ts'),
	lines: folder('lines', 'test/property/split2.test.ts'),
	records: folder('records'),
	scans: folder('scans', 'test/property/scans.test.ts'),
};
