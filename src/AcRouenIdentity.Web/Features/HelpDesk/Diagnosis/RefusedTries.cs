using System.Text.Json;
using AcRouenIdentity.Domain.Audit;

namespace AcRouenIdentity.Web.Features.HelpDesk.Diagnosis;

/// <summary>What the trail keeps of sign-ins that were refused.</summary>
/// <param name="Reason">Null for one that this version does not know.</param>
internal sealed record RefusedTries(SignInRefusal? Reason, int Count)
{
    public static RefusedTries Read(string json)
    {
        using var facts = JsonDocument.Parse(json);
        var reason = Enum.TryParse<SignInRefusal>(facts.RootElement.GetProperty("reason").GetString(), out var known) ? known : (SignInRefusal?)null;
        return new RefusedTries(reason, facts.RootElement.GetProperty("count").GetInt32());
    }
}
