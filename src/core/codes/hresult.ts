/** HRESULT numbers: how they are held, printed and built, and the ones that other stages ask for by name. */

/** An HRESULT as an unsigned 32-bit number: 0x8024402C, never -2145107924. */
export type HResult = number;

export const S_OK: HResult = 0x00000000;

export const WU_E_CALL_CANCELLED: HResult = 0x8024000b;
export const WU_E_PT_SECURITY_VERIFICATION_FAILURE: HResult = 0x80240437;
export const WU_E_PT_ENDPOINT_UNREACHABLE: HResult = 0x80240438;
export const WU_E_PT_INVALID_FORMAT: HResult = 0x80240439;
export const WU_E_PT_PROXY_AUTH_SCHEME_NOT_SUPPORTED: HResult = 0x8024043c;
export const WU_E_PT_SOAPCLIENT_SOAPFAULT: HResult = 0x80244007;
export const WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ: HResult = 0x8024401b;
export const WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT: HResult = 0x8024401c;
export const WU_E_PT_WINHTTP_NAME_NOT_RESOLVED: HResult = 0x8024402c;
export const WU_E_TRUST_SUBJECT_NOT_TRUSTED: HResult = 0x8024b303;
/** Not to be taken for TRUST_E_PROVIDER_UNKNOWN, which wintrust returns. */
export const WU_E_TRUST_PROVIDER_UNKNOWN: HResult = 0x8024b304;

export const TRUST_E_PROVIDER_UNKNOWN: HResult = 0x800b0001;

export const WS_E_OPERATION_TIMED_OUT: HResult = 0x803d0006;
export const WS_E_SECURITY_VERIFICATION_FAILURE: HResult = 0x803d000a;
export const WS_E_ENDPOINT_UNREACHABLE: HResult = 0x803d0010;
export const WS_E_ENDPOINT_FAULT_RECEIVED: HResult = 0x803d0013;
export const WS_E_PROXY_FAILURE: HResult = 0x803d0015;
export const WS_E_PROXY_ACCESS_DENIED: HResult = 0x803d0016;

export const ERROR_NO_MORE_ITEMS: HResult = 0x80070103;
export const ERROR_NO_TOKEN: HResult = 0x800703f0;
export const ERROR_WINHTTP_NAME_NOT_RESOLVED: HResult = 0x80072ee7;
export const ERROR_WINHTTP_LOGIN_FAILURE: HResult = 0x80072eef;
export const ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED: HResult = 0x80072f0c;
export const ERROR_WINHTTP_SECURE_CHANNEL_ERROR: HResult = 0x80072f7d;
export const ERROR_WINHTTP_SECURE_FAILURE: HResult = 0x80072f8f;

/** Any 32-bit number, signed or not, as an HRESULT; of a larger one only the low 32 bits count. */
export function toUnsigned(value: number): HResult {
	return value >>> 0;
}

/** `0x` and 8 upper-case hexadecimal digits, the one way this project prints a code. */
export function formatHresult(code: HResult): string {
	return `0x${toUnsigned(code).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** Whether the severity bit is set; 0x0024xxxx and the like are successes and notices. */
export function isFailure(code: HResult): boolean {
	return toUnsigned(code) >= 0x80000000;
}

/** The HRESULT of a Win32 error number, as HRESULT_FROM_WIN32 of winerror.h makes it: 12002 → 0x80072EE2. */
export function hresultFromWin32(error: number): HResult {
	return error === 0 ? S_OK : (0x80070000 | (error & 0xffff)) >>> 0;
}

/** The Win32 error number in a 0x8007xxxx code, `null` for any other code. */
export function win32Of(code: HResult): number | null {
	return code >>> 16 === 0x8007 ? code & 0xffff : null;
}

/** Whether a Win32 error number is one of WinHTTP's; winhttp.h counts them from WINHTTP_ERROR_BASE on, the last is 12193. */
export function isWinhttpError(error: number): boolean {
	return error >= 12000 && error <= 12193;
}
