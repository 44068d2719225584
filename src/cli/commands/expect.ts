/** `wulens expect`: what Microsoft's rules let a scan do, without any log. */
import {isValid} from 'date-fns/isValid';
import {parseISO} from 'date-fns/parseISO';
import {orderText} from '../../core/expected-behavior/deviations.js';
import {type ExpectationInput, expectedBehavior, isOpenPoint, reasonText} from '../../core/expected-behavior/expected-behavior.js';
import {isVersion, type UpdatesLevel, updatesLevelOfDay, updatesLevelOfVersion} from '../../core/expected-behavior/updates-level.js';
import {parseEndpoint} from '../../core/scans/services.js';
import type {Endpoint, ExpectationSubject, ExpectedBehavior, ServiceName} from '../../core/types.js';
import {plainJson, plainText} from '../../core/wording/plain-text.js';
import {pad} from '../../core/wording/cells.js';
import {wrapText} from '../../core/wording/wrap.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import type {OptionValues, Parsed} from '../options/values.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

type Values = OptionValues<'expect'>;

const SERVICES: Readonly<Record<NonNullable<Values['service']>, ServiceName>> = {
	wsus: 'WSUS',
	'windows-update': 'Windows Update',
	'microsoft-update': 'Microsoft Update',
	store: 'Microsoft Store',
};
const POLICIES: Readonly<Record<NonNullable<Values['proxy-policy']>, 0 | 1>> = {'0': 0, '1': 1};

/** Windows Update, Microsoft Update and the Store answer below these; all follow the same rules. */
const MICROSOFT_HOST = /(?:^|\.)(?:windowsupdate|update\.microsoft|delivery\.mp\.microsoft)\.com\.?$/;

/**
 * What is asked of the rules; what was not given is unknown.
 *
 * @throws UsageError where values are not what they should be, or contradict each other
 */
export function expectationInput(values: Values): ExpectationInput {
	return {
		...askedServer(values),
		online: true,
		interactive: values.interactive ?? 'unknown',
		updates: updatesOf(values.build, values.date),
		proxyPolicy: policyOf(values['proxy-policy']),
		pinningPolicy: policyOf(values['pinning-policy']),
		store: values.store ?? 'unknown',
	};
}

/** What the address says goes with what was said besides. */
function askedServer({url, scheme, service}: Values): Pick<ExpectationInput, 'service' | 'scheme'> {
	const named = service === null ? null : SERVICES[service];
	if (url === null) return {service: named, scheme};
	const endpoint = endpointOf(url);
	if (scheme !== null && scheme !== endpoint.scheme) throw new UsageError(`--scheme ${scheme} contradicts --url ${url}.`);
	const isMicrosoft = MICROSOFT_HOST.test(endpoint.host);
	if (service === 'wsus' && isMicrosoft)
		throw new UsageError(`--service wsus contradicts --url ${url}, which is a Microsoft server, not a WSUS server.`);
	return {service: named ?? (isMicrosoft ? SERVICES['windows-update'] : SERVICES.wsus), scheme: endpoint.scheme};
}

function policyOf(word: Values['proxy-policy']): 0 | 1 | null {
	return word === null ? null : POLICIES[word];
}

function endpointOf(url: string): Endpoint {
	const endpoint = parseEndpoint(url);
	if (endpoint === null) throw new UsageError(`Invalid value "${url}" for --url. Use an address such as https://wsus.example:8531.`);
	return endpoint;
}

function updatesOf(build: string | null, day: string | null): UpdatesLevel {
	if (build !== null && day !== null) throw new UsageError('--build and --date cannot be combined.');
	if (build !== null) {
		if (!isVersion(build)) throw new UsageError(`Invalid value "${build}" for --build. Use a version such as 19041.1682.`);
		return updatesLevelOfVersion(build);
	}
	if (day === null) return 'unknown';
	if (!isDay(day)) throw new UsageError(`Invalid value "${day}" for --date. Use a day such as 2020-12-01.`);
	return updatesLevelOfDay(day);
}

/** A whole day of the calendar: ISO 8601 also knows years, months, and weeks. */
function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && isValid(parseISO(text));
}

export async function expectCommand({values}: Parsed<'expect'>): Promise<ExitCode> {
	const input = expectationInput(values);
	const expected = expectedBehavior(input);
	const output = outputTo(process.stdout);
	if (values.reporter === 'json') {
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
	allowed: 'allowed: if one kind of proxy fails, the other may be tried',
	'not-allowed': 'not allowed: if the first kind of proxy fails, the scan fails',
	unknown: 'unknown',
};

const PINNING_WORDS: Readonly<Record<ExpectedBehavior['pinning'], string>> = {
	enforced: "enforced: the server's certificate must be in the store",
	'not-enforced': 'not enforced',
	'not-applicable': 'does not apply',
	unknown: 'unknown',
};

/** One row for each subject: the answer, then each rule with its source. What is unknown comes last, once. */
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
	if (open.length > 0) subjects.push(open.map((text, index) => row(index === 0 ? 'Unknown' : '', text, width, 0, 2)).join(''));
	return subjects.join('\n');
}

/** @param hanging blanks more before every other line, to tell one item of a list from the next */
function row(label: string, text: string, width: number, indent: number, hanging: number = 0): string {
	const column = LABEL + indent;
	return `${pad(label, column)}${wrapText(plainText(text), width, column, column + hanging)}\n`;
}
