/** The parts that schemas are made of, each with the TypeScript type of what it accepts. */
import Type, {type Static, type TArray, type TObject, type TProperties, type TSchema, type TUnsafe} from 'typebox';

/** A JSON Schema as JSON has it. */
export type JsonSchema = {readonly [keyword: string]: unknown};

/** Where a reference keeps what it refers to; JSON leaves keys of this kind out. */
const DEFINITION = Symbol('definition');

interface Definition {
	readonly name: string;
	readonly schema: TSchema;
}

/** A type as its JSON: readonly everywhere, so that only names, values and optionality are compared. */
type Plain<T> = T extends readonly (infer Item)[]
	? readonly Plain<Item>[]
	: T extends object
		? {readonly [Key in keyof T]: Plain<T[Key]>}
		: T;

/** Whether two types say the same, so that neither has a field or a value that the other has not. */
export type Same<A, B> = (<Probe>() => Probe extends Plain<A> ? 1 : 2) extends <Probe>() => Probe extends Plain<B> ? 1 : 2 ? true : false;

/** Sentences that `tsc` prints as missing properties where a description and its type say different things. */
type Difference<Described, Declared> = {
	readonly [Key in Exclude<keyof Described, keyof Declared> as `${Key & string} is only in the description`]: never;
} & {
	readonly [Key in Exclude<keyof Declared, keyof Described> as `${Key & string} is only in the TypeScript type`]: never;
} & {
	readonly [Key in keyof Described & keyof Declared as Same<Described[Key], Declared[Key]> extends true
		? never
		: `${Key & string} is not the same in description and TypeScript type`]: never;
};

/** A schema, if it says what a type says. */
type Describes<Schema extends TSchema, T> = Schema &
	(Same<Static<Schema>, T> extends true
		? unknown
		: Difference<Static<Schema>, T> & {readonly 'description and TypeScript type differ': never});

/**
 * A definition that others refer to by name: `shared<T>('Name')(schema)`. It stands in `$defs` of every document that uses it.
 *
 * The compiler refuses a schema that does not say what `T` says, in either direction.
 */
export function shared<T>(name: string): <Schema extends TSchema>(schema: Describes<Schema, T>) => TUnsafe<T> {
	return (schema) => {
		const definition: Definition = {name, schema};
		return Type.Unsafe<T>({$ref: `#/$defs/${name}`, [DEFINITION]: definition});
	};
}

/** Adds a sentence for readers of the schema. */
export function described<Schema extends TSchema>(description: string, schema: Schema): Schema {
	return {...schema, description};
}

export function text(): TUnsafe<string> {
	return Type.Unsafe({type: 'string'});
}

/** A text that is not empty. */
export function words(): TUnsafe<string> {
	return Type.Unsafe({type: 'string', minLength: 1});
}

/** A text of a form, as a regular expression. */
export function form(pattern: string): TUnsafe<string> {
	return Type.Unsafe({type: 'string', pattern});
}

export function flag(): TUnsafe<boolean> {
	return Type.Unsafe({type: 'boolean'});
}

/** A whole number, from 0 where nothing else is said. */
export function count(minimum: number = 0, maximum?: number): TUnsafe<number> {
	return Type.Unsafe({type: 'integer', minimum, ...(maximum === undefined ? {} : {maximum})});
}

export function always<const Value extends string>(value: Value): TUnsafe<Value> {
	return Type.Unsafe({const: value});
}

/** One of a list, which is one of the arrays of the core. */
export function oneOf<Value extends string | number>(values: readonly Value[]): TUnsafe<Value> {
	return Type.Unsafe({...(values.every((value) => typeof value === 'string') ? {type: 'string'} : {}), enum: [...values]});
}

/** One of several schemas that exclude each other. */
export function either<Schema extends TSchema>(description: string, schemas: readonly Schema[]): TUnsafe<Static<Schema>> {
	return Type.Unsafe({description, oneOf: [...schemas]});
}

export function orNull<Schema extends TSchema>(schema: Schema): TUnsafe<Static<Schema> | null> {
	const {type, enum: values, ...rest}: {readonly type?: unknown; readonly enum?: unknown} = {...schema};
	const isPlain = typeof type === 'string' && type !== 'object' && type !== 'array';
	if (!isPlain && values === undefined) return Type.Unsafe({anyOf: [schema, {type: 'null'}]});
	return Type.Unsafe({
		...(type === undefined ? {} : {type: [type, 'null']}),
		...(Array.isArray(values) ? {enum: [...values, null]} : {}),
		...rest,
	});
}

