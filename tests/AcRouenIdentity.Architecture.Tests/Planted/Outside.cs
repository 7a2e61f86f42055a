using System.Net.Sockets;
using AcRouenIdentity.Domain.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Architecture.Tests.Planted.Outside;

public static class Decides
{
    public static int Sum(IEnumerable<int> numbers) => numbers.Where(number => number > 0).Sum();

    public static IEnumerable<string> Tell(int number)
    {
        if (number > 0)
            yield return "more";
    }
}

public static class ReadsAFile
{
    public static async Task<string> ReadAsync(string path) => await File.ReadAllTextAsync(path);
}

public static class ReadsTheClock
{
    public static DateTimeOffset Read(TimeProvider clock) => clock.GetUtcNow();
}

public static class RollsDice
{
    public static Func<int> Roll => () => Random.Shared.Next();
}

public static class Connects
{
    public static TcpClient Connect() => new();
}

public static class ReadsTheEnvironment
{
    public static string Read() => Environment.MachineName;
}

public static class UsesALibrary
{
    public static bool Read(ILogger logger) => logger.IsEnabled(LogLevel.Debug);
}

public static class KnowsPeople
{
    public static bool Read(string text) => Login.TryParse(text, out _);
}

public static class UsesOpenIddict
{
    public static string Read() => typeof(OpenIddict.Abstractions.OpenIddictRequest).Name;
}

public static class ExtendsByOpenIddict
{
    public static void Add(IServiceCollection services) => services.AddOpenIddict();
}

public static class SignsIn
{
    public static async Task ReadAsync(SignInManager<IdentityUser> accounts)
    {
        await Task.Yield();
        await accounts.SignOutAsync();
    }
}

public sealed class KeepsUsers(UserManager<IdentityUser> users)
{
    public bool Read() => users.SupportsUserEmail;
}
