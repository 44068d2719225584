/** The one component: draws rows, and hands keys, pastes and sizes to the runtime. */
import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {memo, type ReactNode, useEffect, useLayoutEffect, useSyncExternalStore} from 'react';
import {keysOf} from './keyboard.js';
import type {Row, Span} from './rows.js';
import type {Runtime} from './runtime.js';
import {styleOf, type Theme} from './theme.js';
import {viewRoot} from './view.js';

export interface AppProps {
	readonly runtime: Runtime;
	/** Rows of the window that are left free: some consoles scroll when the last cell is written. */
	readonly spareRows: number;
	/** Stops the program until it is continued. */
	readonly stop: () => Promise<void>;
	/** Asks the terminal for what the mouse does, or no longer. */
	readonly setMouse: (isOn: boolean) => void;
	/** The screen is read aloud: lines instead of a picture, and the cursor as a word. */
	readonly isSpoken: boolean;
}

/** Panes that stand beside each other would be read across: on narrower screens there are none. */
const MAX_SPOKEN_COLUMNS = 100;

export function App({runtime, spareRows, stop, setMouse, isSpoken}: AppProps): ReactNode {
	const model = useSyncExternalStore(runtime.subscribe, runtime.getModel);
	const {columns: width, rows} = useWindowSize();
	const columns = isSpoken ? Math.min(width, MAX_SPOKEN_COLUMNS) : width;
	const {exit, suspendTerminal} = useApp();
	const height = Math.max(1, rows - spareRows);

	useEffect(() => runtime.dispatch({type: 'resized', size: {columns, rows: height}}), [runtime, columns, height]);
	useEffect(() => runtime.onQuit(() => exit()), [runtime, exit]);
	const hasMouse = model.mouse === 'on';
	// Before the terminal is given back, also when the program ends by a signal.
	useLayoutEffect(() => {
		if (!hasMouse) return;
		setMouse(true);
		return () => setMouse(false);
	}, [hasMouse, setMouse]);
	useEffect(() => {
		const lend = async (work: () => Promise<void>): Promise<void> => {
			setMouse(false);
			await suspendTerminal(work);
			if (runtime.getModel().mouse === 'on') setMouse(true);
		};
		const ends = [
			runtime.onStop(() => void lend(stop)),
			// Giving the terminal away and taking it back sets every mode anew and draws everything.
			runtime.onRedraw(() => void lend(async () => {})),
		];
		return () => {
			for (const end of ends) end();
		};
	}, [runtime, stop, setMouse, suspendTerminal]);
	useInput((input, key) => runtime.typed(input, keysOf(input, key)));
	usePaste((text) => runtime.dispatch({type: 'pasted', text}));

	const screen = viewRoot({...model, size: {columns, rows: height}});
	if (isSpoken) return <Text>{spokenText(screen)}</Text>;
	return (
		<Box flexDirection="column" width={columns} height={height} overflow="hidden">
			{screen.map((row, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
				<RowText key={index} row={row} theme={model.theme} />
			))}
		</Box>
	);
}

/** Rows as lines of text, without lines that only divide; the one under the cursor says so. */
function spokenText(rows: readonly Row[]): string {
	return rows
		.map(
			(row) =>
				`${row.some(({isSelected}) => isSelected === true) ? 'current: ' : ''}${row
					.map(({text}) => text)
					.join('')
					.replace(/ ?│ ?/g, ', ')
					.replace(/[─━├≈▸]/g, ' ')
					.trim()}`,
		)
		.filter((line) => !/^[|\-\s]*$/.test(line))
		.join('\n');
}

interface RowProps {
	readonly row: Row;
	readonly theme: Theme;
}

const RowText = memo(function RowText({row, theme}: RowProps): ReactNode {
	return (
		<Box height={1} flexShrink={0}>
			<Text wrap="truncate">
				{row.map((part, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their order
					<Text key={index} {...styleOf(part, theme)}>
						{part.text}
					</Text>
				))}
			</Text>
		</Box>
	);
}, sameRow);

/** Rows are made anew for each frame; most say what they said before. */
function sameRow(before: RowProps, after: RowProps): boolean {
	return (
		before.theme === after.theme &&
		before.row.length === after.row.length &&
		before.row.every((part, index) => sameSpan(part, after.row[index]))
	);
}

function sameSpan(one: Span, other: Span | undefined): boolean {
	return other !== undefined && one.text === other.text && one.role === other.role && one.isSelected === other.isSelected;
}
