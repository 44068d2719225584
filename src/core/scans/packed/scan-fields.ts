/** Every field of a scan: in which part it is stored, and how it is encoded. To add a field, add a row here. */
import type {Endpoint, Failure, Moment, ProxyAttempt, Scan, ScanCertificate, ScanFacts, ScanProxy, TimelineEntry} from '../../types.js';
import {
	choice,
	type Codec,
	LINE,
	list,
	nullable,
	NUMBER,
	NUMBER_OR_NULL,
	placed,
	record,
	recurring,
	SHARED,
	SHARED_OR_NULL,
	TEXT,
	TEXT_OR_NULL,
	timed,
	YES_NO_OR_NULL,
} from './codec.js';
import {TIMELINE_DETAIL} from './detail-codec.js';
import {
	createLayout,
	createView,
	type Fields,
	inParts,
	inState,
	type Layout,
	mostly,
	packedIn,
	placeFields,
	type ScanSource,
} from './scan-layout.js';
import {
	ATTEMPT_OUTCOMES,
	FAILURE_CATEGORIES,
	PROXY_BEHAVIORS,
	PROXY_OUTCOMES,
	PROXY_VIAS,
	SCAN_OUTCOMES,
	SCHEMES,
	SERVICE_NAMES,
	SEVERITIES,
	STORE_ANSWERS,
	TIMELINE_KINDS,
} from '../../vocabulary.js';

const MOMENT: Codec<Moment> = {
	write(writer, {line, time}) {
		writer.line(line);
		writer.time(time);
	},
	// There are two for each scan, and an object literal is faster than `record`.
	read: (reader) => ({line: reader.line(), time: reader.time()}),
};

const SERVICE = recurring<Scan['service']>('service', {id: SHARED_OR_NULL, name: choice([null, ...SERVICE_NAMES])}, ({id}) => id ?? '');

const SERVER = recurring<Endpoint>('server', {url: SHARED, scheme: choice(SCHEMES), host: SHARED, port: NUMBER_OR_NULL}, ({url}) => url);

const BEHAVIOR = placed<ScanProxy['behaviors'][number]>(
	'behavior',
	{url: SHARED_OR_NULL, raw: SHARED, meaning: choice([null, ...PROXY_BEHAVIORS])},
	({url, raw}) => url ?? raw,
);

const ATTEMPT = timed<ProxyAttempt>(
	'attempt',
	{
		via: choice(PROXY_VIAS),
		proxy: SHARED_OR_NULL,
		bypass: SHARED_OR_NULL,
		url: SHARED_OR_NULL,
		impersonation: YES_NO_OR_NULL,
		outcome: choice(ATTEMPT_OUTCOMES),
		code: SHARED_OR_NULL,
	},
	({url, proxy}) => url ?? proxy ?? '',
);

const CERTIFICATE = record<ScanCertificate>({
	inWsusStore: choice([null, ...STORE_ANSWERS]),
	storeEmpty: YES_NO_OR_NULL,
	pinningMandatory: YES_NO_OR_NULL,
	lines: list(LINE),
});

const FAILURE = timed<Failure>(
	'failure',
	{component: SHARED, code: SHARED, name: SHARED_OR_NULL, message: TEXT, category: choice(FAILURE_CATEGORIES)},
	({message}) => message,
);

const ENTRY = timed<TimelineEntry>(
	'entry',
	{kind: choice(TIMELINE_KINDS), severity: choice(SEVERITIES), text: TEXT, detail: TIMELINE_DETAIL},
	({text}) => text,
);

/** In the order of the JSON. */
const FIELDS: Fields<ScanFacts> = {
	pid: packedIn('head', NUMBER),
	tid: packedIn('head', NUMBER),
	callId: packedIn('head', NUMBER_OR_NULL),
	cv: packedIn('labels', TEXT_OR_NULL),
	caller: packedIn('head', SHARED),
	online: inState([null, false, true]),
	interactive: packedIn('head', YES_NO_OR_NULL),
	service: packedIn('head', SERVICE),
	server: packedIn('head', nullable(SERVER)),
	start: packedIn('labels', nullable(MOMENT)),
	end: packedIn('labels', nullable(MOMENT)),
	durationMs: packedIn('head', NUMBER_OR_NULL),
	outcome: inState(SCAN_OUTCOMES),
	exitCode: packedIn('head', SHARED_OR_NULL),
	exitName: packedIn('head', SHARED_OR_NULL),
	rootCause: packedIn('head', nullable(record<NonNullable<Scan['rootCause']>>({code: SHARED, name: SHARED_OR_NULL, line: LINE}))),
	updatesFound: packedIn('head', NUMBER_OR_NULL),
	retries: mostly(0, packedIn('head', NUMBER)),
	proxy: inParts<ScanProxy>({
		behaviors: packedIn('head', list(BEHAVIOR)),
		attempts: packedIn('head', list(ATTEMPT)),
		outcome: inState(PROXY_OUTCOMES),
	}),
	certificate: packedIn('head', CERTIFICATE),
	failures: packedIn('failures', list(FAILURE)),
	timeline: packedIn('timeline', list(ENTRY)),
};

/** The layout of the bytes of a packed scan. */
export const LAYOUT: Layout = createLayout();

/** A scan that is decoded from its bytes when its fields are read, with the expectations that its list keeps for it. */
export const readScan: (source: ScanSource, index: number) => Scan = createView<Scan>({
	id: (_, index) => index + 1,
	...placeFields(FIELDS, LAYOUT, (scan) => scan),
	expected: (source, index) => source.expected(index),
	deviations: (source, index) => source.deviations(index),
});
