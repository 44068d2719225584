/** Reads Prometheus's text format by its grammar (https://prometheus.io/docs/instrumenting/exposition_formats/), and as collectors ask. */

export interface ExposedSample {
	readonly name: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const HELP = new RegExp(`^# HELP (${NAME}) (?:[^\\\\\\n]|\\\\\\\\|\\\\n)+$`);
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram|summary|untyped)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (-?\\d+(?:\\.\\d+)?|NaN|[+-]Inf)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(?:,|$)/y;

/** @throws Error with the first line that breaks the grammar */
export function readExposition(text: string): readonly ExposedSample[] {
	if (!text.endsWith('\n')) throw new Error('the last line must end with a line feed');
	const samples: ExposedSample[] = [];
	const typed = new Set<string>();
	const series = new Set<string>();
	let helped = '';
	let current = '';
	for (const line of text.slice(0, -1).split('\n')) {
		const help = HELP.exec(line)?.[1];
		const type = TYPE.exec(line)?.[1];
		const sample = SAMPLE.exec(line);
		if (help !== undefined) {
			helped = help;
		} else if (type !== undefined) {
			if (helped !== type || typed.has(type)) throw new Error(`TYPE must follow HELP, once: ${line}`);
			typed.add(type);
			current = type;
		} else if (sample !== null) {
			const [, name = '', labelText = '', value] = sample;
			if (name !== current) throw new Error(`samples must follow their TYPE: ${line}`);
			const labels = labelsOf(labelText, line);
			const key = JSON.stringify([name, labels]);
			if (series.has(key)) throw new Error(`twice: ${line}`);
			series.add(key);
			samples.push({name, labels, value: Number(value)});
		} else {
			throw new Error(`not a line of the format: ${line}`);
		}
	}
	return samples;
}

function labelsOf(text: string, line: string): Readonly<Record<string, string>> {
	const labels: Record<string, string> = {};
	LABEL.lastIndex = 0;
	for (let at = 0; at < text.length; at = LABEL.lastIndex) {
		LABEL.lastIndex = at;
		const [, name = '', value = ''] = LABEL.exec(text) ?? [];
		if (name === '' || Object.hasOwn(labels, name)) throw new Error(`labels cannot be read: ${line}`);
		labels[name] = value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
	}
	return labels;
}
