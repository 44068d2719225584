/**
 * What the client says between scans, in our own words: the form and the length of a line are real, its text is not.
 * `{G}` an id that lines of one piece of work share, `{g}` another, `{n}` a number, `{h}` eight hex digits, `{s}` a service,
 * `{v}` a correlation vector, `~` as much of a path or a hash as makes the line as long as wanted.
 */
const DOWNLOADS = [
	'Job done: {n} of {n} files are here',
	'Waiting for the network to be free of charge',
	'Sandbox is busy, the update waits its turn',
	'Work on update {G}.{n} goes on',
	'Update {G}: source {n} of {n} is tried',
	'Job {G} asks for bytes {n}{n}{n} to {n}{n}{n}',
	'Job {G} is now at {n} of {n} parts',
	'File of update {G}.{n} goes to ~',
	'Addresses of job {g} for update {G}.{n} are fetched again',
	'Priority of job {G} for update {g} is now normal, cost policy {n}',
	'Update {G}.{n}: the hash of ~ is right',
	'Cache keeps ~ of {G}',
	'Update {G}: ~',
	'{G} now',
	'Job {G} for user ~ is on hold; {n} files, {n} bytes to go',
	'*FAILED* [80246007] No such job: {G}',
	'Part {n} of {G} written to C:\\Windows\\SoftwareDistribution\\Download\\~',
];
const AGENT = [
	'Timer {G} runs for {n} minutes more',
	'Nothing is due before the next timer',
	'Service {s} has been asked before, answer is kept',
	'State of update {G}.{n} is now {n}',
	'Detectoid {G}.{n} says yes',
	'Rules of update {G}.{n} were evaluated in {n} ms',
	'Update {G}.{n} waits for a restart, {n} others do too',
	'Bundle {G}.{n} holds update {g}.{n}',
	'Call {n} of client ~ is in line behind {n} others',
	'Session {n} of user ~ begins for {G}',
	'Update {G} read',
	'Update {G} of service {s} is not offered: ~',
	'Call {n} goes on (cV = {v}.{n}.{n})',
	'*FAILED* [80240034] Update {G} could not be looked at',
];
const SLS = [
	'Get response for service {s} - forceExpire[False] asyncRefreshOnExpiry[True]',
	'Get response for service {s} - forceExpire[False] asyncRefreshOnExpiry[False]',
	'path used for cache lookup: /SLS/{{s}}/x64/10.0.19044.1706/0?CH=417&L=en-US&P=&PT=0x30&WUA=10.0.19041.1704&MK=Fabrikam&MD=~',
	'Answer of {s} is {n} minutes old, ETag ~',
	'Answer of service {s} is good until it is asked again with other attributes: ~',
];
const COMAPI = [
	'Job {G} of the caller begins',
	'Progress of job {G}: {n} of {n}',
	'Call of ~ came back after {n} ms, job {G}',
	'Job {G} goes on',
	'Job {G} holds {n} updates, {n} to do',
	'Caller ~ lets go of its session',
	'Download of update {G}.{n} for caller ~ was asked for with flags {h}',
	'Property {n} of update {G}.{n} read for caller ~',
	'Client ~ has job {G} (cV = {v}.{n}.{n})',
	'*FAILED* [8024000C] Nothing to do for job {G}',
];
const HANDLER = [
	'Package ~ of {G} is staged',
	'{G} staged',
	'Handler of update {G}.{n} starts',
	'State of deployment {G}: {n} of {n}, more to come',
	'Deployment {G} waits {n} ms for its files',
	'Package family ~ for update {G}.{n} is present',
	'*FAILED* [80073CF3] Package ~ was not taken',
	'Update {G}.{n}: request for {n} files was made, volume ~',
];
const IDLE = [
	'WU operation (Fabrikam work for ~ ID {n}) started; operation # {n}; does use network; is at background priority',
	'WU operation (Fabrikam work for ~ ID {n}, operation # {n}) stopped; does use network; is at background priority',
];
const MISC = [
	'Network cost is {n}',
	'Source prefix is {h}',
	'Time to live is {n} h',
	'File ~ is signed',
	'Module ~ is loaded, hr 0x0',
	'Signature of C:\\Windows\\SoftwareDistribution\\~ was looked at, {n} certificates in the chain',
	'Token for {n} categories ~',
];
const UDP = [
	'  {G}.{n}',
	'Job {G}: {n} percent',
	'Job {G}: wait for the end of update {g} begins',
	'Job {G}: caller is told of update {g}.{n}, code {n}, state ~',
];
const PROTOCOL = [
	'Round {n} is over',
	'Cookie is good for {n} hours',
	'Sync of {n} ids takes {n} ms',
	'Server sent {n} ids for ~',
	'Attributes of this device for the server: ~',
];
const DRIVER = ['State {h}, problem {n}', 'Device ~ has its driver', 'Driver for ~ skipped', 'Provider Fabrikam, hardware ids ~'];
const WEB = [
	'Call {n} goes out, scheme 0, try {n}',
	'Answer of the server came after {n} ms, size {n}',
	'Address in use: https://fe3cr.delivery.mp.microsoft.com/~',
];
const METADATA = ['Mode in use is Audit since {h}', 'Token good for {n} of {n} days left', 'Signing mode (none) => Enforce for ~'];
const SHARED = [
	'Power state read',
	'Power status is {n}',
	'UpdateNetworkState Ipv6, cNetworkInterfaces = 1.',
	'UpdateNetworkState Ipv4, cNetworkInterfaces = 2.',
];
const DATASTORE = [
	'Service {s}: update {G}.{n} kept with revision id {n}{n}, action {n}',
	'Pages of the store in memory: {n} of {n}, cache ~',
];
const WIL = ['*FAILED* [8024000C] file = src\\fabrikam\\~, line = {n}', '*FAILED* [80070490] file = src\\fabrikam\\~, line = {n}'];
const RULES = [
	'*FAILED* [80070057] Rule {n} of update {G}.{n} could not be evaluated, ~',
	'Product release ~, installed 10.0.{n}.{n}, wanted 10.0.{n}.{n}, clean',
];
const DEPLOYMENT = [
	'Job {G}: {n} percent of update {g}',
	'Job {G}: wait for the end begins, state {n} of {n}',
	'Job {G}: update {g}.{n} is at {n} percent, caller is told, code ~',
	'*FAILED* [80240022] UpdateDeploy.dll, C:\\src\\fabrikam\\~ @{n}',
];

