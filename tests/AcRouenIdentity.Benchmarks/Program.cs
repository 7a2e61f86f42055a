using System.CommandLine;
using AcRouenIdentity.Benchmarks;
using AcRouenIdentity.Infrastructure.Database;

var seconds = new Option<int>("--seconds") { Description = "Length of each measure.", DefaultValueFactory = _ => 3 };
var signIns = new Option<int>("--sign-ins") { Description = "How many sign-ins are measured.", DefaultValueFactory = _ => 2_000 };

var ldap = new Command("ldap", "Binds and searches a second of the LDAP client, and memory per connection, against a private slapd.") { seconds };
ldap.SetAction((parsed, cancellationToken) => LdapBenchmark.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken));

var database = new Option<DatabaseProvider>("--database") { Description = "Sqlite or PostgreSql." };
var provider = new Option<string>("--provider") { Description = "Folder of a published provider to measure; what this program was built with, when absent.", DefaultValueFactory = _ => AppContext.BaseDirectory };
var before = new Option<int>("--before") { Description = "How many sign-ins there were before.", DefaultValueFactory = _ => 1_000 };
var liveTokens = new Option<int>("--live-tokens") { Description = "How many refresh tokens of others are good." };
var endedTokens = new Option<int>("--ended-tokens") { Description = "How many ended long ago, and are removed by another node during the measures." };
var only = new Option<string?>("--only") { Description = "Measure the operation whose name begins so, and no other." };
var algorithm = new Option<string>("--algorithm") { Description = "What signs the tokens of the application: RS256 or ES256.", DefaultValueFactory = _ => "RS256" };
var signIn = new Command("sign-in", "A whole sign-in, a silent one, refresh, introspection and discovery: CPU milliseconds of the provider, and its memory.") { signIns, before, only, liveTokens, endedTokens, algorithm, database, provider };
signIn.SetAction((parsed, cancellationToken) => SignInBenchmark.RunAsync(
    new SignInLoad(parsed.GetValue(signIns), parsed.GetValue(before), parsed.GetValue(only), parsed.GetValue(liveTokens), parsed.GetValue(endedTokens)),
    new ProviderKind(parsed.GetValue(database), Path.GetFullPath(parsed.GetRequiredValue(provider))) { TokenAlgorithm = parsed.GetRequiredValue(algorithm) }, cancellationToken));

var people = new Option<int>("--people") { Description = "How many people there are.", DefaultValueFactory = _ => 60_000 };
var feeds = new Command("feeds", "Reading the feeds of a fictional académie: seconds, and peak memory of this process.") { people };
feeds.SetAction((parsed, cancellationToken) => FeedBenchmark.RunAsync(parsed.GetValue(people), cancellationToken));

var onlyPreview = new Option<bool>("--only-preview") { Description = "Preview the first feed and stop." };
var noSync = new Option<bool>("--no-sync") { Description = "slapd writes to the disk when it likes, as for a first load." };
var provisioning = new Command("provisioning", "Previewing and applying the feeds of a fictional académie into a private slapd: seconds, CPU and peak memory.") { people, onlyPreview, noSync, provider };
provisioning.SetAction((parsed, cancellationToken) => ProvisioningBenchmark.RunAsync(
    parsed.GetValue(people), parsed.GetValue(onlyPreview), parsed.GetValue(noSync), Path.GetFullPath(parsed.GetRequiredValue(provider)), cancellationToken));

var printed = new Option<int>("--letters") { Description = "How many letters are printed; 0 for none.", DefaultValueFactory = _ => 60_000 };
var hashed = new Option<int>("--hashed") { Description = "How many letters a whole batch has, with the hashing of their secrets; 0 for no batch.", DefaultValueFactory = _ => 3_000 };
var letters = new Command("letters", "Printing letters of first access with QR codes: seconds, CPU, bytes of a letter and peak memory; then a whole batch on SQLite.") { printed, hashed };
letters.SetAction(async (parsed, cancellationToken) =>
{
    if (parsed.GetValue(printed) > 0)
        await LettersBenchmark.RunAsync(parsed.GetValue(printed), cancellationToken);
    if (parsed.GetValue(hashed) > 0)
        await LetterBatchBenchmark.RunAsync(parsed.GetValue(hashed), cancellationToken);
    return 0;
});

