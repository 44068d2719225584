/** The data of timeline entries as bytes: a row for each member of `TimelineDetail`. */
import type {TimelineDetail} from '../../types.js';
import {choice, type Codec, list, NUMBER, NUMBER_OR_NULL, record, SHARED, SHARED_OR_NULL, variants, YES_NO_OR_NULL} from './codec.js';
import {CERTIFICATE_FACTS, FAILURE_CATEGORIES, PROXY_BEHAVIORS, PROXY_KINDS, SCAN_OUTCOMES, SERVICE_NAMES} from '../../vocabulary.js';

export const TIMELINE_DETAIL: Codec<TimelineDetail> = variants<TimelineDetail>({
	'scan-started': {caller: SHARED},
	'scan-ended': {outcome: choice(SCAN_OUTCOMES), code: SHARED_OR_NULL},
	'scan-flags': {online: YES_NO_OR_NULL, interactive: YES_NO_OR_NULL},
	service: {id: SHARED, name: choice([null, ...SERVICE_NAMES])},
	endpoint: {role: choice(['client', 'targeting', 'reporting']), url: SHARED},
	server: {service: choice([null, ...SERVICE_NAMES]), url: SHARED},
	call: {call: SHARED, state: choice(['started', 'stopped'])},
	'service-discovery': {httpStatus: NUMBER_OR_NULL, code: SHARED},
	'proxy-behavior': {raw: SHARED, meaning: choice([null, ...PROXY_BEHAVIORS]), url: SHARED},
	'proxy-attempt': {via: choice([...PROXY_KINDS, 'direct', 'automatic']), impersonation: YES_NO_OR_NULL},
	'proxy-list': {proxy: SHARED_OR_NULL, bypass: SHARED_OR_NULL},
	'proxy-switch': {from: choice(PROXY_KINDS), to: choice([null, ...PROXY_KINDS])},
	retry: {code: SHARED_OR_NULL},
	failure: {code: SHARED, category: choice(FAILURE_CATEGORIES)},
	'web-error': {url: SHARED_OR_NULL},
	'error-mapped': {code: SHARED, reportedAs: SHARED},
	recovery: {call: SHARED, code: SHARED, action: SHARED},
	certificate: {fact: choice(CERTIFICATE_FACTS)},
	'updates-found': {count: NUMBER},
	'failed-tries': {tries: list(record({code: SHARED, via: choice(PROXY_KINDS)}))},
	'exit-code': {code: SHARED},
	network: {connected: choice([false, true])},
	note: {},
});
