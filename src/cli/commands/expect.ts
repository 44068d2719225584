/** `wulens expect`: what Microsoft's rules let a scan do, without any log. */
import {orderText} from '../../core/expected-behavior/deviations.js';
import {type ExpectationInput, expectedBehavior, isOpenPoint, reasonText} from '../../core/expected-behavior/expected-behavior.js';
import {isVersion, type UpdatesLevel, updatesLevelOfDay, updatesLevelOfVersion} from '../../core/expected-behavior/updates-level.js';
import {plainJson, plainText} from '../../core/wording/plain-text.js';
import {pad} from '../../core/wording/cells.js';
import {wrapText} from '../../core/wording/wrap.js';
import {parseEndpoint} from '../../core/scans/services.js';
import type {Endpoint, ExpectationSubject, ExpectedBehavior, Scheme, ServiceName} from '../../core/types.js';
import {parseArguments} from '../arguments.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

export const EXPECT_HELP = `wulens expect says, without any log, which proxies a scan is expected to try and
whether the server's certificate must be pinned, with the rule behind each answer.
What is not given stays unknown, and all answers that it allows are shown.

Usage:
  wulens expect [options]

Options:
      --service NAME  who is asked: wsus, windows-update, microsoft-update, store
      --scheme NAME   how a WSUS server is asked: http, https
      --url URL       address of the server; tells the scheme, and the service if
                      that is not given
      --interactive WHO
                      user (started by hand), flag (the log says Interactive = Yes,
                      which does not prove a user), no
      --build VERSION Windows build or version of the client: 19041.1682,
                      10.0.19041.1682, 1215.2401.19022.0
      --date DAY      instead of --build: a device with all updates of that day,
                      2020-12-01
      --proxy-policy N
                      SetProxyBehaviorForUpdateDetection: 0 (also if not set), 1
      --pinning-policy N
                      DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection:
                      0 (also if not set), 1
      --store STATE   the WindowsServerUpdateServices store: empty, filled
  -r, --reporter NAME how to print: text (default), json
  -h, --help          this text

Exit codes:
  0  done
  2  bad usage
`;

export interface ExpectArguments {
	readonly input: ExpectationInput;
	readonly reporter: 'text' | 'json';
}

const SERVICES: Readonly<Record<string, ServiceName>> = {
	wsus: 'WSUS',
	'windows-update': 'Windows Update',
	'microsoft-update': 'Microsoft Update',
	store: 'Microsoft Store',
};
const SCHEMES: Readonly<Record<string, Scheme>> = {http: 'http', https: 'https'};
const INTERACTIVE: Readonly<Record<string, ExpectationInput['interactive']>> = {user: 'user', flag: 'flag', no: 'no'};
const POLICIES: Readonly<Record<string, 0 | 1>> = {0: 0, 1: 1};
const STORES: Readonly<Record<string, ExpectationInput['store']>> = {empty: 'empty', filled: 'filled'};
const REPORTERS: Readonly<Record<string, ExpectArguments['reporter']>> = {text: 'text', json: 'json'};

/** Windows Update, Microsoft Update and the Store answer below these; all follow the same rules. */
const MICROSOFT_HOST = /(?:^|\.)(?:windowsupdate|update\.microsoft|delivery\.mp\.microsoft)\.com\.?$/;

