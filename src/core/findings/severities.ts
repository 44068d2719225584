/** The severities of findings. */
import type {Severity} from '../types.js';

/** From the most severe down. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * @param least the least severe that counts; `null`: none counts
 * @returns whether the severity is at least that severe
 */
export function isAtLeast(severity: Severity, least: Severity | null): boolean {
	return least !== null && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
