/** The severities of findings. */
import type {Severity} from '../types.js';

/** From most to least severe. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * @param least the lowest severity that counts; `null`: none counts
 * @returns whether the severity is at or above that level
 */
export function isAtLeast(severity: Severity, least: Severity | null): boolean {
	return least !== null && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
