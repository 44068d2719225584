/** docs/MESSAGES.md: what the tables say about lines, as a page for people. */
import {FAILURE_TEXTS} from '../../src/core/events/failure-texts.js';
import {CERTIFICATE_PATTERNS} from '../../src/core/events/patterns/certificate.js';
import {ENDPOINT_PATTERNS} from '../../src/core/events/patterns/endpoints.js';
import {FAILURE_PATTERNS} from '../../src/core/events/patterns/failures.js';
import type {MessagePattern} from '../../src/core/events/pattern.js';
import {PROXY_PATTERNS} from '../../src/core/events/patterns/proxy.js';
import {SCAN_PATTERNS} from '../../src/core/events/patterns/scan.js';
import {SETTING_PATTERNS} from '../../src/core/events/patterns/settings.js';
import {COMPONENTS} from '../../src/core/records/components.js';
import {DIALECTS} from '../../src/core/records/dialects/index.js';

/** In the order in which they are tried. */
export const GROUPS: readonly (readonly [string, readonly MessagePattern[]])[] = [
	['Scans', SCAN_PATTERNS],
	['Addresses', ENDPOINT_PATTERNS],
	['Proxies', PROXY_PATTERNS],
	['Certificates', CERTIFICATE_PATTERNS],
	['Failures', FAILURE_PATTERNS],
	['Settings', SETTING_PATTERNS],
];

function cell(text: string): string {
	return text.replace(/[\\|*_<>[\]`]/g, '\\$&').replace(/\s+/g, ' ');
}

function code(text: string): string {
	const shown = text.replaceAll('\t', '→').replaceAll('|', '\\|');
	return shown.includes('`') || shown === '' ? cell(shown) : `\`${shown}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function messages(rows: readonly MessagePattern[]): string {
	return table(
		['id', 'example', 'what it tells', 'components', 'known from'],
		rows.map(({id, meaning, source, components, verbose, scope, examples}) => [
			id,
			code(examples.match[0] ?? ''),
			`${cell(meaning)}${verbose === true ? ' (verbose logs only)' : ''}${scope === 'scan' ? '' : ' (anywhere in the file)'}`,
			cell(components?.join(', ') ?? 'any'),
			cell(source),
		]),
	);
}

export function messagesPage(): string {
	return `# Messages

The log lines that wulens understands. This page is generated from the tables in the code by a test
(\`test/docs/messages.test.ts\`) and must not be edited; \`npm run test:update\` regenerates it.
[FORMAT.md](FORMAT.md) explains the format and how to add a row.

## Dialects

A line belongs to the first of these that can read it. → is a tab.

${table(
	['dialect', 'example', 'written by'],
	DIALECTS.map(({name, source, examples}) => [name, code(examples.match[0] ?? ''), cell(source)]),
)}

${GROUPS.map(([name, rows]) => `## ${name}\n\n${messages(rows)}`).join('\n\n')}

## Behind \`*FAILED* [code]\`

The text after the code decides what the failure is about; where no row fits, the code does.

${table(
	['id', 'example', 'part it plays', 'known from'],
	FAILURE_TEXTS.map(({id, role, source, verbose, examples}) => [
		id,
		code(examples.match[0] ?? ''),
		`${role}${verbose === true ? ' (verbose logs only)' : ''}`,
		cell(source),
	]),
)}

## Components

${table(
	['Windows 10 and 11', 'Windows XP to 8.1'],
	COMPONENTS.map(({name, legacy}) => [name, legacy.length === 0 ? 'the same' : legacy.join(', ')]),
)}
`;
}
