namespace AcRouenIdentity.Domain.People;

/// <summary>Which surname stands after the given name, where a person is shown. Names as they are stored.</summary>
public enum NameForm
{
    /// <summary>Nom d'usage, as the directory shows it: whoever chose nothing.</summary>
    Usual,

    /// <summary>Nom de famille (<c>ENTPersonNomPatro</c>).</summary>
    Birth,

    /// <summary>Both, the usual one last.</summary>
    BirthAndUsual,
}

public static class NameForms
{
    /// <summary>Those that a person may choose among: one alone where no other surname of theirs is known.</summary>
    public static IReadOnlyList<NameForm> Of(Person person, string? birthName) => IsOther(birthName, person.Surname) ? Enum.GetValues<NameForm>() : [NameForm.Usual];

    /// <summary>The whole name in that form; as the directory shows it where no other surname is known.</summary>
    public static string NameOf(Person person, string? birthName, NameForm form) =>
        form is NameForm.Usual || !IsOther(birthName, person.Surname) ? person.DisplayName : $"{person.GivenName} {SurnameOf(person.Surname, birthName, form)}".Trim();

    /// <summary>As <see cref="NameOf"/>, the surname alone.</summary>
    public static string SurnameOf(string surname, string? birthName, NameForm form) => form switch
    {
        NameForm.Birth when IsOther(birthName, surname) => birthName!.Trim(),
        NameForm.BirthAndUsual when IsOther(birthName, surname) => $"{birthName!.Trim()}-{surname}",
        _ => surname,
    };

    private static bool IsOther(string? birthName, string surname) =>
        !string.IsNullOrWhiteSpace(birthName) && !string.Equals(birthName.Trim(), surname.Trim(), StringComparison.OrdinalIgnoreCase);
}
