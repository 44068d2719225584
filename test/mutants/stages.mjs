/** Which sources a stage of the core has, and the tests that are to notice when one of them is changed. */

/** Shown to users as they are, and run by every stage: the text and the JSON of each sample. */
const GOLDEN = 'test/golden/**/*.test.ts';

/** Tables that a program wrote from data; a test compares them with the data. */
const GENERATED = ['!src/core/codes/hresult-table.ts', '!src/core/codes/explanation-table.ts'];

const folder = (name, ...more) => ({
	mutate: [`src/core/${name}/**/*.ts`, ...GENERATED],
	tests: [`test/core/${name}/**/*.test.ts`, GOLDEN, ...more],
});

export const STAGES = {
	codes: folder('codes'),
	context: folder('context'),
	explain: folder('explain'),
	expect: folder('expect'),
	findings: folder('findings'),
	neighbours: {mutate: ['src/core/neighbours/**/*.ts'], tests: ['test/core/neighbours.test.ts', GOLDEN]},
	store: folder('store'),
	report: folder('report'),
	triage: folder('triage'),
	etl: folder('etl'),
	events: folder('events'),
	lines: folder('lines', 'test/property/**/*.test.ts'),
	records: folder('records', 'test/property/**/*.test.ts'),
	scans: folder('scans', 'test/property/**/*.test.ts'),
};
