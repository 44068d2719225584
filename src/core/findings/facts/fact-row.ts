/** A row of a table of facts: possible values, meaning, and where it is read from. */

/** A single value of a fact. */
export type FactValue = string | number | boolean | null;

/** Returns a fact by name: several values if a scan has several, such as all error codes; `null` if it is unknown. */
export type Facts = (name: string) => FactValue | readonly FactValue[];

/** All possible values of a fact, or their kind. code: 0x and eight digits; day: 2021-01-12. Any fact can be missing. */
export type FactValues = readonly (string | number)[] | 'text' | 'number' | 'yes-no' | 'code' | 'day';

export interface FactRow<Input> {
	readonly values: FactValues;
	/** For rule authors; omitted if the list of values is self-explanatory. */
	readonly meaning?: string;
	/** Shown in place of the fact if it is not logged. Defaults to 'unknown'. */
	readonly missing?: string;
	/** A list if there can be several values, such as all error codes. */
	readonly read: (input: Input) => FactValue | readonly FactValue[];
}

/** The type of the values that a row names. */
export type ValueOf<Values> = Values extends readonly (infer Value)[]
	? Value
	: Values extends 'number'
		? number
		: Values extends 'yes-no'
			? boolean
			: string;
