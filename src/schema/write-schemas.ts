/** `npm run schema`: writes the schemas that the package ships from their descriptions. */
import {writeFileSync} from 'node:fs';
import {SCHEMA_FILES} from './schema-files.js';

const root = new URL('../../', import.meta.url);

for (const {path, text} of SCHEMA_FILES) writeFileSync(new URL(path, root), text);
