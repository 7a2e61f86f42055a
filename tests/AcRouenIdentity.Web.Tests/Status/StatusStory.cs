using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Data.Sqlite;

namespace AcRouenIdentity.Web.Tests.Status;

/// <summary>What administrators announce, and what goes wrong under them.</summary>
internal static class StatusStory
{
    public static Person Administrator => SamplePeople.OdileRoux;

    public static Task<ProviderHost> OpenAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Roles:Administrators:0"] = Administrator.Login.ToString(),
            ["Roles:Administrators:1"] = SamplePeople.ClaireMartin.Login.ToString(),
            ["Assistance:Phone"] = "02 00 00 00 00",
            ["Assistance:Mail"] = "assistance@exemple.fr",
        };
        foreach (var (name, value) in more)
            settings[name] = value;
        return ProviderHost.StartAsync(settings);
    }

    public static async Task<PlainBrowser> SignedInAsync(this ProviderHost host, Person person)
    {
        var browser = host.NewBrowser();
        await browser.SignInAsync(person);
        return browser;
    }

    /// <summary>The minute that it is for the host: forms know no seconds.</summary>
    public static DateTimeOffset Minute(this ProviderHost host)
    {
        var now = host.Clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }

    /// <summary>That many days later, at half past eleven in Paris.</summary>
    public static DateTimeOffset HalfPastEleven(this ProviderHost host, int days)
    {
        var local = PublicDay.Of(host.Clock).AddDays(days).ToDateTime(new TimeOnly(11, 30));
        return new DateTimeOffset(local, PublicTime.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public static string DayInWords(DateTimeOffset instant, string culture) =>
        TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).ToString("dddd d MMMM", System.Globalization.CultureInfo.GetCultureInfo(culture));

    /// <summary>The next night of that month when clocks change: its last Sunday.</summary>
    public static DateOnly NextClockChange(this ProviderHost host, int month)
    {
        var today = PublicDay.Of(host.Clock);
        var end = new DateOnly(today.Month < month ? today.Year : today.Year + 1, month, 31);
        return end.AddDays(-(int)end.DayOfWeek);
    }

    /// <summary>Announces something from and to instants, as an administrator types it.</summary>
    public static async Task<WebPage> AnnounceAsync(this PlainBrowser browser, DateTimeOffset start, DateTimeOffset? end, params (string Name, string Value)[] fields)
    {
        var form = await browser.GetAsync("/maintenance/annonce");
        return await browser.SubmitAsync(form, [.. FieldsOf(start, end), ("Form.Services", "Webmail"), ("Form.Text", "Le webmail sera fermé."), .. fields]);
    }

    public static IEnumerable<(string Name, string Value)> FieldsOf(DateTimeOffset start, DateTimeOffset? end) =>
        Typed("Start", start).Concat(end is { } over ? Typed("End", over) : []);

    /// <summary>Every connection from now on finds a file that is no database, until it is disposed.</summary>
    public static IDisposable BreakDatabase(this ProviderHost host) => new BrokenDatabase(host.Database);

    private static IEnumerable<(string, string)> Typed(string which, DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, PublicTime.Zone);
        return [($"Form.{which}Day", local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ($"Form.{which}Time", local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))];
    }

    private sealed class BrokenDatabase : IDisposable
    {
        private static readonly string[] Parts = ["", "-wal", "-shm"];
        private readonly string file;

        public BrokenDatabase(string file)
        {
            this.file = file;
            SqliteConnection.ClearAllPools();
            foreach (var part in Parts.Where(part => File.Exists(file + part)))
                File.Move(file + part, $"{file}{part}.away");
            File.WriteAllText(file, new string('x', 8192));
            // What a service in the background opened meanwhile still has the file that was there.
            SqliteConnection.ClearAllPools();
        }

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            foreach (var part in Parts)
                File.Delete(file + part);
            foreach (var part in Parts.Where(part => File.Exists($"{file}{part}.away")))
                File.Move($"{file}{part}.away", file + part);
            SqliteConnection.ClearAllPools();
        }
    }
}
