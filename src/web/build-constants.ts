/** What the build puts into the page. */
import {inflateSync} from 'fflate';

declare const WULENS_VERSION: string;
/** Its bytes deflated, in base64. */
declare const WULENS_EXAMPLE: {readonly name: string; readonly packed: string};

export const VERSION: string = WULENS_VERSION;

/** A log to try the page with. */
export function exampleLog(): {readonly path: string; readonly blob: Blob} {
	const packed = Uint8Array.from(atob(WULENS_EXAMPLE.packed), (letter) => letter.charCodeAt(0));
	return {path: WULENS_EXAMPLE.name, blob: new Blob([inflateSync(packed)])};
}
