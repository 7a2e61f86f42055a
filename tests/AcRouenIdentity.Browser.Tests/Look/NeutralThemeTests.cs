using AcRouenIdentity.Browser.Tests.Browsers;

namespace AcRouenIdentity.Browser.Tests.Look;

[Collection(BrowserTests.Name)]
public sealed class NeutralThemeTests(Chromium chromium) : ThemeLook(chromium, "neutral");
