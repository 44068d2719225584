/** What suites need that is not part of the project: programs, and folders that belong to other people. */

/**
 * For `skipIf`: a suite without what it needs is skipped, and counted as that. Its name says what it needs.
 * @throws Error where everything must be tested (`WULENS_REQUIRE_ALL=1`), as a failure of the file
 */
export function isMissing(what: string, isThere: boolean): boolean {
	if (!isThere && process.env.WULENS_REQUIRE_ALL === '1') throw new Error(`WULENS_REQUIRE_ALL=1, but this is not there: ${what}`);
	return !isThere;
}
