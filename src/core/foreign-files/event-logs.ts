/** How an event log is recognized, and what to use instead of one that tells nothing. */

export const EVENT_LOG_WHAT = 'a Windows event log (.evtx)';
export const EVENT_LOG_ADVICE: string =
	'There is no event of Windows Update in it, as System.evtx and Microsoft-Windows-WindowsUpdateClient%4Operational.evtx have. For ' +
	'the client log, run Get-WindowsUpdateLog on the same PC and use the text file that it creates.';

/** "ElfFile", and a NUL. */
const MARK = [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0] as const;

export function isEventLogHead(bytes: Uint8Array): boolean {
	return MARK.every((byte, index) => bytes[index] === byte);
}
