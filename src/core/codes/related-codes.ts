/** Which code of the transport (HTTP, WinHTTP, Windows Web Services) the update agent turns into which of its own. */

import {
	ERROR_WINHTTP_NAME_NOT_RESOLVED,
	type HResult,
	WS_E_ENDPOINT_FAULT_RECEIVED,
	WS_E_ENDPOINT_UNREACHABLE,
	WS_E_OPERATION_TIMED_OUT,
	WS_E_SECURITY_VERIFICATION_FAILURE,
	WU_E_PT_ENDPOINT_UNREACHABLE,
	WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT,
	WU_E_PT_SECURITY_VERIFICATION_FAILURE,
	WU_E_PT_SOAPCLIENT_SOAPFAULT,
	WU_E_PT_WINHTTP_NAME_NOT_RESOLVED,
} from './hresult.js';

/** seen: a log prints the pair; named: both symbols name the same thing; inferred: neither, but likely. */
export type Certainty = 'seen' | 'named' | 'inferred';

/** One step up: `transport` is what the layer below returned, `agent` what the agent then reports. */
export interface RelatedCode {
	readonly transport: HResult;
	readonly agent: HResult;
	readonly certainty: Certainty;
	/** Where the fact comes from, in words. */
	readonly source: string;
}

/** HTTP statuses with a code of the agent's own; every other status becomes 0x8024402B (not mapped). */
const HTTP_STATUSES: readonly (readonly [status: number, agent: HResult])[] = [
	[400, 0x80244016],
	[401, 0x80244017],
	[403, 0x80244018],
	[404, 0x80244019],
	[405, 0x8024401a],
	[407, 0x8024401b],
	[408, 0x8024401c],
	[409, 0x8024401d],
	[410, 0x8024401e],
	[500, 0x8024401f],
	[501, 0x80244020],
	[502, 0x80244021],
	[503, 0x80244022],
	[504, 0x80244023],
	[505, 0x80244024],
];

const FACILITY_HTTP = 0x8019;

/** The table. One transport code may become several: the agent also looks at what the reply said. */
export const RELATED_CODES: readonly RelatedCode[] = [
	...HTTP_STATUSES.map(
		([status, agent]): RelatedCode => ({
			transport: ((FACILITY_HTTP << 16) | status) >>> 0,
			agent,
			certainty: 'named',
			source: `winerror.h and wuerror.h: both symbols name HTTP status ${status}`,
		}),
	),
	{
		transport: ERROR_WINHTTP_NAME_NOT_RESOLVED,
		agent: WU_E_PT_WINHTTP_NAME_NOT_RESOLVED,
		certainty: 'named',
		source: 'winhttp.h: 12007 is name not resolved; wuerror.h: the agent’s symbol repeats that name',
	},
	{
		transport: WS_E_OPERATION_TIMED_OUT,
		agent: WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT,
		certainty: 'seen',
		source: 'Windows 11 logs: "MapToSusHResult mapped Nws error 0x803d0006 to 0x8024401c"',
	},
	{
		transport: WS_E_ENDPOINT_UNREACHABLE,
		agent: WU_E_PT_ENDPOINT_UNREACHABLE,
		certainty: 'seen',
		source: 'Windows 11 logs: "MapToSusHResult mapped Nws error 0x803d0010 to 0x80240438"',
	},
	{
		transport: WS_E_ENDPOINT_UNREACHABLE,
		agent: WU_E_PT_WINHTTP_NAME_NOT_RESOLVED,
		certainty: 'seen',
		source: 'Windows 11 logs, name not resolved: "MapToSusHResult mapped Nws error 0x803d0010 to 0x8024402c"',
	},
	{
		transport: WS_E_SECURITY_VERIFICATION_FAILURE,
		agent: WU_E_PT_SECURITY_VERIFICATION_FAILURE,
		certainty: 'inferred',
		source: 'winerror.h and wuerror.h: alike symbols; no log with the pair is known',
	},
	{
		transport: WS_E_ENDPOINT_FAULT_RECEIVED,
		agent: WU_E_PT_SOAPCLIENT_SOAPFAULT,
		certainty: 'named',
		source: 'winerror.h and wuerror.h: both symbols name a SOAP fault sent by the server',
	},
];

const STATUS_OF_AGENT_CODE: ReadonlyMap<HResult, number> = new Map(HTTP_STATUSES.map(([status, agent]) => [agent, status]));

/** The transport codes that may lie behind a code of the agent, in table order; empty where none is known. */
export function transportCodesOf(code: HResult): readonly HResult[] {
	return RELATED_CODES.filter((row) => row.agent === code).map((row) => row.transport);
}

/** The agent's codes that a transport code may become, in table order; empty where none is known. */
export function agentCodesOf(code: HResult): readonly HResult[] {
	return RELATED_CODES.filter((row) => row.transport === code).map((row) => row.agent);
}

/**
 * The HTTP status in a code: 0x8019xxxx holds it in its low word, the agent's own codes stand for one each.
 * `null` for every other code. The agent uses 0x8024401C (408) for its own timeouts too.
 */
export const HTTP_STATUS_OF = (code: HResult): number | null => {
	const status = code & 0xffff;
	if (code >>> 16 === FACILITY_HTTP && status >= 100 && status <= 599) return status;
	return STATUS_OF_AGENT_CODE.get(code) ?? null;
};
