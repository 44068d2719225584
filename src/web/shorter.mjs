/**
 * What the page does not need of the modules it is built from, and tables that it can hold in fewer bytes: plugins of the build.
 * Each says at once if a module is not written as it was. The page and the command line print the same; tests compare them.
 */
import {readFileSync} from 'node:fs';
import {deflateRawSync} from 'node:zlib';
import {parseSync} from 'vite';

/**
 * Rules and tables come with examples that prove them, which only tests and `wulens rules test` read, and with the sources of
 * their facts. What `explain` and findings show of them stays.
 */
const withoutProofs = {
	name: 'without-proofs',
	enforce: 'pre',
	transform: {
		filter: {
			id: /core[\\/](?:codes|device-settings|etl|events|findings[\\/]rules|foreign-files|inputs|neighbors|records|redact)[\\/].*\.ts$/,
			code: /\b(?:examples|source):/,
		},
		handler(code, id) {
			const shown = {examples: /[\\/]rules[\\/]/.test(id) ? '{match: [], noMatch: []}' : null, source: SHOWN_SOURCES.test(id)};
			let made = '';
			let at = 0;
			for (const {value, text} of proofsIn(parseSync(id, code).program, shown)) {
				made += `${code.slice(at, value.start)}${text}`;
				at = value.end;
			}
			return made + code.slice(at);
		},
	},
};

/** Modules whose rows are told with their source: of rules, and what codes become. Of messages, only the command line tells it. */
const SHOWN_SOURCES = /[\\/]rules[\\/]|[\\/](?:related-codes|settings)\.ts$/;

/** Values of properties, in order, and what stands in their place. */
function* proofsIn(node, shown) {
	if (typeof node !== 'object' || node === null) return;
	const {type, key, value} = node;
	const name = type === 'Property' ? key.name : null;
	if ((name === 'examples' || name === 'noMatch') && value.type === 'ArrayExpression') yield {value, text: '[]'};
	else if (name === 'examples' && value.type === 'ObjectExpression' && shown.examples !== null) yield {value, text: shown.examples};
	else if (name === 'source' && isText(value) && !shown.source) yield {value, text: "''"};
	else for (const child of Object.values(node)) yield* proofsIn(child, shown);
}

/** Whether it is written out: a text, or several joined. */
function isText({type, operator, left, right, value}) {
	return type === 'BinaryExpression' ? operator === '+' && isText(left) && isText(right) : type === 'Literal' && typeof value === 'string';
}

/** How many letters a text begins with that the one before it begins with, too, at most nine of them, as a digit. */
function sharedLetters(before, text) {
	let shared = 0;
	while (shared < 9 && text[shared] !== undefined && text[shared] === before[shared]) shared++;
	return shared;
}

/** What may come often in a table: words, with what stands around them, and the first digits of codes. */
const FREQUENT = [
	/[A-Z]{3,}_/g,
	/_[A-Z]{2,}/g,
	/[A-Z]{4,}/g,
	/[A-Z]+_[A-Z]+_/g,
	/ ?[A-Za-z]{2,} /g,
	/[A-Za-z]+ [A-Za-z]+ /g,
	/\n[0-9A-F]{4}/g,
];

/** Signs that may stand in a template literal as they are. */
const SIGNS = Array.from({length: 94}, (_, index) => String.fromCharCode(33 + index)).filter((sign) => !'`\\${'.includes(sign));

/** The part of a text that is worth a sign of its own most, and how many letters that saves. */
function mostFrequent(text) {
	const count = new Map();
	for (const pattern of FREQUENT) for (const [part] of text.matchAll(pattern)) count.set(part, (count.get(part) ?? 0) + 1);
	return [...count].reduce(
		(most, [part, times]) => {
			const gain = (times - 1) * (part.length - 1);
			return gain > most.gain ? {part, gain} : most;
		},
		{part: '', gain: 0},
	);
}

/** A sign that the text does not have in place of each part that it has often. */
function withSigns(text) {
	const pairs = [];
	let short = text;
	for (const sign of SIGNS.filter((candidate) => !text.includes(candidate))) {
		const {part, gain} = mostFrequent(short);
		if (gain < 24) break;
		short = short.replaceAll(part, sign);
		pairs.push([sign, part]);
	}
	return {short, pairs};
}

