/** The JSON Schema of single values of a report: lines, times, codes, and the words of its lists. */
import type * as T from '../core/types.js';
import {
	CONTEXT_KINDS,
	DIALECTS,
	ENCODINGS,
	EXPECTATION_SUBJECTS,
	FAILURE_CATEGORIES,
	FILE_STATUSES,
	ISSUE_KINDS,
	PROXY_BEHAVIORS,
	PROXY_OUTCOMES,
	PROXY_VIAS,
	SCAN_OUTCOMES,
	SCHEMES,
	SERVICE_NAMES,
	TIMELINE_KINDS,
	VERDICT_LEVELS,
} from '../core/vocabulary.js';
import {count, described, form, object, oneOf, words, shared} from './builder.js';

export const Line = shared<number>('Line')(described('Line number in the file as given, from 1.', count(1)));

export const Time = shared<string>('Time')(
	described(
		'Wall-clock time as the log has it, with as many fraction digits as were printed, no zone letter.',
		form('^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?$'),
	),
);

export const Code = shared<string>('Code')(described('HRESULT: 0x and 8 upper-case hexadecimal digits.', form('^0x[0-9A-F]{8}$')));

export const Guid = shared<string>('Guid')(
	described('Upper case, without braces.', form('^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$')),
);

export const Version = shared<string>('Version')(described("As printed: '10.0.19041.1682'.", form('^\\d{1,6}(\\.\\d{1,6}){1,4}$')));

export const FileStatus = shared<T.FileStatus>('FileStatus')(
	described('analyzed: read to its end; skipped: not such a log, or empty; failed: could not be read to its end.', oneOf(FILE_STATUSES)),
);

export const DialectName = shared<T.DialectName>('DialectName')(
	described(
		[
			'etw: the text Get-WindowsUpdateLog writes',
			'legacy: the file that Windows XP to 8.1 write themselves',
			'undecoded: Get-WindowsUpdateLog text made without symbols',
			'raw: hexadecimal PID and TID, no date',
			'trace: the traces (.etl) that Get-WindowsUpdateLog makes text of; lines are those of that text.',
		].join('; '),
		oneOf(DIALECTS),
	),
);

export const EncodingName = shared<T.EncodingName>('EncodingName')(oneOf(ENCODINGS));
export const Scheme = shared<T.Scheme>('Scheme')(oneOf(SCHEMES));
export const ServiceName = shared<T.ServiceName>('ServiceName')(oneOf(SERVICE_NAMES));

export const ScanOutcome = shared<T.ScanOutcome>('ScanOutcome')(
	described('Codes without the top bit are successes; unknown: no end in the file.', oneOf(SCAN_OUTCOMES)),
);

export const ProxyBehavior = shared<T.ProxyBehavior>('ProxyBehavior')(
	described(
		"The log's own enumeration (1, 2, 3 and the names), which is not that of the policy value. 1 is inferred.",
		oneOf(PROXY_BEHAVIORS),
	),
);

export const ProxyOutcome = shared<T.ProxyOutcome>('ProxyOutcome')(
	described(
		[
			'not-used: offline scan, or no web call was seen',
			'system, user: only that one was used and it worked',
			'user-fallback: system failed, user worked',
			'system-fallback: user failed, system worked',
			'failed: the last thing tried failed and the scan did not get through',
			'unknown: calls were made, but the log does not say through what.',
		].join('; '),
		oneOf(PROXY_OUTCOMES),
	),
);

export const ProxyVia = shared<T.ProxyVia>('ProxyVia')(oneOf(PROXY_VIAS));

export const FailureCategory = shared<T.FailureCategory>('FailureCategory')(
	described('What a failure is about. file-signature and companion never say why a scan failed.', oneOf(FAILURE_CATEGORIES)),
);

export const TimelineKind = shared<T.TimelineKind>('TimelineKind')(oneOf(TIMELINE_KINDS));
export const IssueKind = shared<T.IssueKind>('IssueKind')(oneOf(ISSUE_KINDS));
export const ContextKind = shared<T.ContextKind>('ContextKind')(oneOf(CONTEXT_KINDS));
export const ExpectationSubject = shared<T.ExpectationSubject>('ExpectationSubject')(oneOf(EXPECTATION_SUBJECTS));

export const Verdict = shared<T.Verdict>('Verdict')(
	object('The answer in one sentence, and how bad it is.', {level: oneOf(VERDICT_LEVELS), text: words()}),
);
