/** Levels of the lines of a trace: how they look, what they are called, and which of them a filter can ask for. */
import type {LineLevel} from '../../core/line-index/viewer-port.js';
import type {Role} from '../rows.js';

interface LevelLook {
	/** Letters, since the signs of the report mean something else; '' is for what needs none. */
	readonly sign: string;
	readonly role: Role;
	/** '': nothing that has to be told. */
	readonly name: string;
}

/** Windows Update writes information, warnings for what failed, and verbose lines; errors are rare. */
export const LEVEL_LOOKS: Readonly<Record<LineLevel, LevelLook>> = {
	0: {sign: ' ', role: 'normal', name: ''},
	1: {sign: 'E', role: 'bad', name: 'critical'},
	2: {sign: 'E', role: 'bad', name: 'error'},
	3: {sign: 'W', role: 'warning', name: 'warning'},
	4: {sign: ' ', role: 'normal', name: ''},
	5: {sign: 'v', role: 'dim', name: 'verbose'},
};

/** All lines first. */
const FILTERS: readonly (LineLevel | null)[] = [null, 4, 3, 2];

/** The next filter of the menu, or the one before. */
export function stepLevel(level: LineLevel | null, by: number): LineLevel | null {
	return FILTERS[(FILTERS.indexOf(level) + by + FILTERS.length) % FILTERS.length] ?? null;
}

/** What a filter shows. */
export function levelText(level: LineLevel): string {
	if (level >= 4) return 'all but verbose';
	return level === 3 ? 'warnings and errors' : 'errors';
}