const ROWS_BEGIN = /export const (PACKED_\w+): readonly \(readonly \[\w+: \w+, rows: string\]\)\[\] = \[/;
const GROUP = /\[\s*'([a-z0-9-]+)',\s*`([^`]*)`,\s*\]/g;

/**
 * A module with a packed table, its text with signs for frequent words, and deflated; it comes back when the page is loaded.
 * @param shorten what else is shortened before
 * @param restore the source of a function that undoes it
 */
function withShortTable(code, shorten, restore) {
	const [, name] = ROWS_BEGIN.exec(code) ?? [];
	const table = code.slice(code.search(ROWS_BEGIN));
	const groups = [...table.matchAll(GROUP)];
	if (name === undefined || table.includes('${') || table.split('`').length !== 2 * groups.length + 1) {
		throw new Error('the table is not written as it was');
	}
	const written = groups.map(([, , rows]) => rows).join('\0');
	const text = written.replaceAll('\\\\', '\\');
	if (text.replaceAll('\\', '\\\\') !== written) throw new Error('the table has other signs behind a backslash');
	const {short, pairs} = withSigns(shorten(text));
	const packed = deflateRawSync(short, {level: 9}).toString('base64');
	return `import {inflateSync, strFromU8} from 'fflate';
${code.slice(0, -table.length)}
const PAIRS: [string, string][] = ${JSON.stringify(pairs)};
const ROWS = strFromU8(inflateSync(Uint8Array.from(atob('${packed}'), (letter) => letter.charCodeAt(0))));
const LONG_ROWS = (${restore})(PAIRS.reduceRight((text, [sign, part]) => text.replaceAll(sign, part), ROWS)).split('\\0');
export const ${name} = ${JSON.stringify(groups.map(([, group]) => group))}.map((group, index) => [group, LONG_ROWS[index]]);
`;
}

/** Other names of a code mostly end as its name does: `~2` stands for its words from the third on. */
function withShortAliases(row) {
	const [name, aliases] = row.split(' ');
	if (aliases === undefined) return row;
	const words = name.split('_');
	const short = aliases.split(',').map((alias) => {
		const from = words.findIndex((_, index) => index > 0 && alias.endsWith(`_${words.slice(index).join('_')}`));
		return from < 0 || from > 9 ? alias : `${alias.slice(0, -words.slice(from).join('_').length)}~${from}`;
	});
	return `${name} ${short.join(',')}`;
}

/**
 * Most codes of the table follow the one before them by one, and most names share their first words with the one before them:
 * both are left out, the number of words in their place.
 */
const shorterCodes = {
	name: 'shorter-codes',
	enforce: 'pre',
	transform: {
		filter: {id: /core[\\/]codes[\\/]hresult-table\.ts$/},
		handler(code) {
			let last = Number.NaN;
			let before = [];
			const shorten = (text) =>
				text.replaceAll(/^([0-9A-F]{8}) ([A-Z].*)/gm, (_, digits, name) => {
					const isNext = Number.parseInt(digits, 16) === last + 1;
					last = Number.parseInt(digits, 16);
					const words = withShortAliases(name).split('_');
					let shared = 0;
					while (shared < 9 && shared < words.length - 1 && words[shared] === before[shared]) shared++;
					before = words;
					return `${isNext ? '' : `${digits} `}${shared}${words.slice(shared).join('_')}`;
				});
			return withShortTable(
				code,
				shorten,
				`(text) => {
	let last = 0;
	let before: string[] = [];
	return text.replaceAll(/^(?:([0-9A-F]{8}) )?([0-9])(.+)/gm, (_, digits, shared, rest) => {
		last = digits === undefined ? last + 1 : Number.parseInt(digits, 16);
		before = [...before.slice(0, Number(shared)), ...rest.split('_')];
		const [name = '', aliases] = before.join('_').split(' ');
		const all = aliases?.replaceAll(/~(\\d)/g, (_, from) => name.split('_').slice(Number(from)).join('_'));
		return \`\${last.toString(16).toUpperCase().padStart(8, '0')} \${name}\${all === undefined ? '' : ' ' + all}\`;
	});
}`,
			);
		},
	},
};

const shorterExplanations = {
	name: 'shorter-explanations',
	enforce: 'pre',
	transform: {
		filter: {id: /core[\\/]codes[\\/]explanation-table\.ts$/},
		handler(code) {
			return withShortTable(code, (text) => text, '(text) => text');
		},
	},
};

const WORD = /[a-z]{3,}/g;

/** All words of a text, in the order of the alphabet. */
function wordsIn(text) {
	return [...new Set(text.toLowerCase().match(WORD))].toSorted();
}

/** Words in the order of the alphabet begin like the one before them: a digit in place of the letters that they share. */
function withoutBeginnings(words) {
	let before = '';
	return words
		.map((word) => {
			const shared = sharedLetters(before, word);
			before = word;
			return `${shared}${word.slice(shared)}`;
		})
		.join('');
}

