/** Words that reports and logs are made of: a host or user of such a name is replaced only where a name must stand. */

/** Collected from the sentences of the program, its documentation and the messages of the client. */
const WORDS = `
about above absence absent accept accepted accepts access accessdenied accompanies accompany account accounts
acquisition across action active activity adapter adapters add address addresses admin administrative administrator admx
advises afc affected afresh after afterwards again against agent agree algorithm aliases alike all allow allowed allows
alone already also altered alternate although always among analogy analyse analysed analyses analysis analyze analyzed
analyzer and anew anonymous anonymously another ansi ansible answer answered answers antivirus any anywhere apart api app
appearance appeared appears append appl applicable application applies apply approved apps appx archive are area aren
args around array arrays arrive arrived article ascii aside ask asked asks asmx assemblies assigned assistant asterisks
attempt attempted attempting attempts auclnt audit auth authentication author authorities authority authorized auto
autodetection automatic automaticupdates aux available await awake away azuread babe back background backslashes backup
bad balancer banner bare base basic batch became because become been before began begin begins behavior behaviors
behaviour behaviours behind being belong belongs below beside best better between bin binary bind bit bits blame blank
blanks block blocked blocks blocksize blog body bold bom boolean both braces brackets branch breaks bring brings broke
broken broker browser buddhist buffer build builds built business busy but bypass byte bytes cab cabinet cabs cache
cached caches calendar call called caller calling calls came can cancel canceled cancelled candidates cannot capacity
capitals caption card carried carries carry case catalog catalogue catch categories category cause causes cbs ccmexec
cdm cells center central cer cert certificate certificates certification certutil chain chaining chains change changed
changelog changelogs changes channel character characters charset charts check checked checkhealth checking checks
choose chunk cipher ciphers circle circles class classifications classnotreg clean cleaned cleanup clear clears click
client clients clientwebservice clock cloned close closed closes cloud cluster cmd cmtrace code codes col collapsed
colon color colour column columns com comapi come comes coming comma command commands commas common communicates
communicating comodo companies companion company compare compared complete completed component components computer
computers computing concerned condition conditions config configuration configured configuressl confirm confirmed
conflict conflicts connect connected connection connections connectivity connects considered considers console const
contact contacting contacts contains contd content context continuation continues contract contradicts control
conversion convert cookie cookies copied copy core corp corporate correct correctly could couldn count counted counter
counts coverage covers cpp crash create created criteria crl crlf crypt crypto cryptographic cryptography cryptsvc csi
csp csv culture cumulative current customer cut daily damaged dark dashboard dashes data database databases
datanotavailable datastore date dated dates day days dbee dcat deadline decide decimal decision decline decoded decoder
decoders decompiled decrypt decrypts deeper deeply default defender definitions defs delay delete delivery delta
demanded denied deploy deployed deployment deployments described description descriptions design desktop despite
destroyed details detecting detection detectnow determines deviation deviations device devices dhcp dialect dialogue did
differ different differs dig digest digests digital digits dim direct directly directories directory disabled disallowed
disconnected discovery disk dism display distinguishes div dll dnldmgr dnldmr dns docs doctype document documentation
does doesn doing domain domains done double down download downloaded downloadmanager downloads downstream draft drain
draw drawn drive driver drivers drop dropped drops dsic dual dualsignature dumb dump duration durations during dword
each earlier earliest ecp editor eehandler eight either elevated else email employee empty enable enabled encoding
encrypted encryption end ended endpoint endpointurl ends enforce enforced engine enrolled enter enterprise entities
entries entry enum enumeration environment eof epipe epp err error errors escape establish etl ets etw eula evaluated
even event events every everything evidence evtx exact example examples exceeded exchange exclude exe execute exempt
exhausted exist exists exit expect expectation expected expired explain explanation explorer export extended extension
external extra facility fact factory facts fail failed failing fails failure failures fall fallback false family fast
fatal fault feature features fetch fetched fetches few fewer field file files filetime filled fills filter filters final
find finding findings finds fine finish finished firewall firmware first five fix flag flags flight flighting focusable
folder folders follow followed follows footer for forbidden forbids force foreground form format formats formatter
forums forwarded found four fraction free frequent from front full function further gap gateway gateways gave general
generate generator generic get give given gives global goes golden gone good got gpresult green gregorian group grows
guid gzip had half hand handled handler handles handling handshake happened happens harden hardware harmless has hash
hasless have head header headers heading headline healthy heeded height hello help helpdesk helps her here hexadecimal
hidden him his hit hits hive hklm hold holds home host hostname hosts hotfix hour hours house hover how href hresult
html http https hybrid icon identifier identity idle idletimer idletmr ids ignore ignored iis illegal image images
impersonating impersonation import important improve incomplete indented independent index inferred info information infra
infrastructurefile init initial initialized initializing injection inline input inputs inside insider insists inspection
inspects install installation installations installed installer installing installs instance instances instead
instruction integer interactive interface intermediate intern internal internet interrupted interval into intra intranet
intune inv invalid invalidarg invalidindex inventory invoke isn issue issued issuer issues issuing item items its itself
january jobs join jpeg json judge just keep keeps kept kernel key keys kind kinds know knowledge known knows label
labels laid lan language laptop large larger last late later latest launch layer layout lead leads learn least leave
leaves led left legacy legacyserver legend length let lets letter letters level lib library licence licensing light like
likely limit limited line lines link links lints linux list listed listens lists load local localdomain localhost
location locations locked locktimeoutexpired log logged logging login logman logs long longer look looked looks lookup
lookups loop lost lower machine machines made mail mailbox mails main make makes making malformed manage managed
management manager mandatory many map mapped mappings mark markdown marked marks master match matched matches matching
matter max maximal maximum may maybe mcr meaning means meant measure media meets member memories memory mends mentioned
merely merge message messages meta metadata metered method microsoft microsoftaccount middle milliseconds min minimum
minute minutes mirror misc mismatch miss missing mistaken mit mitigation mixed mobile mode modelled modify module moment
monitor monitoring month more most mostly mount moupdateorchestrator move moved mscf msdl msecs msi multiple must muted
name named names naming native ndjson near necessary need needed needs negotiate negotiated neither nested net netsh
network never new newer newly next nobody nodata node noise none noop nor normal normally nosignature not notafter
notavail notdownloaded note notebook notes nothing notice november npm nslookup ntlm ntstatus nul null number numbers
object occur occurred occurs ocsp off offer offered offers office offl offline offlsnc often old older once one ones
online only open opened opens operation operationinprogress optimisation optimization option optional options
orchestrator order orders org organisation organization other others otherwise out outcome outdated outofmemory output
outside over overlap overloaded own owner pac package packages packer page pages pair panel paragraph parse parsed parsefault
parser part parted partner parts party pass passed passing password past pasted pasting patch path paths pattern pause
paused pdf peer pending people per perform period permanently permitted picture pictures pid pilot pin pinned pinning
place placeholder plain plan platform plays png point policies policy pool port portal ports possible postinstall
powershell prefer preferences present presented presents previous primary principal print printed printer prints
priority priv private privilege pro problem proceed process processes processor prod product production products profile
program programs progress promise promises properties property protocol protocoltalker prove proves provider provisioner proxies
proxy proxyeinstellungen proxyserver pseudonyms psm psparentpath pspath pswindowsupdate public publish publisher publishers purpose push
pushed put puts quality queries query queue queueing quick quickest quiet quot quota quoted raise raised ran range raw
rcode reach reachable reached reaches read readable reading readme reads ready real really reason reasons reboot
rebooting receive received receives recognised recognizes record records recover recovery red redact redacted redir
redirect redirected redirector ref reference references referrer refresh refreshing refusal refused refuses reg regdb
regedit regf register registered registration registrations registry reissue rejected rel related release released
remains remote remoting remove removed removes rename renamed renew renewed repair repaired repairs repeat repeats
replace replaced replaces replica reply report reported reporter reporting reportingevents reportingwebservice reports
req request requested requests require required requires res rescan rescue reserved reset resetauthorization
resetrequired resolution resolve resolved resolves resource resources response rest restart restarted restarts restore
restored restricted restrictions result results resync retired retried retries retrieval retrieve retrieving retry
retrying return returned returns rev revocation revoked rfc rich right rights role roles root round route row rpc rsa
rtf rule rules run running runs runtimebroker safe said same sample samples sandbox save saved saw say says scale scan scanagent
scanforupdates scanning scannow scanqos scans schannel scheduled schema schemamismatch scheme schemes scope scratch
script scripts sdk search searched searches searching sec second secondary seconds secret section sections secure
secured security see seen segment select self selfupdate send sender sending sends sensitive sent sentence separate
separated separately separators september sequences sequential serial serve served server servers serves serveur service
serviced serviceexpired services servicing session set sets setting settings setup setupact setupapi setuperr several
severity sfc sha shaping share shared she short shortened shortly should show showed shown shows shutdown shutdowns
shutdwn shutting side sides sigint sign signal signature signatures signed signer signing signs sih silence similar
simple simpleauth simpleauthwebservice since single site situation size skip skipped slashes sleep slerror slow sls
slscr smaller smart soap soapclient soapfault software some somebody something soon sorted source space spaces span
speaks specific specified specify speed spelling split spread spreadsheet src ssl stack staging stale stamp stamped
stamps stand standard stands start started starting starts startup state stated states stations status stay stayed stays
step steps still stood stop stopped stopping stops store stored storefilelocked storefront stores story stray stream
string strings strong stubs style sub subject subkey subkeys subnet subnets subtracted succeed succeeded succeeds
success successes successfully such suffix suitable suites sum summary summer sums sup superseded support supported sure
sus suspect suspects svchost svg swap swapped switch switched switches switching sxs symbol symbolic symbols sync
synchronizing syncupdates syscall system systems tab table tabs tag take taken takes talk talks tampers target targeting
task taskhostw tasks tcp team technology tell telling tells temp template templates temporary ten terminal terminals
terms test tested testing tests text texts than that the their them themselves then there these they thing things third
this those thread three through throw thumbprint thumbprints ticket tickets ticks tid time timed timeline timelines
timeout timeouts timer times timestamp timestamps title tls today together token tokens told too tool top totals trace
tracerpt traces traffic transient translated transport tres tried tries trips trouble troubleshoot true truncated trust
trusted trustedinstaller trusts try tty tunnel turn turned turns twice two txt type types typing udp unable
unabletostart unassigned unavail unavailable unchanged uncommon undecoded undefined under understood unexpected
unexpectedly uninstall unique unit unknown unknownservice unless unmanaged unnamed unneeded unpack unreachable unread
unreadable unrecognized unsafe unsaid unsigned untick until untrusted untrustedroot update updateorchestrator updates
upgrade upgrades upload uploaded upper ups upstream urgent uri url urlfetch usage use used user username users uses
using uso usoclient usual usually utc utf util uus uusclient valid validating validation validity value values variant
variants various vendor verbose verdict verification verified verifier verify version versions very via viewport virtual
visible volume vpn wait waited waiting waits wall wan wanted wants warn warning warnings was way wbemcli wbr weak
weakens web webservice webservices website well went were what whatever when where wherever whether which while who
whoever whole whose why width wifi wil will win windir window windows windowsupdate winerror winhttp wininet winnt wins
winsock wintrust wireless with within without wlidsvc wmi wording words work worked workers workgroup working works
workspace workstation workstations would wpad wrapped write writer writes written wrong wrote wsaeconnrefused
wsaeconnreset wsaetimedout wsahost wsus wsusutil wua wuahandler wuauclt wuauengcore wuauserv wuerror wuident wulens wuredir
wusserverversion xml xmllite yaml year years yellow yes yet you your yours zero zip zone zones
`;

/** In lower case, three letters or more. */
export const OWN_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
