const SERVER_URL = 'http://wsus02.contoso.example:8530/ClientWebService/client.asmx';
const COUNTS = '1 updates and 63 categories in search; evaluated appl. rules of 412 out of 830 deployed entities';

/** A search of Windows 7 that goes well, modeled on the lines of our sample of one that fails. */
export const LEGACY_ONLINE = `
2015-03-10	08:11:58:674	 932	6f4	AU	Triggering AU detection through DetectNow API
2015-03-10	08:11:58:674	 932	6f4	AU	Triggering Online detection (non-interactive)
2015-03-10	08:11:58:674	 932	6f4	AU	#############
2015-03-10	08:11:58:674	 932	6f4	AU	## START ##  AU: Search for updates
2015-03-10	08:11:58:674	 932	6f4	AU	#########
2015-03-10	08:11:58:689	 932	6f4	AU	<<## SUBMITTED ## AU: Search for updates [CallId = {7E5D02C6-41BA-4A9F-B380-9F26D1C40E57}]
2015-03-10	08:11:58:689	 932	f30	Agent	*************
2015-03-10	08:11:58:689	 932	f30	Agent	** START **  Agent: Finding updates [CallerId = AutomaticUpdates]
2015-03-10	08:11:58:689	 932	f30	Agent	*********
2015-03-10	08:11:58:689	 932	f30	Agent	  * Online = Yes; Ignore download priority = No
2015-03-10	08:11:58:689	 932	f30	Agent	  * Criteria = "IsInstalled=0 and DeploymentAction='Installation'"
2015-03-10	08:11:58:689	 932	f30	Agent	  * ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed
2015-03-10	08:11:58:689	 932	f30	Agent	  * Search Scope = {Machine}
2015-03-10	08:11:58:720	 932	f30	Setup	Checking for agent SelfUpdate
2015-03-10	08:11:58:720	 932	f30	Setup	Client version: Core: 7.6.7600.320  Aux: 7.6.7600.320
2015-03-10	08:12:01:091	 932	f30	PT	+++++++++++  PT: Synchronizing server updates  +++++++++++
2015-03-10	08:12:01:091	 932	f30	PT	  + ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = ${SERVER_URL}
2015-03-10	08:12:04:310	 932	f30	Agent	  * Added update {B9C0D5E7-3A52-4C8F-9B61-2D7E84F0A135}.101 to search result
2015-03-10	08:12:04:310	 932	f30	Agent	  * Found ${COUNTS}
2015-03-10	08:12:04:325	 932	f30	Agent	*********
2015-03-10	08:12:04:325	 932	f30	Agent	**  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]
2015-03-10	08:12:04:325	 932	f30	Agent	*************
2015-03-10	08:12:04:340	 932	b5c	AU	>>##  RESUMED  ## AU: Search for updates [CallId = {7E5D02C6-41BA-4A9F-B380-9F26D1C40E57}]
2015-03-10	08:12:04:340	 932	b5c	AU	  # 1 updates detected
2015-03-10	08:12:04:340	 932	b5c	AU	#########
2015-03-10	08:12:04:340	 932	b5c	AU	##  END  ##  AU: Search for updates [CallId = {7E5D02C6-41BA-4A9F-B380-9F26D1C40E57}]
2015-03-10	08:12:04:340	 932	b5c	AU	#############
`;
