/** Whether facts fulfill the condition of a rule. */
import type {Facts, FactValue} from './facts/index.js';
import type {Condition, FactTest} from './rule.js';

type Test = (facts: Facts) => boolean;

/** Conditions of rules are asked of every scan of every log, so what they ask is worked out only once. */
const tests = new WeakMap<Condition, Test>();

export function fulfils(facts: Facts, condition: Condition): boolean {
	return testOf(condition)(facts);
}

function testOf(condition: Condition): Test {
	let test = tests.get(condition);
	if (test === undefined) {
		test = createTest(condition);
		tests.set(condition, test);
	}
	return test;
}

function createTest(condition: Condition): Test {
	const asked = Object.entries(condition.facts ?? {});
	const all = condition.all?.map(testOf) ?? [];
	const any = condition.any?.map(testOf);
	const not = condition.not === undefined ? undefined : testOf(condition.not);
	return (facts) => {
		for (const [name, test] of asked) if (!passes(facts(name), test)) return false;
		for (const test of all) if (!test(facts)) return false;
		if (any !== undefined && !any.some((test) => test(facts))) return false;
		return not === undefined || !not(facts);
	};
}

/** A fact with several values passes if one of them does; `null` is the value of a fact that has none. */
function passes(fact: FactValue | readonly FactValue[], test: FactTest): boolean {
	if (isList(fact)) return fact.length === 0 ? passes(null, test) : fact.some((value) => passes(value, test));
	if (isList(test)) return test.includes(fact);
	if (typeof test !== 'object' || test === null) return fact === test;
	if (test.atLeast !== undefined && !(typeof fact === 'number' && fact >= test.atLeast)) return false;
	if (test.atMost !== undefined && !(typeof fact === 'number' && fact <= test.atMost)) return false;
	return test.contains === undefined || (typeof fact === 'string' && fact.toLowerCase().includes(test.contains.toLowerCase()));
}

function isList<T>(value: T | readonly T[] | FactTest): value is readonly T[] {
	return Array.isArray(value);
}
