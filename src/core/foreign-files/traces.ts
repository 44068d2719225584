/** How an event trace is recognized, and what to say about one that cannot be read. */

export const ETL_WHAT = 'an event trace (.etl) with a damaged header';
export const ETL_ADVICE: string =
	'Copy it again, or run Get-WindowsUpdateLog on the Windows PC (as administrator; -ETLPath for ' +
	'copied traces) and use the text file that it creates.';

/** First buffer of a trace: type "header" at 0x36, then a system record of 32 or 64 bits. */
export function isTraceHead(bytes: Uint8Array): boolean {
	return bytes.length >= 0x4c && bytes[0x36] === 4 && bytes[0x37] === 0 && (bytes[0x4a] === 1 || bytes[0x4a] === 2) && bytes[0x4b] === 0xc0;
}
