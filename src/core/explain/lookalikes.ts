/** Codes that people and web pages often confuse. */
import {
	formatHresult,
	type HResult,
	nameOf,
	TRUST_E_PROVIDER_UNKNOWN,
	WU_E_TRUST_PROVIDER_UNKNOWN,
	WU_E_TRUST_SUBJECT_NOT_TRUSTED,
} from '../codes/index.js';

interface LookalikeRow {
	readonly codes: readonly [HResult, HResult];
	/** A full sentence that is true for either of the two codes. */
	readonly text: string;
	readonly source: string;
}

export const LOOKALIKES: readonly LookalikeRow[] = [
	{
		codes: [WU_E_TRUST_PROVIDER_UNKNOWN, TRUST_E_PROVIDER_UNKNOWN],
		text: '0x8024B304 is a Windows Update code, and 0x800B0001 is a Windows code: two different codes, not two names for one.',
		source: 'wuerror.h and winerror.h of the Windows SDK',
	},
	{
		codes: [WU_E_TRUST_SUBJECT_NOT_TRUSTED, 0x800b0004],
		text: '0x8024B303 is a Windows Update code, and 0x800B0004 is a Windows code.',
		source: 'wuerror.h and winerror.h of the Windows SDK',
	},
	{
		codes: [0x80240439, 0x80240004],
		text:
			'A Microsoft page calls 0x80240439 WU_E_NOT_INITIALIZED; in the header, that is 0x80240004, and ' +
			'0x80240439 is WU_E_PT_INVALID_FORMAT.',
		source: 'wuerror.h of the Windows SDK, against Microsoft’s article on scan failures',
	},
	{
		codes: [0x80244020, 0x8024401f],
		text: 'An old Microsoft list shows HTTP 500 for 0x80244020; in the header, 0x80244020 is HTTP 501, and HTTP 500 is 0x8024401F.',
		source: 'wuerror.h of the Windows SDK, against Microsoft’s list of 2018',
	},
	{
		codes: [0x80244023, 0x80244022],
		text: 'An old Microsoft list shows HTTP 503 for 0x80244023; in the header, 0x80244023 is HTTP 504, and HTTP 503 is 0x80244022.',
		source: 'wuerror.h of the Windows SDK, against Microsoft’s list of 2018',
	},
	{
		codes: [0x802450ff, 0x80245fff],
		text: 'WU_E_REDIRECTOR_UNEXPECTED is now 0x802450FF; in old headers, it was 0x80245FFF.',
		source: 'wuerror.h of the Windows SDK 10.0.26100, against that of the Windows SDK 7',
	},
];

/** Another code that is easily confused with the queried one. */
export interface Lookalike {
	readonly code: string;
	readonly name: string | null;
	readonly text: string;
}

/** Codes that a code is often mistaken for; empty if there are none. */
export function lookalikesOf(code: HResult): readonly Lookalike[] {
	return LOOKALIKES.flatMap(({codes: [one, other], text}) => {
		if (code !== one && code !== other) return [];
		const mistaken = code === one ? other : one;
		return [{code: formatHresult(mistaken), name: nameOf(mistaken), text}];
	});
}
