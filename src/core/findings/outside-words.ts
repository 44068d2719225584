/** What failed outside scans, as the subject of a sentence. */
import type {OutsideFailureKind} from '../types.js';

export const KIND_SUBJECTS: Readonly<Record<OutsideFailureKind, string>> = {
	'service-discovery': 'Service discovery',
	'self-update': 'The self-update check',
	'web-service': 'A web service call',
	download: 'A download',
	install: 'The installation of an update',
	reporting: 'Reporting to the server',
	registration: 'Service registration',
	access: 'Access to Windows Update',
	other: 'A call outside scans',
};
