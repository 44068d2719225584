/** The severities of findings. */
import type {FileReport, Severity, VerdictLevel} from '../types.js';

/** From most to least severe. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * @param least the lowest severity that counts; `null`: none counts
 * @returns whether the severity is at or above that level
 */
export function isAtLeast(severity: Severity, least: Severity | null): boolean {
	return least !== null && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** Whether a report reaches a level: what `--fail-on` asks. The verdict is as bad as the worst finding, or worse where none explains it. */
export function reaches({verdict, findings}: Pick<FileReport, 'verdict' | 'findings'>, least: Severity | null): boolean {
	return isLevelAtLeast(verdict.level, least) || findings.some(({severity}) => isAtLeast(severity, least));
}

export function isLevelAtLeast(level: VerdictLevel, least: Severity | null): boolean {
	return level !== 'good' && level !== 'none' && isAtLeast(level, least);
}