export function list<Schema extends TSchema>(
	items: Schema,
	limits: {readonly minItems?: number; readonly uniqueItems?: boolean} = {},
): TArray<Schema> {
	return Type.Array(items, limits);
}

/** An object with exactly these fields, all of them required. `rules` say what holds between them; see `rule`. */
export function object<Fields extends TProperties>(
	description: string,
	fields: Fields,
	rules: readonly JsonSchema[] = [],
): TObject<Fields> {
	return Type.Object(fields, {description, additionalProperties: false, ...(rules.length === 0 ? {} : {allOf: rules})});
}

/** A number for each name of a list. */
export function countOfEach<Name extends string>(description: string, names: readonly Name[]): TUnsafe<Readonly<Record<Name, number>>> {
	return Type.Unsafe(object(description, Object.fromEntries(names.map((name) => [name, count()]))));
}

/** Numbers by names that are not known beforehand. */
export function countsByName(minimum: number = 0): TUnsafe<Readonly<Record<string, number>>> {
	return Type.Unsafe({type: 'object', additionalProperties: count(minimum)});
}

/** Values of one kind by names that are not known beforehand. */
export function byName<Schema extends TSchema>(value: Schema): TUnsafe<Readonly<Record<string, Static<Schema>>>> {
	return Type.Unsafe({type: 'object', additionalProperties: value});
}

/** What some fields of an object are, or must be. */
type FieldSchemas<T> = {readonly [Field in keyof T]?: JsonSchema};

/** Where fields are like `when`, these must be like `must`; elsewhere like `otherwise`. */
export function rule<T>(when: FieldSchemas<T>, must: FieldSchemas<T>, otherwise?: FieldSchemas<T>): JsonSchema {
	const parts = [['if', when] as const, ['then', must] as const, ...(otherwise === undefined ? [] : [['else', otherwise] as const])];
	return Object.fromEntries(parts.map(([part, properties]) => [part, {properties}]));
}

/** A whole schema, with the definitions that it refers to in the order of their first use: `document<T>()(id, title, schema)`. */
export function document<T>(): <Schema extends TSchema>(id: string, title: string, root: Describes<Schema, T>) => JsonSchema {
	return (id, title, root) => {
		const definitions = new Map<string, TSchema>();
		gather(root, definitions);
		const $schema = 'https://json-schema.org/draft/2020-12/schema';
		return inOrder({$schema, $id: id, title, ...root, $defs: Object.fromEntries(definitions)}) as JsonSchema;
	};
}

function gather(node: unknown, definitions: Map<string, TSchema>): void {
	if (typeof node !== 'object' || node === null) return;
	const definition = (node as {readonly [DEFINITION]?: Definition})[DEFINITION];
	if (definition === undefined) {
		for (const part of Object.values(node)) gather(part, definitions);
		return;
	}
	const {name, schema} = definition;
	const known = definitions.get(name);
	if (known === schema) return;
	if (known !== undefined) throw new Error(`two definitions are called ${name}`);
	definitions.set(name, schema);
	gather(schema, definitions);
}

/** What a reader looks for first; other keywords stay as they come. */
const FIRST_KEYWORDS = ['$schema', '$id', 'title', 'description', 'type', 'additionalProperties', 'required', 'properties'];

/** The same with keywords in the order that people read them. Names of fields and definitions stay as they come. */
function inOrder(node: unknown, hasKeywords: boolean = true): unknown {
	if (Array.isArray(node)) return node.map((item) => inOrder(item));
	if (typeof node !== 'object' || node === null) return node;
	const entries = Object.entries(node).map(
		([key, value]) => [key, inOrder(value, !hasKeywords || (key !== 'properties' && key !== '$defs'))] as const,
	);
	if (!hasKeywords) return Object.fromEntries(entries);
	const rank = ([key]: readonly [string, unknown]): number =>
		(FIRST_KEYWORDS.indexOf(key) + FIRST_KEYWORDS.length + 1) % (FIRST_KEYWORDS.length + 1);
	return Object.fromEntries(entries.sort((one, other) => rank(one) - rank(other)));
}
