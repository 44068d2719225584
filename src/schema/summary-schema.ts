/** The JSON Schema of the summary of a triage, field by field beside the types of src/core/triage/summary.ts. */
import {MACHINE_SOURCES} from '../core/triage/result.js';
import {GROUP_KINDS, MACHINE_DOUBTS, PINNING_STATES, SUMMARY_SCHEMA} from '../core/triage/summary.js';
import type * as S from '../core/triage/summary.js';
import {FILE_STATUSES, PROXY_OUTCOMES, PROXY_VIAS, SCHEMES, type UnreadStatus, VERDICT_LEVELS} from '../core/vocabulary.js';
import {
	always,
	byName,
	count,
	countOfEach,
	countsByName,
	described,
	document,
	flag,
	form,
	type JsonSchema,
	list,
	object,
	oneOf,
	orNull,
	shared,
	text,
} from './builder.js';
import {Severity, stepOf} from './common-definitions.js';

const Level = shared<S.Level>('Level')(oneOf(VERDICT_LEVELS));

const Time = shared<string | null>('Time')(described('Wall-clock time of a log, without a zone.', orNull(text())));

const Filter = shared<S.FilterSummary>('Filter')(
	object('What was asked for, and what that left out.', {
		since: orNull(text()),
		until: orNull(text()),
		where: list(text()),
		leftOut: object('How much was not asked for.', {
			machines: count(),
			scans: count(),
			scansWithoutTime: described('Scans without a time, where times were asked for; counted in scans, too.', count()),
		}),
		scansOfOtherCalendar: described(
			'Scans that were kept although their years are of another calendar, where times were asked for.',
			count(),
		),
	}),
);

const Totals = shared<S.FleetTotals>('Totals')(
	object('Sums over all machines.', {
		machines: described('Machines of which at least one log was read.', count()),
		verdicts: countOfEach('Machines by worst verdict.', VERDICT_LEVELS),
		machinesWithoutLog: count(),
		machinesWithFailedScans: count(),
		outsideFailures: described('Failures outside scans, of consequence; lines of one kind, code and server in a log are one.', count()),
		machinesWithOutsideFailures: count(),
		bytes: count(),
		lines: count(),
		scans: count(),
		online: count(),
		succeeded: count(),
		failed: count(),
		cancelled: count(),
		unknown: count(),
		findings: count(),
		firstTime: Time,
		lastTime: Time,
	}),
);

const Problem = shared<S.ProblemSummary>('Problem')(
	object('A rule that spoke with one severity, and where it explains failures, of one code (or HTTP status) and server.', {
		rule: text(),
		severity: Severity,
		code: described('Of the failures; null where the rule explains none.', orNull(text())),
		server: described('Scheme, host and port of the server that failed; null where no line names one.', orNull(text())),
		title: text(),
		machines: count(),
		files: count(),
		scans: count(),
		firstSeen: Time,
		lastSeen: Time,
		steps: described('Checks first, then what changes something.', list(stepOf(text()))),
		references: list(text()),
		example: object('Where it was seen last.', {
			machine: text(),
			path: text(),
			member: orNull(text()),
			line: orNull(count(1)),
			title: text(),
		}),
	}),
);

const Server = shared<S.ServerSummary>('Server')(
	object('A WSUS server.', {
		server: described('Scheme, host and port.', text()),
		scheme: orNull(oneOf(SCHEMES)),
		machines: count(),
		scans: count(),
		failed: count(),
		machinesWithFailedScans: count(),
		outsideFailures: described('Failures outside scans in which the server was asked.', count()),
		firstSeen: Time,
		lastSeen: Time,
		codes: described(
			'Codes of failed scans, the most frequent first.',
			list(object('A code and how many scans failed with it.', {code: text(), name: orNull(text()), scans: count()})),
		),
	}),
);

