/** What the build puts into the page. */

declare const WULENS_VERSION: string;
declare const WULENS_EXAMPLE: {readonly name: string; readonly text: string};

export const VERSION: string = WULENS_VERSION;

/** A log to try the page with. */
export const EXAMPLE: {readonly name: string; readonly text: string} = WULENS_EXAMPLE;