/** Most words that are no names are in the explanations of codes: only the others are listed, and those that are in them alone. */
const shorterWords = {
	name: 'shorter-words',
	enforce: 'pre',
	transform: {
		filter: {id: /core[\\/]redact[\\/]own-words\.ts$/},
		handler(code, id) {
			const [whole, list] = /const WORDS = `([a-z\s]*)`;/.exec(code) ?? [];
			const reading = 'new Set(WORDS.trim().split(/\\s+/))';
			if (list === undefined || !code.includes(reading)) throw new Error('the words are not written as they were');
			const table = readFileSync(id.replace(/redact[\\/]own-words\.ts$/, 'codes/explanation-table.ts'), 'utf8');
			const explained = wordsIn([...table.slice(table.search(ROWS_BEGIN)).matchAll(GROUP)].map(([, , rows]) => rows).join(' '));
			const words = new Set(list.trim().split(/\s+/));
			const more = withoutBeginnings([...words].filter((word) => !explained.includes(word)).toSorted());
			const less = withoutBeginnings(explained.filter((word) => !words.has(word)));
			return code
				.replace(
					whole,
					`import {PACKED_EXPLANATIONS} from '../codes/explanation-table.js';
function longWords(text: string): string[] {
	let before = '';
	return (text.match(/\\d[a-z]*/g) ?? []).map((word) => (before = before.slice(0, Number(word[0])) + word.slice(1)));
}
const EXPLAINED = new Set(PACKED_EXPLANATIONS.map(([, rows]) => rows).join(' ').toLowerCase().match(${WORD}));
for (const word of longWords('${less}')) EXPLAINED.delete(word);`,
				)
				.replace(reading, `new Set([...EXPLAINED, ...longWords('${more}')])`);
		},
	},
};

/** date-fns comes with the calendar of a language, of which only the words for durations are asked. */
const withoutCalendar = {
	name: 'without-calendar',
	enforce: 'pre',
	transform: {
		filter: {id: /date-fns[\\/]locale[\\/]en-US\.js$/},
		handler(code) {
			if (!code.includes('export const enUS = {') || !code.includes('import { formatDistance }')) {
				throw new Error('the language of date-fns is not written as it was');
			}
			return "import {formatDistance} from './en-US/_lib/formatDistance.js';\nexport const enUS = {formatDistance};\n";
		},
	},
};

/** Characters whose width depends on the font are always counted as narrow (wording/cells): their list is not asked. */
const withoutAmbiguous = {
	name: 'without-ambiguous',
	enforce: 'pre',
	transform: {
		filter: {id: /get-east-asian-width[\\/]lookup-data\.js$/},
		handler(code) {
			const list = /(?<=^export const ambiguousRanges = )\[[\d, ]+\](?=;$)/m;
			if (!list.test(code)) throw new Error('the widths of characters are not written as they were');
			return code.replace(list, '[0, 0]');
		},
	},
};

/** The page is one script: what the command line loads when it is needed is there already. */
const withoutLaterLoading = {
	name: 'without-later-loading',
	enforce: 'pre',
	transform: {
		filter: {id: /core[\\/]inputs[\\/].*\.ts$/, code: /\(await import\(/},
		handler(code) {
			const imports = [];
			const made = code.replaceAll(/\(await import\(('[^']+')\)\)\.(\w+)/g, (_, path, name) => {
				imports.push(`import {${name}} from ${path};\n`);
				return name;
			});
			if (imports.length === 0) throw new Error('what is loaded later is not written as it was');
			return imports.join('') + made;
		},
	},
};

/** The code of the line scanner is a third of its size if it is deflated; it comes back when the page is loaded. */
const shorterScanner = {
	name: 'shorter-scanner',
	enforce: 'pre',
	transform: {
		filter: {id: /core[\\/]line-skipper[\\/]scanner-code\.generated\.ts$/},
		handler(code) {
			const [, written] = /export const SCANNER_CODE: string =\s*'([\w+/=]+)';/.exec(code) ?? [];
			if (written === undefined) throw new Error('the code of the scanner is not written as it was');
			const packed = deflateRawSync(Buffer.from(written, 'base64'), {level: 9}).toString('base64');
			return `import {inflateSync} from 'fflate';
const PACKED = Uint8Array.from(atob('${packed}'), (letter) => letter.charCodeAt(0));
export const SCANNER_CODE: string = btoa(String.fromCharCode(...inflateSync(PACKED)));
`;
		},
	},
};

export const shorter = [
	withoutProofs,
	shorterScanner,
	shorterCodes,
	shorterExplanations,
	shorterWords,
	withoutCalendar,
	withoutAmbiguous,
	withoutLaterLoading,
];
