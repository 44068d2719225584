/** The Windows that recorded a trace, as its header and what tracerpt made of it say. */

/** '10.0.22631'; `null` where it cannot be a Windows: versions have two digits at most, builds five and some day six. */
export function windowsBuildOf(major: number, minor: number, build: number): string | null {
	const areSane = [major, minor].every((part) => Number.isInteger(part) && part >= 0 && part < 100);
	return areSane && Number.isInteger(build) && build > 0 && build < 1_000_000 ? `${major}.${minor}.${build}` : null;
}
