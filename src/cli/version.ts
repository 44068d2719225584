/** The version of the package, which the build puts in: an executable has no package.json beside it. */

declare const WULENS_VERSION: string;

export function packageVersion(): string {
	return WULENS_VERSION;
}