/** `null`: help was asked for. */
export function parseExpectArguments(argv: readonly string[]): ExpectArguments | null {
	const {values} = parseArguments({
		args: [...argv],
		options: {
			service: {type: 'string'},
			scheme: {type: 'string'},
			url: {type: 'string'},
			interactive: {type: 'string'},
			build: {type: 'string'},
			date: {type: 'string'},
			'proxy-policy': {type: 'string'},
			'pinning-policy': {type: 'string'},
			store: {type: 'string'},
			reporter: {type: 'string', short: 'r'},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help === true) return null;
	const endpoint = values.url === undefined ? null : endpointOf(values.url);
	const scheme = choice('--scheme', values.scheme, SCHEMES);
	if (scheme !== null && endpoint !== null && scheme !== endpoint.scheme)
		throw new UsageError(`--scheme ${scheme} contradicts --url ${values.url}`);
	const service = choice('--service', values.service, SERVICES);
	const isMicrosoft = endpoint !== null && MICROSOFT_HOST.test(endpoint.host);
	if (service === 'WSUS' && isMicrosoft)
		throw new UsageError(`--service wsus contradicts --url ${values.url}: that is a server of Microsoft, not a WSUS server`);
	return {
		input: {
			service: service ?? (endpoint === null ? null : isMicrosoft ? 'Windows Update' : 'WSUS'),
			scheme: scheme ?? endpoint?.scheme ?? null,
			online: true,
			interactive: choice('--interactive', values.interactive, INTERACTIVE) ?? 'unknown',
			updates: updatesOf(values.build, values.date),
			proxyPolicy: choice('--proxy-policy', values['proxy-policy'], POLICIES),
			pinningPolicy: choice('--pinning-policy', values['pinning-policy'], POLICIES),
			store: choice('--store', values.store, STORES) ?? 'unknown',
		},
		reporter: choice('--reporter', values.reporter, REPORTERS) ?? 'text',
	};
}

/** `null`: the option was not given. */
function choice<Value>(option: string, text: string | undefined, choices: Readonly<Record<string, Value>>): Value | null {
	if (text === undefined) return null;
	const value = Object.hasOwn(choices, text) ? choices[text] : undefined;
	if (value === undefined) throw new UsageError(`${option} takes ${Object.keys(choices).join(', ')}, not "${text}"`);
	return value;
}

function endpointOf(url: string): Endpoint {
	const endpoint = parseEndpoint(url);
	if (endpoint === null) throw new UsageError(`--url takes an address such as https://wsus.example:8531, not "${url}"`);
	return endpoint;
}

function updatesOf(build: string | undefined, day: string | undefined): UpdatesLevel {
	if (build !== undefined && day !== undefined) throw new UsageError('--build and --date cannot be given together');
	if (build !== undefined) {
		if (!isVersion(build)) throw new UsageError(`--build takes a version such as 19041.1682, not "${build}"`);
		return updatesLevelOfVersion(build);
	}
	if (day === undefined) return 'unknown';
	if (!isDay(day)) throw new UsageError(`--date takes a day such as 2020-12-01, not "${day}"`);
	return updatesLevelOfDay(day);
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	// A 30th of February would become a day of March.
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export async function expectCommand(argv: readonly string[]): Promise<ExitCode> {
	const args = parseExpectArguments(argv);
	const output = outputTo(process.stdout);
	if (args === null) {
		await output.write(EXPECT_HELP);
		return EXIT.done;
	}
	const expected = expectedBehavior(args.input);
	if (args.reporter === 'json') {
		const {input} = args;
		await output.write(`${plainJson(JSON.stringify({input, expected}, null, '\t'))}\n`);
	} else {
		const columns = process.stdout.isTTY === true ? process.stdout.columns : DEFAULT_WIDTH;
		await output.write(expectationText(expected, Math.max(MIN_WIDTH, columns)));
	}
	return EXIT.done;
}

const DEFAULT_WIDTH = 80;
const MIN_WIDTH = 40;
/** Width of the names of the subjects. */
const LABEL = 10;

const SUBJECTS: readonly {readonly about: ExpectationSubject; readonly label: string}[] = [
	{about: 'order', label: 'Proxies'},
	{about: 'fallback', label: 'Fallback'},
	{about: 'pinning', label: 'Pinning'},
];

const FALLBACK_WORDS: Readonly<Record<ExpectedBehavior['fallback'], string>> = {
	allowed: 'allowed: where one kind of proxy fails, the other may be tried',
	'not-allowed': 'not allowed: where the first kind of proxy fails, the scan fails',
	unknown: 'unknown',
};

const PINNING_WORDS: Readonly<Record<ExpectedBehavior['pinning'], string>> = {
	enforced: "enforced: the server's certificate must be in the store",
	'not-enforced': 'not enforced',
	'not-applicable': 'does not apply',
	unknown: 'unknown',
};

/** One row for each subject: the answer, then each rule with its source. What is not known comes last, once. */
export function expectationText(expected: ExpectedBehavior, width: number): string {
	const answers: Readonly<Record<ExpectationSubject, string>> = {
		order: expected.proxyOrders.length === 0 ? 'none' : expected.proxyOrders.map(orderText).join('; or '),
		fallback: FALLBACK_WORDS[expected.fallback],
		pinning: PINNING_WORDS[expected.pinning],
	};
	const subjects = SUBJECTS.map(({about, label}) => {
		const rules = expected.reasons.filter((reason) => reason.about === about && !isOpenPoint(reason));
		return row(label, answers[about], width, 0) + rules.map((rule) => row('', reasonText(rule), width, 2)).join('');
	});
	const open = [...new Set(expected.reasons.filter(isOpenPoint).map(reasonText))];
	if (open.length > 0) subjects.push(open.map((text, index) => row(index === 0 ? 'Not known' : '', text, width, 0, 2)).join(''));
	return subjects.join('\n');
}

/** @param hanging blanks more before every other line, to tell one item of a list from the next */
function row(label: string, text: string, width: number, indent: number, hanging: number = 0): string {
	const column = LABEL + indent;
	return `${pad(label, column)}${wrapText(plainText(text), width, column, column + hanging)}\n`;
}
