/** Whether facts fulfill the condition of a rule. */
import type {Facts, FactValue} from './facts/index.js';
import type {Condition, FactTest} from './rule.js';

export function fulfils(facts: Facts, condition: Condition): boolean {
	if (condition.facts !== undefined && !Object.entries(condition.facts).every(([name, test]) => passes(facts(name), test))) return false;
	if (condition.all !== undefined && !condition.all.every((part) => fulfils(facts, part))) return false;
	if (condition.any !== undefined && !condition.any.some((part) => fulfils(facts, part))) return false;
	return condition.not === undefined || !fulfils(facts, condition.not);
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
