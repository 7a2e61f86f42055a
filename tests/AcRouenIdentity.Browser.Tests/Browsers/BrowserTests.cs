namespace AcRouenIdentity.Browser.Tests.Browsers;

/// <summary>Tests of this collection share one browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