const Proxies = shared<S.ProxySummary>('Proxies')(
	object('Through which proxies scans went.', {
		outcomes: list(object('An outcome and how often it was seen.', {outcome: oneOf(PROXY_OUTCOMES), machines: count(), scans: count()})),
		behaviors: list(
			object('A proxy behavior as printed, with what it means.', {
				behavior: text(),
				meaning: orNull(text()),
				machines: count(),
				scans: count(),
			}),
		),
		tries: list(object('A kind of proxy and its tries.', {via: oneOf(PROXY_VIAS), machines: count(), tries: count(), failed: count()})),
		named: described(
			'Only legacy logs name proxies.',
			list(object('A proxy by name and its tries.', {proxy: text(), machines: count(), tries: count(), failed: count()})),
		),
	}),
);

const Version = shared<S.VersionSummary>('Version')(
	object('Machines by their newest version.', {
		version: text(),
		machines: count(),
		scans: count(),
		failed: count(),
		machinesWithFailedScans: count(),
	}),
);

const Code = shared<S.CodeSummary>('Code')(
	object('A code that failed scans ended with or began to fail with.', {
		code: text(),
		name: orNull(text()),
		machines: count(),
		scans: count(),
		asCause: count(),
		asExit: count(),
	}),
);

const Day = shared<S.DaySummary>('Day')(
	object('A day with scans.', {
		day: form('^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
		scans: count(),
		failed: count(),
		problems: described('Scans that a problem names, by rule.', countsByName()),
	}),
);

const Groups = shared<S.GroupedSummary>('Groups')(
	object('The scans by what --group-by asked for.', {
		by: oneOf(GROUP_KINDS),
		column: described('Of the inventory; null for other kinds.', orNull(text())),
		rows: list(
			object('A group.', {
				name: text(),
				machines: described('With a log, as far as the filter goes.', count()),
				machinesWithFailedScans: count(),
				listed: described('Machines that the inventory has in the group; null for other kinds.', orNull(count())),
				scans: count(),
				failed: count(),
				with: described(
					'Rules that name scans of the group, or servers where the group is a rule.',
					list(object('A rule or a server.', {name: text(), machines: count(), scans: count()})),
				),
			}),
		),
	}),
);

const InventoryValues = shared<S.InventoryValues>('InventoryValues')(
	described('What the inventory says of a machine, by column; null: the cell is empty.', byName(orNull(text()))),
);

const Inventory = shared<S.InventorySummary>('Inventory')(
	object('The machines of the logs compared with those of the inventory, of the machines that were asked for.', {
		columns: described('Columns of the inventory besides that of the machine.', list(text())),
		machines: described('Machines in the inventory.', count()),
		withLog: described('Of these, machines of which a log was read.', count()),
		withoutLog: described('The others, by name.', list(object('A machine.', {name: text(), inventory: InventoryValues}))),
		notListed: described('Machines with a log that the inventory does not list, by name.', list(text())),
		damagedRows: described('Rows that could not be read as they should.', count()),
	}),
);

const Machine = shared<S.MachineSummary>('Machine')(
	object('A machine and what its logs say.', {
		name: text(),
		source: described('How the name is known.', oneOf(MACHINE_SOURCES)),
		inventory: described('What the inventory says; null: it does not list the machine, or none was given.', orNull(InventoryValues)),
		verdict: Level,
		logs: count(),
		scans: count(),
		online: count(),
		failed: count(),
		outsideFailures: described('Failures outside scans, of consequence.', count()),
		worstOutsideCode: described('The code of the gravest of them: one that lasts, and of those the most frequent.', orNull(text())),
		firstTime: Time,
		lastTime: Time,
		lastSuccess: Time,
		clientVersion: orNull(text()),
		windowsBuild: orNull(text()),
		servers: list(text()),
		pinning: oneOf(PINNING_STATES),
		codes: list(text()),
		problems: list(
			object('A problem of the machine: the one of the fleet with the same rule, severity, code and server.', {
				rule: text(),
				severity: Severity,
				code: orNull(text()),
				server: orNull(text()),
				scans: count(),
				firstSeen: Time,
				lastSeen: Time,
			}),
		),
	}),
);

const UNREAD_STATUSES: readonly UnreadStatus[] = FILE_STATUSES.filter((status) => status !== 'analyzed');

const Ledger = shared<S.LedgerSummary>('Ledger')(
	object('Every input, whatever was asked for.', {
		inputs: count(),
		analyzed: count(),
		skipped: count(),
		failed: count(),
		unreadLines: described('Lines of analyzed logs that were not read.', count()),
		otherLogs: described('Skipped files that are other logs, whose failures were read.', count()),
		partlyRead: described('Failed ones of which lines were read before that.', count()),
		inputsWithUnreadLines: count(),
		overlaps: described('Logs with scans or failures that count in another log of the same machine.', count()),
		scansOfOverlaps: described('Scans that count in another log, and not where they were found again.', count()),
		reasons: list(
			object('Why inputs were not analyzed.', {status: oneOf(UNREAD_STATUSES), reason: text(), inputs: count(), example: text()}),
		),
	}),
);

const Doubt = shared<S.MachineDoubt>('MachineDoubt')(
	object('A name of a machine that is taken from a path, and may be wrong.', {
		kind: described(
			'one-machine: many inputs are of one machine, although their paths differ in what may be names; ' +
				'many-machines: an archive holds logs of several.',
			oneOf(MACHINE_DOUBTS),
		),
		subject: described('The machine, or the path of the archive.', text()),
		count: described('Logs of the machine, or machines of the archive; of these, at most 51 are counted.', count()),
		examples: described('What may be names of machines.', list(text())),
		expression: described('A regular expression for --machine-from.', text()),
	}),
);

const Sources = shared<S.SourcesSummary>('Sources')(
	object('What was read of the results files themselves.', {
		results: count(),
		replaced: described('Results that a later one of the same input replaced.', count()),
		torn: described('Last lines that were cut off.', count()),
		unreadable: count(),
	}),
);

const Change = shared<S.ProblemChange>('Change')(
	object('A problem of a machine that is new or gone.', {machine: text(), rule: text(), severity: Severity}),
);

const RuleChanges = object('A rule and the machines that it spoke about.', {
	rule: text(),
	new: count(),
	gone: count(),
	unchanged: count(),
	onNewMachines: count(),
	onGoneMachines: count(),
});

const Baseline = shared<S.BaselineChanges>('Baseline')(
	object('What changed since an earlier run.', {
		sameFilter: flag(),
		machines: described('Machines of both runs.', count()),
		newMachines: list(text()),
		goneMachines: list(text()),
		new: described('Errors and warnings that a machine of both runs has now and had not.', list(Change)),
		gone: list(Change),
		unchanged: count(),
		rules: list(RuleChanges),
	}),
);

export const summarySchema: JsonSchema = document<S.Summary>()(
	'urn:wulens:summary:1',
	'wulens summary',
	object(
		[
			'What a triage says about a fleet. Absent knowledge is null, never a missing key;',
			'lists are ranked, those without a ranking are in the order of names.',
		].join(' '),
		{
			schema: described(
				'Version of this contract. Raised when a field is renamed, dropped or given another meaning.',
				always(SUMMARY_SCHEMA),
			),
			tool: object('The program that made the summary.', {name: always('wulens'), version: text()}),
			generated: described('When it was made; null where nobody said, so that the same results give the same bytes.', orNull(text())),
			command: orNull(text()),
			filter: Filter,
			totals: Totals,
			problems: described('Errors by the number of machines, then warnings, then notes.', list(Problem)),
			servers: list(Server),
			proxies: Proxies,
			pinning: countOfEach('Machines in each state.', PINNING_STATES),
			clientVersions: list(Version),
			windowsBuilds: list(Version),
			codes: list(Code),
			days: list(Day),
			groups: orNull(Groups),
			inventory: described('Null: none was given.', orNull(Inventory)),
			machines: described('By name.', list(Machine)),
			ledger: Ledger,
			doubts: described('Names of machines that may be wrong, those of the most logs first.', list(Doubt)),
			sources: Sources,
			baseline: orNull(Baseline),
		},
	),
);
