/** Which of two severities or verdicts is worse. */
import type {FileReport, Severity} from '../types.js';
import {SEVERITIES, VERDICT_LEVELS, type VerdictLevel} from '../vocabulary.js';

/** For sorting, the worst first. */
export function compareLevels(one: VerdictLevel, other: VerdictLevel): number {
	return VERDICT_LEVELS.indexOf(one) - VERDICT_LEVELS.indexOf(other);
}

export function worseOf<Level extends VerdictLevel>(one: Level, other: Level): Level {
	return compareLevels(one, other) <= 0 ? one : other;
}

export function milderOf<Level extends VerdictLevel>(one: Level, other: Level): Level {
	return compareLevels(one, other) > 0 ? one : other;
}

/** Findings, the worst first; those of one severity stay in their order. */
export function bySeverity<One extends {readonly severity: Severity}>(findings: readonly One[]): readonly One[] {
	return findings.toSorted((one, other) => compareLevels(one.severity, other.severity));
}

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
