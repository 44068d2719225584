/** What a finding about failed scans says beside its title, for the verdict; not in the JSON report. */
import type {TroubleState} from '../scans/troubles.js';
import type {Finding} from '../types.js';

export interface CauseStory {
	/** What became of the failed scans that the finding explains. */
	readonly trouble: TroubleState;
	/** The title without its end. */
	readonly title: string;
	/** The end of the title, which says when they failed and what came of it; `null` while it lasts. */
	readonly story: string | null;
}

const storyOfFinding = new WeakMap<Finding, CauseStory>();

export function keepCauseStory(finding: Finding, story: CauseStory): void {
	storyOfFinding.set(finding, story);
}

/** `null`: the finding explains no failed scan, or is read from JSON. */
export function causeStoryOf(finding: Finding): CauseStory | null {
	return storyOfFinding.get(finding) ?? null;
}
