/** What the build puts into the page. */

declare const WULENS_VERSION: string;
declare const WULENS_FLEET_SCRIPT_HASH: string;
declare const WULENS_EXAMPLE: {readonly name: string; readonly text: string};

export const VERSION: string = WULENS_VERSION;

/** SHA-256 of the script of the page of a fleet, for the policy of that page. */
export const FLEET_SCRIPT_HASH: string = WULENS_FLEET_SCRIPT_HASH;

/** A log to try the page with. */
export const EXAMPLE: {readonly name: string; readonly text: string} = WULENS_EXAMPLE;