var followUp = new Command("follow-up", "What the pages that follow letters up ask of the database, in milliseconds.") { people, database };
followUp.SetAction((parsed, cancellationToken) => FollowUpBenchmark.RunAsync(parsed.GetValue(database), parsed.GetValue(people), cancellationToken));

var directorySearch = new Command("directory-search", "Searches in the directory of people: milliseconds and CPU of whole pages, and memory of the index.") { people, database };
directorySearch.SetAction((parsed, cancellationToken) => DirectorySearchBenchmark.RunAsync(parsed.GetValue(database), parsed.GetValue(people), cancellationToken));

var helpDeskSearch = new Command("helpdesk-search", "Searches of the assistance while somebody types: milliseconds and CPU of the search itself, and of whole answers.") { people, database };
helpDeskSearch.SetAction((parsed, cancellationToken) => CallerSearchBenchmark.RunAsync(parsed.GetValue(database), parsed.GetValue(people), cancellationToken));

var others = new Option<int>("--others") { Description = "How many others have as many events.", DefaultValueFactory = _ => 200 };
var myAccount = new Command("my-account", "The pages of one's own account for somebody with a year of events: milliseconds and CPU of whole pages.") { others };
myAccount.SetAction((parsed, cancellationToken) => MyAccountBenchmark.RunAsync(parsed.GetValue(others), cancellationToken));

var helpDesk = new Command("helpdesk", "The pages of the assistance, its figures and the trail among a year of cases and events: milliseconds and CPU of whole pages.") { others };
helpDesk.SetAction((parsed, cancellationToken) => HelpDeskBenchmark.RunAsync(parsed.GetValue(others), cancellationToken));

var tickets = new Option<int>("--tickets") { Description = "How many recoveries are open; 0 for none of that.", DefaultValueFactory = _ => 200_000 };
var flood = new Option<int>("--flood") { Description = "False requests a second; 0 for no flood.", DefaultValueFactory = _ => 500 };
var floodFor = new Option<int>("--seconds") { Description = "Length of the flood.", DefaultValueFactory = _ => 60 };
var recovery = new Command("recovery", "The pages of a recovery among many open ones, and sign-ins under a flood of false requests.") { tickets, flood, floodFor };
recovery.SetAction((parsed, cancellationToken) => RecoveryBenchmark.RunAsync(parsed.GetValue(tickets), parsed.GetValue(flood), TimeSpan.FromSeconds(parsed.GetValue(floodFor)), cancellationToken));

var imapSignIns = new Option<int>("--sign-ins") { Description = "How many IMAP sign-ins of each kind are measured.", DefaultValueFactory = _ => 2_000 };
var connections = new Option<int>("--connections") { Description = "How many mail programs sign in at once.", DefaultValueFactory = _ => 8 };
var imap = new Command("imap", "IMAP sign-ins on a real Dovecot that asks the provider, checks tokens by itself or binds in the directory: a second, and CPU milliseconds of each part.") { imapSignIns, connections, provider };
imap.SetAction((parsed, cancellationToken) => ImapBenchmark.RunAsync(
    new ImapLoad(parsed.GetValue(imapSignIns), parsed.GetValue(connections)), ProviderKind.AsBuilt with { Program = Path.GetFullPath(parsed.GetRequiredValue(provider)) }, cancellationToken));

return await new RootCommand("Measures of AcRouenIdentity. Nothing else should run on the machine.") { ldap, signIn, feeds, provisioning, letters, followUp, directorySearch, helpDeskSearch, helpDesk, myAccount, recovery, imap }.Parse(args).InvokeAsync();
