/** What is told about a setting. */

/** A Windows Update setting, or the certificate store that one refers to. */
export interface ExplainedSetting {
	readonly name: string;
	/** Its names in consoles and reports. */
	readonly aliases: readonly string[];
	readonly text: string;
	readonly values: readonly SettingValue[];
	/** Path and name in the Group Policy Editor. */
	readonly groupPolicy: string | null;
	/** For Intune and other device management. */
	readonly csp: string | null;
	/** The Configuration Manager setting that controls it. */
	readonly configMgr: string | null;
	readonly registry: string;
	/** Shows it on a PC without changing anything. */
	readonly command: string;
	/** What it must not be confused with; empty if there is no common mistake. */
	readonly caution: string;
	readonly source: string;
}

interface SettingValue {
	readonly value: string;
	readonly text: string;
}
