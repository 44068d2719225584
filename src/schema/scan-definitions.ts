/** The JSON Schema of a scan, field by field. */
import type * as T from '../core/types.js';
import {ATTEMPT_OUTCOMES, CERTIFICATE_FACTS, ENDPOINT_ROLES, FALLBACKS, PINNINGS, PROXY_KINDS, STORE_ANSWERS} from '../core/vocabulary.js';
import {
	always,
	count,
	described,
	either,
	flag,
	form,
	type JsonSchema,
	list,
	object,
	oneOf,
	orNull,
	rule,
	shared,
	text,
	words,
} from './builder.js';
import {Severity} from './common-definitions.js';
import {
	Line,
	Time,
	Code,
	Guid,
	Scheme,
	ServiceName,
	ScanOutcome,
	ProxyBehavior,
	ProxyOutcome,
	ProxyVia,
	FailureCategory,
	TimelineKind,
	ExpectationSubject,
} from './value-definitions.js';

export const Moment = shared<T.Moment>('Moment')(object('A line and its time.', {line: Line, time: orNull(Time)}));

export const Endpoint = shared<T.Endpoint>('Endpoint')(
	object('The endpoint this scan asked for updates.', {
		url: text(),
		scheme: Scheme,
		host: described('Lower case.', form('^[^A-Z]+$')),
		port: described('Only where the URL names one.', orNull(count(0, 65_535))),
	}),
);

const ProxyAttempt = shared<T.ProxyAttempt>('ProxyAttempt')(
	object('One try of a web call, or of a download that service discovery needs, within a scan.', {
		line: Line,
		time: orNull(Time),
		via: ProxyVia,
		proxy: described('Only legacy logs name proxy and bypass list.', orNull(text())),
		bypass: orNull(text()),
		url: orNull(text()),
		impersonation: orNull(flag()),
		outcome: oneOf(ATTEMPT_OUTCOMES),
		code: orNull(Code),
	}),
);

const ScanProxy = shared<T.ScanProxy>('ScanProxy')(
	object('Proxies of one scan.', {
		behaviors: list(
			object('A line that sets the proxy behavior of an endpoint.', {
				line: Line,
				url: orNull(text()),
				raw: described('Number or name as printed.', text()),
				meaning: orNull(ProxyBehavior),
			}),
		),
		attempts: list(ProxyAttempt),
		outcome: ProxyOutcome,
	}),
);

const ScanCertificate = shared<T.ScanCertificate>('ScanCertificate')(
	object('What the lines of one scan say about certificates.', {
		inWsusStore: described('"Cert in WSUS store: Yes/No"; any No within the scan wins.', orNull(oneOf(STORE_ANSWERS))),
		storeEmpty: orNull(flag()),
		pinningMandatory: orNull(flag()),
		lines: list(Line),
	}),
);

const Failure = shared<T.Failure>('Failure')(
	object('A line that states a failure.', {
		line: Line,
		time: orNull(Time),
		component: text(),
		code: Code,
		name: orNull(text()),
		message: text(),
		category: FailureCategory,
	}),
);

const TimelineDetail = shared<T.TimelineDetail>('TimelineDetail')(
	either('What a timeline entry says, as data: type names the member.', [
		object('The scan begins.', {type: always('scan-started'), caller: text()}),
		object('The scan ends; code: its exit code.', {type: always('scan-ended'), outcome: ScanOutcome, code: orNull(Code)}),
		object('What kind of scan it is.', {type: always('scan-flags'), online: orNull(flag()), interactive: orNull(flag())}),
		object('The service the scan asks; id: GUID in upper case without braces.', {
			type: always('service'),
			id: text(),
			name: orNull(ServiceName),
		}),
		object('An address the client learned.', {type: always('endpoint'), role: oneOf(ENDPOINT_ROLES), url: text()}),
		object('The address the scan asks for updates.', {type: always('server'), service: orNull(ServiceName), url: text()}),
		object('A web service call begins or ends.', {type: always('call'), call: text(), state: oneOf(['started', 'stopped'])}),
		object('Service discovery answered; httpStatus: null where no answer came.', {
			type: always('service-discovery'),
			httpStatus: orNull(count(1)),
			code: Code,
		}),
		object('The proxy behavior was set.', {type: always('proxy-behavior'), raw: text(), meaning: orNull(ProxyBehavior), url: text()}),
		object('A call goes out; automatic: through whatever the automatic proxy settings say.', {
			type: always('proxy-attempt'),
			via: oneOf(['system', 'user', 'direct', 'automatic']),
			impersonation: orNull(flag()),
		}),
		object('The list of proxies for a call; proxy: null for a direct connection.', {
			type: always('proxy-list'),
			proxy: orNull(text()),
			bypass: orNull(text()),
		}),
		object('A kind of proxy failed; to: the kind that comes next, null where none is allowed or left.', {
			type: always('proxy-switch'),
			from: oneOf(PROXY_KINDS),
			to: orNull(oneOf(PROXY_KINDS)),
		}),
		object('Something is tried again; code: of the failure before it, null where the line states none.', {
			type: always('retry'),
			code: orNull(Code),
		}),
		object('A failure.', {type: always('failure'), code: Code, category: FailureCategory}),
		object('An error in the words of the system, without a code.', {type: always('web-error'), url: orNull(text())}),
		object('The client reports one code as another.', {type: always('error-mapped'), code: Code, reportedAs: Code}),
		object('The client tries to repair what made a call fail.', {type: always('recovery'), call: text(), code: Code, action: text()}),
		object('What the line says about the certificate of WSUS or its store; tls-check and tls-refused are about any server.', {
			type: always('certificate'),
			fact: oneOf(CERTIFICATE_FACTS),
		}),
		object('How many updates the scan found.', {type: always('updates-found'), count: count()}),
		object('The tries that failed, from the summary at the end of a scan.', {
			type: always('failed-tries'),
			tries: list(object('One try.', {code: Code, via: oneOf(PROXY_KINDS)})),
		}),
		object('The exit code of the scan.', {type: always('exit-code'), code: Code}),
		object('The PC has no network, or has one again.', {type: always('network'), connected: flag()}),
		object('A remark; all that it says is in text.', {type: always('note')}),
	]),
);

