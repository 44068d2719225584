/** The page that the build has made, which comes with the program. */
import {fileURLToPath} from 'node:url';

export const PAGE_FILE: string = fileURLToPath(new URL('../../dist/wulens.html', import.meta.url));
