/** A list of very many rows of one height, of which only those in sight exist. */
import type {ComponentChildren, VNode} from 'preact';
import {useEffect, useImperativeHandle, useLayoutEffect, useRef, useState} from 'preact/hooks';

/** Elements end at about 33 million pixels in Chromium and at 17 million in Firefox: beyond this, the bar is a scale. */
const MAX_HEIGHT = 8_000_000;

export interface ScrollerHandle {
	/** Brings a row into the middle, unless it is in sight and not near the edge. */
	show(row: number): void;
	scrollBy(rows: number): void;
	focus(): void;
}

export interface ScrollerProps {
	readonly rows: number;
	readonly rowHeight: number;
	readonly label: string;
	readonly handle: {current: ScrollerHandle | null};
	/** Rows from `from` on, of which the first stands at the top. */
	readonly render: (from: number, count: number) => ComponentChildren;
	readonly onKeyDown: (event: KeyboardEvent, page: number) => void;
}

export function Scroller({rows, rowHeight, label, handle, render, onKeyDown}: ScrollerProps): VNode {
	const box = useRef<HTMLDivElement>(null);
	const [height, setHeight] = useState(400);
	/** The row at the top, with its fraction. */
	const [top, setTop] = useState(0);
	/** Where the bar was put by this, so that the event of that is known. */
	const placed = useRef(0);
	const full = rows * rowHeight;
	const spacer = Math.min(MAX_HEIGHT, full);
	const isScaled = full > MAX_HEIGHT;
	/** The row at the top when the list is at its end, and the rows to a pixel of the bar, in a box of this height. */
	const rangeOf = (high: number): {readonly last: number; readonly scale: number} => {
		const last = Math.max(0, rows - high / rowHeight);
		return {last, scale: isScaled ? last / Math.max(1, spacer - high) : 1 / rowHeight};
	};
	const {last, scale} = rangeOf(height);
	/** What stands below the list may just have become higher: `height` is known only later. */
	const heightNow = (): number => box.current?.clientHeight ?? height;

	const moveTo = (row: number): void => {
		const range = rangeOf(heightNow());
		const next = Math.min(range.last, Math.max(0, row));
		setTop(next);
		placed.current = next / range.scale;
		if (box.current !== null) box.current.scrollTop = placed.current;
	};

	useLayoutEffect(() => {
		const element = box.current;
		if (element === null) return undefined;
		const observer = new ResizeObserver(() => setHeight(element.clientHeight));
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	useEffect(() => {
		if (top > rangeOf(heightNow()).last) moveTo(top);
	});
	useEffect(() => {
		const element = box.current;
		if (element === null || !isScaled) return undefined;
		// A step of the wheel is as far as in any other list.
		const turn = (event: WheelEvent): void => {
			if (event.ctrlKey || event.deltaY === 0) return;
			event.preventDefault();
			const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * (event.deltaMode === 1 ? rowHeight : height);
			moveTo(top + pixels / rowHeight);
		};
		element.addEventListener('wheel', turn, {passive: false});
		return () => element.removeEventListener('wheel', turn);
	});
	useImperativeHandle(handle, () => ({
		show(row) {
			const inSight = heightNow() / rowHeight;
			if (row < top + 1 || row > top + inSight - 3) moveTo(Math.floor(row - inSight / 3));
		},
		scrollBy: (count) => moveTo(top + count),
		focus: () => box.current?.focus({preventScroll: true}),
	}));

	const from = Math.floor(top);
	const count = Math.min(rows - from, Math.ceil(height / rowHeight) + 1);
	return (
		<div
			class="scroller"
			ref={box}
			tabIndex={0}
			role="region"
			aria-label={label}
			onKeyDown={(event) => onKeyDown(event, Math.max(1, Math.floor(height / rowHeight) - 1))}
			onScroll={(event) => {
				const {scrollTop} = event.currentTarget;
				// Browsers round where the bar is.
				if (Math.abs(scrollTop - placed.current) < 1.5) return;
				placed.current = scrollTop;
				setTop(Math.min(last, scrollTop * scale));
			}}
		>
			<div class="scroller-space" style={{height: `${spacer}px`}}>
				<div class="scroller-view" style={{transform: `translateY(${-(top - from) * rowHeight}px)`}}>
					{render(from, count)}
				</div>
			</div>
		</div>
	);
}
