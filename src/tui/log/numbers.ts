/** Numbers and lengths of time for the status line. */
import {durationText} from '../../core/wording/duration.js';

/** `1,234,567` */
export function grouped(value: number): string {
	return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `12,345 lines`, `1 line` */
export function groupedCount(value: number, noun: string, plural: string = `${noun}s`): string {
	return `${grouped(value)} ${value === 1 ? noun : plural}`;
}

/** Process and thread as the log prints them. */
export function idText(id: number, isHexadecimal: boolean): string {
	return isHexadecimal ? id.toString(16) : String(id);
}

/** `4.4 s`, with blanks that any console has. */
export function secondsText(seconds: number): string {
	return durationText(seconds * 1000).replaceAll('\u00a0', ' ');
}
