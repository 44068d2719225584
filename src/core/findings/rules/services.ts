/** Which services are Microsoft's own. */

export const MICROSOFT = ['Windows Update', 'Microsoft Update', 'Microsoft Store', 'DCat Flighting'] as const;
