/** Checks JSON against a schema: the keywords that the schemas of this project use, and no others. */

/** A JSON Schema as JSON has it. */
interface JsonSchema {
	readonly $defs?: unknown;
	readonly properties?: unknown;
	readonly then?: unknown;
	readonly else?: unknown;
	readonly [keyword: string]: unknown;
}

/** @returns what is wrong first, as a sentence without a subject, with where it is (`report.scans[3].pid`); `null`: nothing */
export type JsonCheck = (value: unknown, path: string) => JsonProblem | null;

export interface JsonProblem {
	readonly path: string;
	/** `is not a number`. Quotes nothing of what was checked. */
	readonly what: string;
}

/** Keywords for readers, and those that other keywords look after. */
const WITHOUT_CHECK: ReadonlySet<string> = new Set(['$schema', '$id', '$defs', 'title', 'description', 'then', 'else']);

/** Fields that are in no schema are left alone: a later version of this program may have written them. */
const TOLERATED = 'additionalProperties';

type Compile = (operand: unknown, schema: JsonSchema, compile: (schema: unknown) => JsonCheck) => JsonCheck;

const TYPE_TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
	string: (value) => typeof value === 'string',
	boolean: (value) => typeof value === 'boolean',
	integer: Number.isInteger,
	null: (value) => value === null,
	array: Array.isArray,
	object: isJsonObject,
};

const KEYWORDS: Readonly<Record<string, Compile>> = {
	type(operand) {
		const names = listOf(operand).map(String);
		const tests = names.map((name) => TYPE_TESTS[name] ?? unknownKeyword(`type ${name}`));
		return fails((value) => tests.some((test) => test(value)), `is not of type ${names.join(' or ')}`);
	},
	const: (operand) => fails((value) => value === operand, 'is not the value that it must be'),
	enum(operand) {
		const values = new Set(listOf(operand));
		return fails((value) => values.has(value), 'is not one of the values that it can have');
	},
	pattern(operand) {
		const expression = new RegExp(String(operand), 'u');
		return fails((value) => typeof value !== 'string' || expression.test(value), 'does not have the form that it must have');
	},
	minLength: (operand) => fails((value) => typeof value !== 'string' || value.length >= Number(operand), 'is empty'),
	minimum: (operand) => fails((value) => typeof value !== 'number' || value >= Number(operand), 'is too small'),
	maximum: (operand) => fails((value) => typeof value !== 'number' || value <= Number(operand), 'is too large'),
	minItems: (operand) => fails((value) => !Array.isArray(value) || value.length >= Number(operand), 'has too few items'),
	maxItems: (operand) => fails((value) => !Array.isArray(value) || value.length <= Number(operand), 'has too many items'),
	uniqueItems: () => fails((value) => !Array.isArray(value) || new Set(value).size === value.length, 'has an item twice'),
	required(operand) {
		const names = listOf(operand).map(String);
		return (value, path) => {
			if (!isJsonObject(value)) return null;
			const missing = names.find((name) => !Object.hasOwn(value, name));
			return missing === undefined ? null : {path: below(path, missing), what: 'is missing'};
		};
	},
	properties(operand, _, compile) {
		const checks = Object.entries(isJsonObject(operand) ? operand : {}).map(([name, schema]) => [name, compile(schema)] as const);
		return (value, path) => {
			if (!isJsonObject(value)) return null;
			for (const [name, check] of checks) {
				const problem = Object.hasOwn(value, name) ? check(value[name], below(path, name)) : null;
				if (problem !== null) return problem;
			}
			return null;
		};
	},
	[TOLERATED](operand, {properties}, compile) {
		if (operand === false) return () => null;
		const known = new Set(Object.keys(isJsonObject(properties) ? properties : {}));
		const check = compile(operand);
		return (value, path) => {
			if (!isJsonObject(value)) return null;
			for (const [name, item] of Object.entries(value)) {
				const problem = known.has(name) ? null : check(item, path);
				if (problem !== null) return problem;
			}
			return null;
		};
	},
	items(operand, _, compile) {
		const check = compile(operand);
		return (value, path) => {
			if (!Array.isArray(value)) return null;
			for (let index = 0; index < value.length; index++) {
				const problem = check(value[index], `${path}[${index}]`);
				if (problem !== null) return problem;
			}
			return null;
		};
	},
	allOf(operand, _, compile) {
		return allOf(listOf(operand).map(compile));
	},
	anyOf,
	// The alternatives of this project's schemas exclude each other.
	oneOf: anyOf,
	if(operand, schema, compile) {
		const test = compile(operand);
		const must = schema.then === undefined ? null : compile(schema.then);
		const otherwise = schema.else === undefined ? null : compile(schema.else);
		return (value, path) => (test(value, path) === null ? must : otherwise)?.(value, path) ?? null;
	},
};

/**
 * @param document a whole schema with its definitions
 * @param definition the name of one of them, which is checked
 * @throws Error where the schema has a keyword that is not known here
 */
export function createJsonCheck(document: JsonSchema, definition: string): JsonCheck {
	const definitions = isJsonObject(document.$defs) ? document.$defs : {};
	const compiled = new Map<string, JsonCheck>();

	function referred(name: string): JsonCheck {
		const known = compiled.get(name);
		if (known !== undefined) return known;
		const schema = definitions[name];
		if (schema === undefined) throw new Error(`the schema does not define ${name}`);
		// Found by those that refer to it while it is compiled itself.
		compiled.set(name, (value, path) => check(value, path));
		const check = compile(schema);
		compiled.set(name, check);
		return check;
	}

	function compile(schema: unknown): JsonCheck {
		if (!isJsonObject(schema)) throw new Error('a schema must be an object');
		const checks: JsonCheck[] = [];
		for (const [keyword, operand] of Object.entries(schema)) {
			if (WITHOUT_CHECK.has(keyword)) continue;
			if (keyword === '$ref') checks.push(referred(String(operand).slice('#/$defs/'.length)));
			else checks.push((KEYWORDS[keyword] ?? unknownKeyword(keyword))(operand, schema, compile));
		}
		return allOf(checks);
	}

	return referred(definition);
}

/** @returns what is wrong furthest inside, where no alternative fits */
function anyOf(operand: unknown, _: JsonSchema, compile: (schema: unknown) => JsonCheck): JsonCheck {
	const checks = listOf(operand).map(compile);
	return (value, path) => {
		let deepest: JsonProblem | null = null;
		for (const check of checks) {
			const problem = check(value, path);
			if (problem === null) return null;
			if (deepest === null || problem.path.length > deepest.path.length) deepest = problem;
		}
		return deepest;
	};
}

function allOf(checks: readonly JsonCheck[]): JsonCheck {
	const [only] = checks;
	if (only !== undefined && checks.length === 1) return only;
	return (value, path) => {
		for (const check of checks) {
			const problem = check(value, path);
			if (problem !== null) return problem;
		}
		return null;
	};
}

function fails(isRight: (value: unknown) => boolean, what: string): JsonCheck {
	return (value, path) => (isRight(value) ? null : {path, what});
}

function unknownKeyword(keyword: string): never {
	throw new Error(`${keyword} of JSON Schema is not checked here`);
}

/** A keyword takes one value or a list of them. */
function listOf(operand: unknown): readonly unknown[] {
	return Array.isArray(operand) ? operand : [operand];
}

/** Neither a list nor `null`. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}
