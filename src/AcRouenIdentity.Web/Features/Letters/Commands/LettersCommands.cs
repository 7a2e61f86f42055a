using System.CommandLine;

namespace AcRouenIdentity.Web.Features.Letters.Commands;

/// <summary><c>letters print|list|show|requests</c>.</summary>
internal static class LettersCommands
{
    public static Command Create() => new("letters", "Print the letters that open accounts, and see what was printed.") 
    {
        PrintCommand.Create(), BatchCommands.CreateList(), BatchCommands.CreateShow(), RequestsCommand.Create(),
    };
}
