/**
 * What real logs look like, in numbers: medians and shares counted in three logs of Windows 10 (56,258 lines), three of
 * Windows 11 (35,278 lines) and one of Windows 7 (12,665 lines). Nothing of their text is here.
 */

/** Of the lengths of messages in characters: tenth, quarter, half, three quarters, nine tenths, 99 of 100. */
export const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99];

/** By component: share of the lines in percent, lengths of messages at the quantiles. */
const ETW = {
	DownloadManager: [23.1, [31, 58, 85, 111, 133, 407]],
	Agent: [21.4, [38, 68, 75, 99, 112, 146]],
	SLS: [15.8, [110, 110, 110, 173, 201, 201]],
	ComApi: [13.5, [42, 51, 60, 133, 152, 164]],
	Handler: [6.7, [44, 58, 86, 106, 122, 210]],
	IdleTimer: [5.5, [109, 112, 116, 123, 130, 140]],
	Misc: [4.6, [19, 19, 19, 45, 121, 168]],
	UDP: [3.7, [40, 40, 98, 130, 183, 185]],
	ProtocolTalker: [1.5, [26, 34, 61, 131, 488, 999]],
	Driver: [1, [26, 32, 42, 47, 69, 269]],
	WebServices: [0.8, [35, 46, 46, 106, 108, 133]],
	Metadata: [0.7, [33, 36, 39, 39, 39, 69]],
	Shared: [0.5, [15, 20, 48, 48, 48, 48]],
	DataStore: [0.5, [84, 111, 111, 112, 112, 112]],
	WIL: [0.4, [104, 104, 105, 130, 130, 136]],
	EEHandler: [0.2, [113, 113, 151, 153, 153, 153]],
};

const UUS = {
	Agent: [23.7, [46, 74, 106, 121, 158, 276]],
	DownloadManager: [20.7, [31, 49, 83, 108, 129, 381]],
	Misc: [14.7, [20, 111, 136, 148, 156, 161]],
	ComApi: [11.1, [54, 60, 62, 107, 142, 242]],
	IdleTimer: [7.9, [34, 36, 41, 130, 167, 180]],
	SLS: [7.7, [110, 110, 148, 177, 188, 188]],
	Handler: [4.9, [47, 64, 83, 110, 122, 210]],
	Deployment: [3.4, [81, 100, 118, 172, 187, 198]],
	Shared: [1.4, [15, 24, 25, 48, 48, 48]],
	ProtocolTalker: [1.4, [29, 34, 59, 131, 504, 1012]],
	WebServices: [0.8, [44, 44, 46, 57, 142, 151]],
	Metadata: [0.7, [33, 36, 39, 39, 39, 69]],
	Driver: [0.4, [32, 40, 41, 54, 248, 373]],
	DataStore: [0.4, [36, 84, 111, 112, 112, 112]],
	EEHandler: [0.3, [113, 113, 113, 152, 153, 153]],
};

const LEGACY = {
	Report: [41.4, [23, 33, 49, 49, 49, 68]],
	AU: [25.7, [29, 37, 46, 46, 60, 62]],
	Agent: [16.6, [21, 26, 36, 49, 67, 67]],
	Service: [9.4, [9, 9, 13, 37, 57, 57]],
	Misc: [5, [41, 41, 42, 78, 78, 78]],
	DnldMgr: [1.6, [38, 38, 38, 38, 38, 38]],
	COMAPI: [0.4, [9, 13, 19, 47, 52, 52]],
};

/**
 * `bytesPerScan`, `scansPerDay` and `timelinePerScan` are over all logs of Windows 10 and 11: 605 scans, 11 days.
 * The one log of Windows 7 is 8 months long with 5 scans; made logs of that dialect have the busier day of the others,
 * or they would reach over centuries.
 */
export const OVERALL = {bytesPerScan: 24_000, scansPerDay: 55, timelinePerScan: 8.4};

/**
 * `run`: lines one after the other of the same thread. `threads`: for each 1,000 lines. `linesPerSession`: from one start
 * of the service to the next. The others are shares of lines in percent; `events`: lines that mean something to wulens.
 */
export const TARGETS = {
	etw: {
		components: ETW,
		bytesPerLine: 155,
		linesPerSession: 3400,
		run: 7.2,
		threads: 27,
		withGuid: 58,
		withVector: 6.1,
		failed: 4.2,
		events: 16.1,
		continuation: 0,
	},
	uus: {
		components: UUS,
		bytesPerLine: 159,
		linesPerSession: 3400,
		run: 7.1,
		threads: 39,
		withGuid: 47,
		withVector: 9.6,
		failed: 3.6,
		events: 10.6,
		continuation: 0,
	},
	legacy: {
		components: LEGACY,
		bytesPerLine: 83,
		linesPerSession: 62,
		run: 3.5,
		threads: 166,
		withGuid: 0.1,
		withVector: 0,
		failed: 0,
		events: 8.4,
		continuation: 0,
	},
};
