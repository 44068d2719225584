/** Categorizes failures, so that file signatures and companions are never mistaken for the cause. */
import {
	ERROR_NO_MORE_ITEMS,
	ERROR_NO_TOKEN,
	ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED,
	ERROR_WINHTTP_LOGIN_FAILURE,
	ERROR_WINHTTP_SECURE_CHANNEL_ERROR,
	ERROR_WINHTTP_SECURE_FAILURE,
	TRUST_E_PROVIDER_UNKNOWN,
	WS_E_ENDPOINT_FAULT_RECEIVED,
	WS_E_PROXY_ACCESS_DENIED,
	WS_E_PROXY_FAILURE,
	WS_E_SECURITY_VERIFICATION_FAILURE,
	WU_E_CALL_CANCELLED,
	WU_E_PT_ENDPOINT_UNREACHABLE,
	WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ,
	WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT,
	WU_E_PT_INVALID_FORMAT,
	WU_E_PT_PROXY_AUTH_SCHEME_NOT_SUPPORTED,
	WU_E_PT_SECURITY_VERIFICATION_FAILURE,
	WU_E_PT_WINHTTP_NAME_NOT_RESOLVED,
	WU_E_TRUST_PROVIDER_UNKNOWN,
} from '../codes/index.js';
import type {FailureCategory} from '../types.js';

interface CategoryRow {
	readonly from: number;
	/** Inclusive; absent for a single code. */
	readonly to?: number;
	readonly category: FailureCategory;
	/** The code is `trust` only in the context of a connection; otherwise it is about a file. */
	readonly onConnectionsOnly?: boolean;
	/** Names of the codes, if no constant names them, and other remarks. */
	readonly source?: string;
}

