/** Passes over the tests that take seconds, whatever the runner asks for. */
import {beforeEach} from 'vitest';
import {SLOW_TESTS} from './stages.mjs';

beforeEach(({task, skip}) => {
	if (SLOW_TESTS.test(task.name)) skip();
});
