/** Finds the folder of small logs of the kinds that people collect and paste. */
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isMissing} from './needs.js';

/** Beside the project: it is no part of it. */
export const fieldFolder: string = resolve(process.env.WULENS_FIELD || fileURLToPath(new URL('../../../shared/field', import.meta.url)));

export const isFieldMissing: boolean = isMissing(`the folder of small logs ${fieldFolder}`, existsSync(fieldFolder));
