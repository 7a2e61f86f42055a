using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Browsers;

/// <summary>Which rules a look asks for.</summary>
internal enum AxeRules
{
    All,

    /// <summary>Those that depend on colours alone.</summary>
    Colors,

    /// <summary>Those that depend on words alone: names of fields, buttons, links and pictures, and languages.</summary>
    Names,
}

/// <summary>
/// axe-core in the page itself, put there once for all looks at it. The library's own way puts it into the page and into a blank one for each look, for pages made of frames: ours have none,
/// as their policy says.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // What passes and what is left to a reader is not asked for: that is most of the work on long pages. Nothing is fetched again: no rule that is asked for reads style sheets or films.
    private const string Run = """
        async runOnly => {
            const found = await axe.run(document, { resultTypes: ["violations"], preload: false, ...(runOnly && { runOnly }) });
            return found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id} (${fault.impact}): ${fault.help} at ${node.target} ${node.html}`));
        }
        """;

    /// <summary>One line a fault; empty when there is none.</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(IPage page, AxeRules rules)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run, Chosen(rules)).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static Dictionary<string, object>? Chosen(AxeRules rules) => rules switch
    {
        AxeRules.All => null,
        AxeRules.Colors => Only("rule", "color-contrast", "link-in-text-block"),
        AxeRules.Names => Only("tag", "cat.name-role-value", "cat.text-alternatives", "cat.language"),
    };

    private static Dictionary<string, object> Only(string kind, params string[] values) => new() { ["type"] = kind, ["values"] = values };
}