const TimelineEntry = shared<T.TimelineEntry>('TimelineEntry')(
	object('One entry of the timeline of a scan.', {
		line: Line,
		time: orNull(Time),
		kind: TimelineKind,
		severity: Severity,
		text: described('One sentence for people. Its wording may change; programs read `detail`.', text()),
		detail: TimelineDetail,
	}),
);

const ExpectedBehavior = shared<T.ExpectedBehavior>('ExpectedBehavior')(
	object("What Microsoft's rules let a scan do.", {
		proxyOrders: described(
			'Orders in which proxies are tried; more than one where it cannot be told which holds.',
			list(list(oneOf(PROXY_KINDS))),
		),
		fallback: oneOf(FALLBACKS),
		pinning: oneOf(PINNINGS),
		reasons: list(object('Why.', {about: ExpectationSubject, text: words(), source: words()})),
	}),
);

const Deviation = shared<T.Deviation>('Deviation')(
	object('What was expected and what the log shows.', {about: ExpectationSubject, text: words(), lines: list(Line)}),
);

/** What fields of a scan say about each other. */
const SCAN_RULES: readonly JsonSchema[] = [
	rule<T.Scan>(
		{outcome: {const: 'failed' satisfies T.ScanOutcome}},
		{exitCode: {type: 'string'}, rootCause: {type: 'object'}},
		{rootCause: {type: 'null'}},
	),
	rule<T.Scan>({end: {type: 'null'}}, {durationMs: {type: 'null'}}),
	rule<T.Scan>({start: {type: 'null'}}, {durationMs: {type: 'null'}}),
	rule<T.Scan>(
		{online: {const: false}},
		{
			proxy: {
				type: 'object',
				properties: {attempts: {type: 'array', maxItems: 0}, outcome: {const: 'not-used' satisfies T.ProxyOutcome}},
			},
		},
	),
];

export const Scan = shared<T.Scan>('Scan')(
	object(
		'One "Finding updates" run of the Windows Update agent.',
		{
			id: described("By the scan's first line in the file.", count(1)),
			pid: count(),
			tid: count(),
			callId: described(
				'The number the client gave the call; it restarts with each service process. Legacy logs have none.',
				orNull(count()),
			),
			cv: orNull(text()),
			caller: described("The program that asked; '' where the log says nothing between the brackets.", text()),
			online: orNull(flag()),
			interactive: orNull(flag()),
			service: object('The service that was asked.', {id: orNull(Guid), name: orNull(ServiceName)}),
			server: orNull(Endpoint),
			start: described('null: the file begins inside the scan.', orNull(Moment)),
			end: described('null: the file ends inside the scan, or its end was never written.', orNull(Moment)),
			durationMs: described('From start to end; null where either is missing or the clock went back.', orNull(count())),
			outcome: ScanOutcome,
			exitCode: orNull(Code),
			exitName: orNull(text()),
			rootCause: described(
				'The earliest failure that led to the exit; failed scans only.',
				orNull(object('A failure and its line.', {code: Code, name: orNull(text()), line: Line})),
			),
			updatesFound: orNull(count()),
			retries: described('How often a call was tried again after a failed try.', count()),
			proxy: ScanProxy,
			certificate: ScanCertificate,
			failures: list(Failure),
			expected: ExpectedBehavior,
			deviations: described('Where the log proves that the scan did something else than expected.', list(Deviation)),
			timeline: described('What a timeline of the scan shows, in file order.', list(TimelineEntry)),
		},
		SCAN_RULES,
	),
);
