/** Who may work: several at once, or one alone. */

export interface Turns {
	/** Waits until nobody works alone. @returns ends the turn */
	together(): Promise<() => void>;
	/** Waits until nobody works. @returns ends the turn */
	alone(): Promise<() => void>;
}

interface Waiting {
	readonly isAlone: boolean;
	begin(): void;
}

/** In the order in which they come, so that nobody waits for ever. */
export function createTurns(): Turns {
	const waiting: Waiting[] = [];
	let working = 0;
	let isAlone = false;

	function next(): void {
		for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
			if (isAlone || (first.isAlone && working > 0)) return;
			waiting.shift();
			working++;
			isAlone = first.isAlone;
			first.begin();
		}
	}

	function turn(alone: boolean): Promise<() => void> {
		return new Promise((resolve) => {
			waiting.push({
				isAlone: alone,
				begin() {
					let isOver = false;
					resolve(() => {
						if (isOver) return;
						isOver = true;
						working--;
						isAlone = false;
						next();
					});
				},
			});
			next();
		});
	}

	return {together: () => turn(false), alone: () => turn(true)};
}
