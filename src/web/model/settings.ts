/** The two things that the page remembers: its theme, and whether names are replaced. Nothing else is stored. */

export const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

export interface Settings {
	readonly theme: Theme;
	/** In everything that is copied and saved. */
	readonly isRedacted: boolean;
}

const KEY = 'wulens';
const DEFAULTS: Settings = {theme: 'auto', isRedacted: true};

/** Some browsers have no storage for pages from a disk. */
export function loadSettings(): Settings {
	try {
		const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
		if (typeof stored !== 'object' || stored === null) return DEFAULTS;
		const {theme, isRedacted} = stored as Readonly<Record<string, unknown>>;
		return {theme: THEMES.find((name) => name === theme) ?? DEFAULTS.theme, isRedacted: isRedacted !== false};
	} catch {
		return DEFAULTS;
	}
}

export function saveSettings(settings: Settings): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(settings));
	} catch {
		// It is forgotten with the page.
	}
}
