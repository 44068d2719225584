/** Words that reports and logs are made of: a host or user of such a name is replaced only where a name must stand. */

/** Collected from the sentences of the program, its documentation and the messages of the client. */
const WORDS = `
about above absent accept accepted accepts access accessdenied accompany account accounts acquisition action active adapter adapters add address
addresses admin administrative administrator affected afresh after afterwards again against agent agree algorithm alike all allow allowed allows alone
already also altered alternate although always among analogy analyse analysed analyses analysis analyze analyzed analyzer and anew anonymous another
ansi answer answered answers antivirus any anywhere apart api appearance appeared append appl applicable application applies approved apps archive are
area aren args around array arrays arrive arrived arrow ascii aside ask asked asks asmx assigned assistant attempt attempted attempting attempts
auclnt audit auth authentication author authorities authority authorized auto autodetection automatic automaticupdates aux available await awake away
babe back background backup bad balancer banner base basic batch became because been before begin begins behavior behaviors behaviour behind being
belong below beside best better between bin binary bind bit bits blame blank blanks block blocked blocks blocksize blog bold bom boolean both braces
brackets bring brings broke broken broker browser buddhist buffer build builds built business busy but bypass byte bytes cab cabinet cache cached
caches calendar call called caller calls came can cancel cancelled cannot capacity carries carry case catalog catch categories category cause causes
cbs ccmexec cdm center central cer cert certificate certificates certification certutil chain chaining chains change changed changelog changelogs
changes channel character characters check checked checking checks choose chunk cipher ciphers circle circles class classnotreg clean cleanup clear
clears click client clients clientwebservice clock cloned close closed closes cloud cluster cmd cmtrace code codes collapsed colon color colour
columns com comapi come comes coming comma command commands commas common communicating comodo companies companion company compare compared complete
completed component components computer computers computing concerned config configuration configured confirm confirmed conflict conflicts connect
connected connection connections connectivity considered console const contact contd content context continuation contract control conversion cookie
cookies copied copy core corp corporate correct correctly could couldn count counted counter covers cpp crash create created criteria crl crlf cross
crypt crypto cryptographic cryptography cryptsvc csi csp csv culture cumulative current customer cut daily damaged dashboard data database databases
datanotavailable datastore date dated dates day days dbee dcat deadline decision decline decoded decoder decoders decompiled decrypt decrypts deeper
default defender definitions defs delay delete delivery delta denied deploy deployed deployment deployments described description design desktop
destroyed details detecting detection determines deviation deviations device devices dhcp dialect dialogue did differ different dig digest digests
digital digits dim direct directly directories disabled disallowed disconnected discovery disk dism dll dnldmgr dnldmr dns docs doctype document
documentation does doesn doing domain domains done dot double down download downloaded downloadmanager downloads downstream draft drain drawn drive
driver drivers dropped drops dsic dual dualsignature dumb dump duration durations during dword each earlier earliest ecp editor eehandler eight either
elevated else email employee empty enable enabled encoding encrypted end ended endpoint endpointurl ends enforce enforced engine enrolled enter
enterprise entities entries entry enum enumeration environment eof epipe epp err error errors establish etl ets etw eula evaluated event events every
everything evidence evtx exact example exceeded exchange exclude exe execute exempt exhausted exist exists exit expected expired explanation explorer
export extended extension external extra fact factory facts fail failed failing fails failure failures fallback false family fast fatal fault feature
features fetch fetched few fewer field file files filetime filled fills filter filters final find finding findings finds finish finished firewall
firmware first fix flags flight flighting folder folders follow followed follows for forbidden forbids force foreground form format formats formatter
forums forwarded found four fraction free from front full function gap gateway gateways gave generate generic get give given gives global goes golden
gone good got gpresult green gregorian group grows guid gzip had half halves hand handler handles handling handshake happened happens harden hardware
harmless has hasless have head header headers headline healthy heeded hello help helpdesk her here hexadecimal hidden him his hit hits hive hklm hold
holds home host hostname hosts hotfix hour hours how hresult html http https hybrid identifier identity idle idletimer idletmr ids ignore ignored iis
illegal image images impersonating impersonation import improve inferred info information infra infrastructurefile init initialized initializing
injection input inputs inside insists inspection inspects install installation installed installer installing installs instance instances instead
instruction integer interactive interface intermediate intern internal internet interrupted interval into intra intranet intune inv invalid invalidarg
invalidindex inventory invoke isn issue issued issuer issues issuing item items its itself january jobs join jpeg json judge just keep keeps kept
kernel key kind kinds know knowledge known knows laid lan language laptop last late later latest launch layout lead leads learn leaves led left legacy
legacyserver length let letter letters level lib library licence like likely limit limited line lines link links lints linux list listens lists load
local localdomain localhost location locations locked locktimeoutexpired log logged logging login logman logs long longer look looked looks lookup
lookups loop lower machine machines made mail mailbox mails main make makes making malformed manage managed management manager mandatory many map
mapped mappings mark marked master match matched matches matching max maximal maximum may maybe mcr meaning means meant measure media meets member
memories memory mends merely merge message metadata metered method microsoft middle milliseconds min minimum minute minutes mirror misc mismatch
missing mit mitigation mixed mobile mode modelled module moment monitor monitoring month more most mostly mount moupdateorchestrator move moved mscf
msecs multiple must name named names naming native ndjson near necessary need needed needs negotiate negotiated neither net netsh network never new
newer newly next nobody nodata node noise none noop nor normal normally nosignature not notavail notdownloaded note notebook notes nothing notice npm
nslookup ntlm nul null number numbers object occurred occurs ocsp off offer offered offers office offl offline offlsnc often old older once one ones
online only open opened opens operation operationinprogress optimisation optimization option optional options orchestrator order orders org
organisation organization other others otherwise out outcome outdated outofmemory output outside over overlap overloaded own owner pac package
packages page pages pair panel paragraph parse parsefault parser part parted partner party pass passed passing password past pasted patch path paths
pattern pause paused pdf peer pending people perform period permitted picture pictures pid pilot pin pinned pinning place plain plan platform png
policies policy pool port portal ports possible powershell prefer preferences present presented presents previous primary principal print printed
printer prints priority priv private privilege pro problem proceed process processor prod product production products profile program programs
progress promise promises properties property protocol protocoltalker prove provider proxies proxy psm public publish publisher publishers purpose
push pushed put puts quality query queue queueing quick quickest quiet quota quoted raise raised ran range raw rcode reach reachable reached reaches
read readable reading readme reads ready real really reason reasons reboot rebooting receive received receives recognised record records recover
recovery red redacted redir redirect redirected redirector ref references refresh refreshing refusal refused refuses reg regdb regf register
registered registration registrations registry reissue rejected related release remains remote remoting remove removed removes rename renamed renew
renewed repair repairs repeat repeats replace replaced replaces replica reply report reported reporter reporting reportingwebservice reports req
request requested requests require required requires rescan rescue reserved reset resetrequired resolution resolve resolved resolves resource
resources response rest restart restarted restarts restore restored restricted result results resync retired retries retrieval retrieve retrieving
retry retrying returned returns rev revocation revoked rfc rich right rights ring role roles root round route row rpc rsa rtf rule rules run running
runs runtimebroker safe said same sample samples sandbox save saved saw say says scan scanforupdates scanning scannow scanqos scans schannel scheduled
schema schemamismatch scheme schemes scope scratch script scripts sdk search searched searches searching sec second secondary seconds secret secure
secured security see seen segment select self selfupdate send sender sending sends sensitive sent separate separators september sequences sequential
serial served server servers serves service serviced serviceexpired services servicing session set sets setting settings setup setupact setuperr
several severity sfc sha shaping share shared she short shortly should show showed shown shows shutdown shutdowns shutdwn shutting side sides sigint
sign signal signature signatures signed signer signing signs sih silence similar simple simpleauth simpleauthwebservice since single site situation
size skip skipped slashes sleep slow sls slscr smaller smart soap soapclient soapfault software some somebody something source space specific
specified specify speed spelling split spread spreadsheet src ssl stack staging stale stamp stamped stamps standard stands start started starting
starts startup state stated states stations status stay stayed stays steps still stop stopped stopping stops store stored storefilelocked storefront
stores story stray stream string strong stubs sub subject subnet subnets subtracted succeeded succeeds success successes such suffix suitable suites
sum summary sums sup superseded support supported sure sus suspects svchost svg swap swapped switch switches symbol symbolic symbols sync
synchronizing syncupdates sys syscall system systems tab tabs tag take taken takes talk talks tampers target targeting task taskhostw tasks team
technology tell tells temp template templates temporary terminal terminals terms test tested testing tests text texts than that the their them
themselves then there these they thing things third this those thread three through throw thumbprint thumbprints ticket tickets ticks tid time timed
timeline timeout timeouts timer times timestamp title tls together token tokens told too tool top totals trace tracerpt traces traffic transient
transport tried tries trips trouble troubleshoot true truncated trust trusted trustedinstaller trusts try tty tunnel turn turns twice two type types
typing udp unable unabletostart unassigned unavail unavailable unchanged uncommon undecoded undefined under understood unexpected unexpectedly
uninstall unique unit unknown unknownservice unless unmanaged unneeded unpack unreachable unreadable unrecognized unsigned until untrusted
untrustedroot update updateorchestrator updates upgrade upload uploaded upper ups upstream url urlfetch usage use used user username users uses using
uso usoclient usual usually utc utf util uus uusclient valid validating validity value values vendor verbose verification verified verifier verify
version versions very via virtual visible volume vpn wait waited waiting waits wall wan wants warn warning warnings was way weak weakens web
webservice webservices website well went were what whatever when where whether which while who whoever whole whose why width wifi wil will win windows
winerror winhttp wininet winnt wins winsock wireless with within without wlidsvc wording words work worked workers workgroup working works workspace
workstation workstations would wpad wrapped write writer writes written wrong wrote wsaeconnrefused wsaeconnreset wsaetimedout wsahost wsus wua
wuauclt wuauengcore wuauserv wuerror wuident wulens wuredir xml year years yellow yes yet you your zero zip zone zones
`;

/** In lower case, three letters or more. */
export const OWN_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
