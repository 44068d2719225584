/** Codes of calls that do not reach a server, by what they failed at. */

/** The name of the server or of a proxy was not resolved. */
export const NAME_CODES = ['0x8024402C', '0x80072EE7', '0x80072AF9', '0x80072AFC'] as const;

/** No answer came in time. */
export const TIMEOUT_CODES = ['0x80072EE2', '0x8024401C', '0x803D0006', '0x8007274C', '0x80190198'] as const;

/** Nothing was connected, or the connection broke. */
export const CONNECTION_CODES = [
	'0x80072EFD',
	'0x80072EFE',
	'0x80240438',
	'0x803D0010',
	'0x8007274D',
	'0x80072746',
	'0x80072751',
	'0x803D0014',
	'0x803D0015',
	'0x80240030',
	'0x80072F78',
	'0x80072F7C',
	'0x80072F85',
	'0x80072F86',
	'0x80072F87',
] as const;

const KINDS: readonly (readonly string[])[] = [NAME_CODES, TIMEOUT_CODES, CONNECTION_CODES];

/** In how many of these ways calls failed. */
export function waysOfNotReaching(codes: readonly string[]): number {
	return KINDS.filter((kind) => kind.some((code) => codes.includes(code))).length;
}
