/** Jobs as they come from a queue: those that producers make, and what anybody else may put there. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {jobOf, type JobInput, jobText, parseJob, settingsOfId, splitJob} from '../../../src/node/queue/job.js';

const SETTINGS = '0123456789abcdef';

function inputOf(name: string, parts: JobInput['parts'] = null): JobInput {
	return {path: `/srv/${name}`, below: name, isBytes: false, bytes: 10, modified: 1_700_000_000_000, namesFrom: 0, parts};
}

const JOB = jobOf(SETTINGS, [inputOf('a.log'), inputOf('b.log')], false);

function changed(changes: object): string {
	return JSON.stringify({...(JSON.parse(jobText(JOB)) as object), ...changes});
}

describe('a job', () => {
	it('comes out as it went in, whatever the names', () => {
		const file = fc.record({
			path: fc.string({unit: 'binary', minLength: 1}),
			below: fc.string({unit: 'binary'}),
			isBytes: fc.boolean(),
			bytes: fc.nat(),
			modified: fc.integer(),
		});
		const input = fc
			.tuple(file, fc.nat(), fc.option(fc.array(file, {minLength: 1, maxLength: 3})))
			.map(([one, namesFrom, parts]): JobInput => ({...one, namesFrom, parts}));
		fc.assert(
			fc.property(fc.array(input, {minLength: 1, maxLength: 4}), fc.boolean(), (inputs, isAlone) => {
				const job = jobOf(SETTINGS, inputs, isAlone);
				expect(parseJob(jobText(job))).toEqual(job);
			}),
		);
	});

	it('has the id of its settings and inputs', () => {
		expect(settingsOfId(JOB.id)).toBe(SETTINGS);
		expect(jobOf(SETTINGS, JOB.inputs, true).id).toBe(JOB.id);
		expect(jobOf('f'.repeat(16), JOB.inputs, false).id).not.toBe(JOB.id);
		expect(jobOf(SETTINGS, [{...inputOf('a.log'), bytes: 11}, inputOf('b.log')], false).id).not.toBe(JOB.id);
		expect(jobOf(SETTINGS, [{...inputOf('a.log'), modified: 0}, inputOf('b.log')], false).id).not.toBe(JOB.id);
	});

	it('comes apart into its inputs, each to be read alone', () => {
		expect(splitJob(JOB)).toEqual([jobOf(SETTINGS, [inputOf('a.log')], true), jobOf(SETTINGS, [inputOf('b.log')], true)]);
	});
});

describe('no job', () => {
	it.each<[string, string]>([
		['no JSON', '{'],
		['no object', '[]'],
		['of another version', changed({schema: 'wulens-job/2'})],
		['an id that is a path', changed({id: '../../../../etc/cron.d/x'})],
		['an id of other inputs', changed({id: `${SETTINGS}-${'0'.repeat(32)}`})],
		['inputs of another id', changed({inputs: [inputOf('c.log')]})],
		['no inputs', changed({inputs: []})],
		['no list', changed({inputs: {length: 1}})],
		['too many inputs', changed({inputs: Array.from({length: 1001}, () => inputOf('a.log'))})],
		['a size that is none', changed({inputs: [{...inputOf('a.log'), bytes: -1}]})],
		['a path that is none', changed({inputs: [{...inputOf('a.log'), path: 5}]})],
		['parts that are none', changed({inputs: [{...inputOf('a.log'), parts: []}]})],
	])('is %s', (_what, text) => {
		expect(parseJob(text)).toBeNull();
	});

	it('is anything else', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(parseJob(text)).toBeNull();
			}),
		);
	});
});
