/** How an event trace is recognised, and what is said of one that cannot be read. */

export const ETL_WHAT = 'an event trace (.etl) that is damaged at its beginning';
export const ETL_ADVICE =
	'Copy it again; or on the Windows PC run Get-WindowsUpdateLog (elevated; -ETLPath for copied traces) and give the text file it writes.';

/** First buffer of a trace: type "header" at 0x36, then a system record of 32 or 64 bits. */
export function isTraceHead(bytes: Uint8Array): boolean {
	return bytes.length >= 0x4c && bytes[0x36] === 4 && bytes[0x37] === 0 && (bytes[0x4a] === 1 || bytes[0x4a] === 2) && bytes[0x4b] === 0xc0;
}
