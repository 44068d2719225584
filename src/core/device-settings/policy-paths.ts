/** Where to find the update client settings: Group Policy, CSP, and registry paths, as named by Microsoft. */

/** Source: WindowsUpdate.admx; newer templates have one more folder. */
export const INTRANET_POLICY: string =
	'Computer Configuration > Administrative Templates > Windows Components > Windows Update (newer: ' +
	'> Manage updates offered from Windows Server Update Service) > Specify intranet Microsoft update ' +
	'service location';
/** Source: Policy CSP - Update. */
export const UPDATE_CSP = './Device/Vendor/MSFT/Policy/Config/Update';
export const POLICY_KEY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';
