/** How text is to look where it goes: its width, colors, and characters. */
import type {Paint} from '../core/wording/emphasis.js';
import {painter, wantsColor, wantsUnicode} from './color.js';

export interface TextOptions {
	/** May have characters beyond ASCII, such as ✓. */
	readonly unicode: boolean;
	/** Columns; absent: the text's own default. */
	readonly width?: number;
	/** Absent: without color. */
	readonly paint?: Paint;
}

/** @param toTerminal whether the text goes to a terminal, which has a width and shows colors */
export function textOptions(
	{color, width}: {readonly color: boolean | null; readonly width: number | null},
	toTerminal: boolean = process.stdout.isTTY === true,
): TextOptions {
	const paint = painter(wantsColor(color, process.env, toTerminal));
	const columns = width ?? (toTerminal ? process.stdout.columns : undefined);
	return {
		unicode: wantsUnicode(process.env, process.platform),
		...(columns === undefined ? {} : {width: columns}),
		...(paint === undefined ? {} : {paint}),
	};
}
