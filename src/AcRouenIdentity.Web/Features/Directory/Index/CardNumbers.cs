using AcRouenIdentity.Infrastructure.Secrets;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>Derives the numbers of cards from the keys of the directory, under the provider's own key.</summary>
internal sealed class CardNumbers(KeyedHash hash)
{
    public CardNumber Of(string directoryKey) => new(hash.Of("directory-card", directoryKey)[..CardNumber.Length]);
}
