using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using Fluid.Values;

namespace AcRouenIdentity.Infrastructure.Letters.Texts;

/// <summary>What templates may name, in disguise where it comes from people (<see cref="LetterMarkup.Disguise"/>). <c>themes/README.md</c> lists it.</summary>
internal static class LetterValues
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static Dictionary<string, FluidValue> Of(LetterContent letter, string? assistance) => new()
    {
        ["reference"] = Text(letter.Reference),
        ["date"] = Text(Day(letter.Date)),
        ["name"] = Text(letter.Name),
        ["login"] = Text(letter.Login.ToString()),
        ["address"] = Text(letter.Address.ToString()),
        ["former_address"] = Text(letter.FormerAddress?.ToString()),
        ["ina"] = Text(letter.Ina?.RevealInGroups()),
        ["confirmation_code"] = Text(letter.ConfirmationCode?.RevealInGroups()),
        ["secret"] = Text(letter.Secret?.RevealInGroups()),
        ["short_address"] = Text(letter.ShortAddress),
        ["has_qr_code"] = BooleanValue.Create(letter.QrAddress is not null),
        ["last_day"] = Text(letter.LastDay is { } day ? Day(day) : null),
        ["assistance"] = Text(assistance),
    };

    public static Dictionary<string, FluidValue> Of(HandOverSheet sheet, LetterLook look) => new()
    {
        ["batch"] = NumberValue.Create(sheet.Batch),
        ["date"] = Text(Day(sheet.Date)),
        ["uai"] = Text(sheet.Establishment?.Uai),
        ["establishment"] = Text(sheet.Establishment?.Name),
        ["town"] = Text(sheet.Establishment?.Town),
        ["total"] = NumberValue.Create(sheet.Lines.Count),
        ["totals"] = new ArrayValue([.. sheet.Lines.GroupBy(line => line.Kind).OrderBy(kind => kind.Key).Select(kind => Total(look.NameOf(kind.Key), kind.Count()))]),
        ["page"] = new StringValue(LetterMarkup.PageSign),
        ["pages"] = new StringValue(LetterMarkup.PagesSign),
    };

    private static DictionaryValue Total(string kind, int count) => new DictionaryValue(new FluidValueDictionaryFluidIndexable(new Dictionary<string, FluidValue>
    {
        ["kind"] = Text(kind),
        ["count"] = NumberValue.Create(count),
    }));

    private static FluidValue Text(string? text) => text is { Length: > 0 } ? new StringValue(LetterMarkup.Disguise(text)) : NilValue.Instance;

    private static string Day(DateOnly day) => day.Day == 1 ? $"1er {day.ToString("MMMM yyyy", French)}" : day.ToString("d MMMM yyyy", French);
}
