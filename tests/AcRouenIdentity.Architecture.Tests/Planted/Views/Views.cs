using AcRouenIdentity.Architecture.Tests.Planted.Features.Letters;
using Microsoft.AspNetCore.Mvc.Razor;

namespace AspNetCoreGeneratedDocument;

/// <summary>Shaped as Razor compiles /Features/SignIn/Planted.cshtml.</summary>
internal sealed class Features_SignIn_Planted : RazorPage<object>
{
    public override async Task ExecuteAsync()
    {
        WriteLiteral("<p class=\"lead\">");
        Write(Letter.Count);
        await Task.Yield();
        WriteLiteral(" Bonjour &nbsp;</p>");
    }
}

internal sealed class Features_SignIn_Labelled : RazorPage<object>
{
    public override Task ExecuteAsync()
    {
        WriteLiteral("<img src=\"logo.svg\" alt=\"Le logo\">");
        return Task.CompletedTask;
    }
}

internal sealed class Features_SignIn_InATagHelper : RazorPage<object>
{
    public override async Task ExecuteAsync()
    {
        Func<Task> inside = async () =>
        {
            WriteLiteral("\n  Bonjour\n");
            await Task.Yield();
        };
        await inside();
    }
}

internal sealed class Features_SignIn_Innocent : RazorPage<object>
{
    public override async Task ExecuteAsync()
    {
        WriteLiteral("<!DOCTYPE html>\n<html lang=\"fr\"><body class=\"page\"><p translate=\"no\"");
        WriteLiteral(">");
        Write("Bonjour");
        await Task.Yield();
        WriteLiteral(" –&nbsp;: <br></p><img src=\"logo.svg\" alt=\"\"></body></html>");
    }
}