/** The first row that contains the code applies. */
export const CATEGORIES: readonly CategoryRow[] = [
	{from: WU_E_CALL_CANCELLED, category: 'cancelled'},
	{from: 0x80240054, to: 0x80240055, category: 'cancelled', source: 'WU_E_INTERACTIVE_CALL_CANCELLED, WU_E_AU_CALL_CANCELLED'},
	{from: 0x80240063, category: 'cancelled', source: 'WU_E_CALL_CANCELLED_BY_INTERACTIVE_SEARCH'},
	{from: WU_E_TRUST_PROVIDER_UNKNOWN, category: 'trust'},
	{from: TRUST_E_PROVIDER_UNKNOWN, category: 'trust'},
	{from: WS_E_SECURITY_VERIFICATION_FAILURE, category: 'trust'},
	{from: WU_E_PT_SECURITY_VERIFICATION_FAILURE, category: 'trust'},
	{from: ERROR_WINHTTP_SECURE_FAILURE, category: 'trust'},
	{from: 0x80072f05, to: 0x80072f06, category: 'trust', source: 'ERROR_WINHTTP_SECURE_CERT_DATE_INVALID, _CN_INVALID'},
	{from: 0x80072f0d, category: 'trust', source: 'ERROR_WINHTTP_SECURE_INVALID_CA'},
	{from: 0x80072f17, category: 'trust', source: 'ERROR_INTERNET_SEC_CERT_ERRORS'},
	{from: 0x80072f19, category: 'trust', source: 'ERROR_WINHTTP_SECURE_CERT_REV_FAILED'},
	{from: 0x80072f8a, category: 'trust', source: 'ERROR_WINHTTP_SECURE_CERT_REVOKED'},
	{
		from: 0x80092012,
		to: 0x80092013,
		category: 'trust',
		onConnectionsOnly: true,
		source: 'CRYPT_E_NO_REVOCATION_CHECK, CRYPT_E_REVOCATION_OFFLINE',
	},
	{from: ERROR_WINHTTP_SECURE_CHANNEL_ERROR, category: 'trust'},
	{from: ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED, category: 'trust'},
	{from: 0x800b0100, category: 'file-signature', source: 'TRUST_E_NOSIGNATURE'},
	{
		from: 0x800b0101,
		to: 0x800b0114,
		category: 'trust',
		onConnectionsOnly: true,
		source: 'CERT_E_*: certificate chains of both servers and files',
	},
	{from: 0x800b0000, to: 0x800bffff, category: 'file-signature', source: 'TRUST_E_*'},
	{from: 0x80096000, to: 0x80096fff, category: 'file-signature', source: 'TRUST_E_*: digests, timestamps, counter signatures'},
	{from: 0x80240061, category: 'file-signature', source: 'WU_E_METADATA_SIGNATURE_VERIFY_FAILED family'},
	{from: 0x80247160, to: 0x8024717f, category: 'file-signature', source: 'timestamp tokens of metadata'},
	{from: 0x8024b301, to: 0x8024b303, category: 'file-signature', source: 'WU_E_FILETRUST_*, WU_E_TRUST_SUBJECT_NOT_TRUSTED'},
	{from: WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ, category: 'proxy', source: 'HTTP 407'},
	{from: WU_E_PT_PROXY_AUTH_SCHEME_NOT_SUPPORTED, category: 'proxy'},
	{from: 0x80240030, category: 'proxy', source: 'WU_E_INVALID_PROXY_SERVER'},
	{from: WS_E_PROXY_FAILURE, to: WS_E_PROXY_ACCESS_DENIED, category: 'proxy'},
	{from: 0x803d0018, to: 0x803d001b, category: 'proxy', source: 'WS_E_PROXY_REQUIRES_*_AUTH'},
	{from: 0x803d001c, to: 0x803d001f, category: 'server', source: 'WS_E_SERVER_REQUIRES_*_AUTH'},
	{from: ERROR_WINHTTP_LOGIN_FAILURE, category: 'proxy', source: 'proxy sign-in in legacy logs'},
	{from: 0x80190197, category: 'proxy', source: 'HTTP_E_STATUS_PROXY_AUTH_REQ (HTTP 407)'},
	{from: WU_E_PT_ENDPOINT_UNREACHABLE, category: 'network'},
	{from: WU_E_PT_INVALID_FORMAT, category: 'server', source: 'something other than an update server answered'},
	{from: WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT, category: 'network', source: 'also for calls without any response'},
	{from: WU_E_PT_WINHTTP_NAME_NOT_RESOLVED, category: 'network'},
	{from: 0x80244000, to: 0x8024402f, category: 'server', source: 'WU_E_PT_SOAP*, WU_E_PT_HTTP_STATUS_*, WU_E_PT_ECP_*'},
	{from: 0x80190190, to: 0x801901ff, category: 'server', source: 'HTTP_E_STATUS_*'},
	{from: WS_E_ENDPOINT_FAULT_RECEIVED, category: 'server'},
	{from: 0x803d0000, to: 0x803d00ff, category: 'network', source: 'WS_E_*'},
	{from: 0x80072ee0, to: 0x80072f9f, category: 'network', source: 'ERROR_WINHTTP_*'},
	{from: 0x80072700, to: 0x80072afc, category: 'network', source: 'Winsock errors'},
	{from: ERROR_NO_MORE_ITEMS, category: 'companion', source: 'the proxy list is exhausted'},
	{from: ERROR_NO_TOKEN, category: 'companion', source: 'no user is signed in'},
];

/** Components whose failures are about connections, regardless of the text. */
const CONNECTION_COMPONENTS: ReadonlySet<string> = new Set(['WebServices', 'ProtocolTalker', 'SLS', 'EndpointProvider']);
const CONNECTION_WORDS = /WinHttp|SSL|TLS|Send ?Request|Web ?service|Library download|recovery|Synchroniz/i;

/**
 * @param code HRESULT of the failure
 * @param component Windows 10 name of the component, or '' where unknown
 * @param text what the line says beside the code
 */
export function categoryOf(code: number, component: string, text: string): FailureCategory {
	const row = CATEGORIES.find((candidate) => code >= candidate.from && code <= (candidate.to ?? candidate.from));
	if (row === undefined) return 'other';
	if (row.onConnectionsOnly !== true) return row.category;
	return CONNECTION_COMPONENTS.has(component) || CONNECTION_WORDS.test(text) ? row.category : 'file-signature';
}
