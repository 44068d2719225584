/** What a report of Stryker says, in lines to read. */

const mutantsOf = (report) =>
	Object.entries(report.files).flatMap(([file, {source, mutants}]) => mutants.map((mutant) => ({file, source, ...mutant})));

/** How many mutants there are, how many were drawn, and what became of those. One that never ends is noticed too. */
export function tally(report) {
	const statuses = mutantsOf(report).map(({status}) => status);
	const count = (...names) => statuses.filter((status) => names.includes(status)).length;
	const [noticed, unnoticed] = [count('Killed', 'Timeout', 'RuntimeError'), count('Survived', 'NoCoverage')];
	return {all: statuses.length - count('Ignored'), tried: noticed + unnoticed, noticed, endless: count('Timeout')};
}

/** A row of the table in docs/TESTING.md. */
export function row(stage, {all, tried, noticed, endless}) {
	return `| ${stage} | ${all} | ${tried} | ${noticed} | ${endless} | ${Math.round((noticed / tried) * 100)} % |`;
}

/** The mutants that no test noticed, one a line: place, kind, and what was put for what. */
export function survivors(report) {
	return mutantsOf(report)
		.filter(({status}) => status === 'Survived' || status === 'NoCoverage')
		.map(({file, source, location, mutatorName, replacement, status}) => {
			const {start, end} = location;
			const lines = source.split('\n').slice(start.line - 1, end.line);
			const text = lines.length === 1 ? lines[0].slice(start.column - 1, end.column - 1) : `${lines[0].slice(start.column - 1)} …`;
			return (
				`${file}:${start.line}:${start.column} ` +
				`${mutatorName}${status === 'NoCoverage' ? ' (no test)' : ''}: ${text} → ${replacement.split('\n')[0]}`
			);
		});
}