const ETW = {
	DownloadManager: DOWNLOADS,
	Agent: AGENT,
	SLS,
	ComApi: COMAPI,
	Handler: HANDLER,
	IdleTimer: IDLE,
	Misc: MISC,
	UDP,
	ProtocolTalker: PROTOCOL,
	Driver: DRIVER,
	WebServices: WEB,
	Metadata: METADATA,
	Shared: SHARED,
	DataStore: DATASTORE,
	WIL,
	EEHandler: RULES,
};

const UUS = {
	...ETW,
	Deployment: DEPLOYMENT,
	Misc: [
		...MISC,
		'Load undocked module: UusId:wu.handler.fabrikam|hr:0x0|ModuleVer:1216.2402.13012.0|LoadProps:{n}|Path:C:\\WINDOWS\\uus\\~',
		'UUS: Session=wu.handler.fabrikam, Module=fabrikam.dll, Version=1216.2402.13012.0, Path=C:\\WINDOWS\\uus\\~',
	],
	ComApi: [...COMAPI, 'Title of update {G}: Aktualisierung für das Gerät – ~'],
	IdleTimer: [...IDLE, 'Idle state of {n} is now {n}', 'Timer {h} set for idle time {n}'],
};

const LEGACY = {
	Report: [
		'Report of {n} sent',
		'Upload of {n} events is done (0)',
		'Events of this session written, {n} in the file {h}',
		'Reporter has handled all of its events, {n} left',
		'Reporter keeps {n} events until ~ is there',
	],
	AU: [
		'  # Policy {n} read',
		'Health of the client kept: {n}',
		'Next look for updates is due at {h} in {n}',
		'  # Kind of approval: set by policy {n}, day ~',
		'AU waits for user ~',
	],
	Agent: [
		'  * Category {n} read',
		'  * Setting {n} kept: {h}',
		'  * Update {n} needs a restart, {n} do not',
		'  * Folder in use: C:\\Windows\\SoftwareDistribution\\~',
		'*********',
	],
	Service: ['*********', 'Session {n}', 'Service is told of session {n} of user ~'],
	Misc: [
		'  = Process: C:\\Windows\\system32\\~',
		'  = Module: c:\\windows\\system32\\~',
		'Signature of C:\\Windows\\SoftwareDistribution\\~ is good',
	],
	DnldMgr: ['Downloads of session {n} to do: {n}, {h}', 'Download {n} of ~ is done'],
	COMAPI: ['---------', '  - Update {n} read', '  - Caller has {n} updates of service ~'],
};

export const NOISE = {etw: ETW, uus: UUS, legacy: LEGACY};

/** Records of several lines, as a noisy log has them now and then. */
export const NOISE_OF_LINES = [
	'Script of the proxy server:\nfunction FindProxyForURL(url, host) {\n\treturn "PROXY proxy.contoso.example:8080";\n}',
	'Answer of the handler:\n{"state": {n},\n "update": "{G}"}',
];
