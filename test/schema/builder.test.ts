/** The parts of schemas: forms of null, definitions that are shared, and the check of a description against its type. */
import {describe, expect, it} from 'vitest';
import {
	count,
	countOfEach,
	document,
	form,
	type JsonSchema,
	list,
	object,
	oneOf,
	orNull,
	rule,
	type Same,
	shared,
	text,
} from '../../src/schema/builder.js';

interface Leaf {
	readonly name: string;
}

const Leaf = shared<Leaf>('Leaf')(object('A leaf.', {name: text()}));

function json(schema: object): unknown {
	return JSON.parse(JSON.stringify(schema));
}

describe('a value or null', () => {
	it.each<readonly [string, object, JsonSchema]>([
		['a text', form('^a$'), {type: ['string', 'null'], pattern: '^a$'}],
		['a number', count(1), {type: ['integer', 'null'], minimum: 1}],
		['one of a list', oneOf(['a', 'b']), {type: ['string', 'null'], enum: ['a', 'b', null]}],
		['one of a list of numbers', oneOf([0, 1]), {enum: [0, 1, null]}],
		['a list', list(text()), {anyOf: [{type: 'array', items: {type: 'string'}}, {type: 'null'}]}],
		['a definition', Leaf, {anyOf: [{$ref: '#/$defs/Leaf'}, {type: 'null'}]}],
	])('%s', (_name, schema, expected) => {
		expect(json(orNull(schema))).toEqual(expected);
	});
});

describe('a document', () => {
	it('holds each definition that it uses, once', () => {
		const Twig = shared<{readonly leaves: readonly Leaf[]; readonly last: Leaf | null}>('Twig')(
			object('A twig.', {leaves: list(Leaf), last: orNull(Leaf)}),
		);
		const tree = document<{readonly twigs: readonly {readonly leaves: readonly Leaf[]; readonly last: Leaf | null}[]}>()(
			'urn:tree',
			'tree',
			object('A tree.', {twigs: list(Twig)}),
		);
		expect(Object.keys(tree.$defs ?? {})).toEqual(['Twig', 'Leaf']);
		expect(json(tree)).toMatchObject({
			$id: 'urn:tree',
			properties: {twigs: {items: {$ref: '#/$defs/Twig'}}},
			$defs: {Leaf: {required: ['name'], additionalProperties: false}},
		});
	});

	it('refuses two definitions with one name', () => {
		const Other = shared<string>('Leaf')(text());
		const make = (): JsonSchema =>
			document<{readonly one: Leaf; readonly other: string}>()('urn:x', 'x', object('Two.', {one: Leaf, other: Other}));
		expect(make).toThrow('two definitions are called Leaf');
	});
});

it('counts each name of a list', () => {
	expect(json(countOfEach('Counts.', ['a', 'b']))).toMatchObject({
		required: ['a', 'b'],
		properties: {a: {type: 'integer', minimum: 0}, b: {type: 'integer', minimum: 0}},
	});
});

it('says what fields must be where others are something', () => {
	expect(rule<{readonly a: string; readonly b: string}>({a: {const: 'x'}}, {b: {const: 'y'}})).toEqual({
		if: {properties: {a: {const: 'x'}}},
		// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
		then: {properties: {b: {const: 'y'}}},
	});
});

it('tells a type from another one in both directions, when it is compiled', () => {
	// Each line compiles only where the comparison gives what stands behind it.
	const comparisons: readonly [
		readonly: Same<{readonly a: readonly 1[]}, {a: 1[]}>,
		more: Same<{a: 1}, {a: 1; b: 2}>,
		less: Same<{a: 1; b: 2}, {a: 1}>,
		optional: Same<{a: 1}, {a: 1; b?: 2}>,
		wider: Same<{a: 1 | 2}, {a: 1}>,
		deep: Same<{a: {b: 1 | null}}, {a: {b: 1}}>,
	] = [true, false, false, false, false, false];
	expect(comparisons).toHaveLength(6);
});
