/** Every form of settings file. A file can contain several, because scripts often append one output to another. */
import type {ContextReader} from '../reader.js';
import {CERTUTIL_STORE} from './certutil-store.js';
import {JSON_FILE} from './json.js';
import {POWERSHELL_LIST} from './powershell-list.js';
import {POWERSHELL_STORE} from './powershell-store.js';
import {REGISTRY_EXPORT} from './registry-export.js';
import {REGISTRY_QUERY} from './registry-query.js';
import {WINHTTP_PROXY} from './winhttp-proxy.js';

/** Forms that take up the whole file. */
export const WHOLE_FILE_READERS: readonly ContextReader[] = [REGISTRY_EXPORT, JSON_FILE];

/** Forms that can follow one another in a file. */
export const OUTPUT_READERS: readonly ContextReader[] = [REGISTRY_QUERY, POWERSHELL_LIST, WINHTTP_PROXY, CERTUTIL_STORE, POWERSHELL_STORE];

export const CONTEXT_READERS: readonly ContextReader[] = [...WHOLE_FILE_READERS, ...OUTPUT_READERS];
