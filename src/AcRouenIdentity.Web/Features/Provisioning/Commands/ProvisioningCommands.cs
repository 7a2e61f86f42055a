using System.CommandLine;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary><c>provision preview|apply|runs|show</c> and <c>people find|show|suspend|restore|recognise|distinct</c>; their exit codes are <see cref="ExitCodes"/>.</summary>
internal static class ProvisioningCommands
{
    public static Command CreateProvision() =>
        new("provision", "Fill the directory from the feeds.") { PreviewCommand.Create(), ApplyCommand.Create(), RunCommands.CreateRuns(), RunCommands.CreateShow() };

    public static Command CreatePeople() => PeopleCommands.Create();
}
