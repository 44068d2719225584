/** Where an admin finds the settings of the update client: Group Policy, CSP and registry, as Microsoft names them. */

/** Source: WindowsUpdate.admx; newer templates have one folder more. */
export const INTRANET_POLICY =
	'Computer Configuration > Administrative Templates > Windows Components > Windows Update (newer: > Manage updates offered from Windows Server Update Service) > Specify intranet Microsoft update service location';
/** Source: Policy CSP - Update. */
export const UPDATE_CSP = './Device/Vendor/MSFT/Policy/Config/Update';
export const POLICY_KEY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';
