using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>The vocabularies that are shipped. Attribute names of a directory stand here, in configuration, and nowhere else.</summary>
internal static class DirectoryPresets
{
    /// <summary>Key under which the académie's own feed speaks, before the dollar.</summary>
    private const string FeedSource = "AC-ROUEN$";

    public static void Fill(DirectoryOptions options, DirectoryPreset preset)
    {
        FillInetOrgPerson(options.People);
        options.LockedAttribute = "pwdAccountLockedTime";
        Vocabulary(preset)(options.People, options.Structures);
    }

    private static Action<DirectoryPeopleOptions, DirectoryStructureOptions> Vocabulary(DirectoryPreset preset) => preset switch
    {
        DirectoryPreset.Academic => FillAcademic,
        DirectoryPreset.EntPerson => FillEntPerson,
        DirectoryPreset.Supann => FillSupann,
    };

    /// <summary>RFC 2798; the NUMEN stands in employeeNumber in every académie seen (DOMAIN 1).</summary>
    private static void FillInetOrgPerson(DirectoryPeopleOptions people)
    {
        people.ObjectClass = "inetOrgPerson";
        people.Login = "uid";
        people.Numen = "employeeNumber";
        people.Address = "mail";
        people.DisplayName = "displayName";
        people.GivenName = "givenName";
        people.Surname = "sn";
        people.Language = "preferredLanguage";
        people.Title = "title";
        people.Groups = "memberOf";
    }

    private static void FillAcademic(DirectoryPeopleOptions people, DirectoryStructureOptions structures)
    {
        people.ObjectClass = "acRouenPerson";
        Add(people.EntryClasses, "inetOrgPerson", "acRouenPerson");
        people.Mailbox = "acRouenMailState";
        people.Key = "acRouenJointure";
        people.BirthName = "acRouenBirthName";
        people.BirthDate = "acRouenBirthDate";
        people.UserType = "acRouenUserType";
        people.State = "acRouenAccountState";
        people.States["announced"] = AccountState.Announced;
        people.States["provisioned"] = AccountState.Provisioned;
        people.States["active"] = AccountState.Active;
        people.States["suspended"] = AccountState.Suspended;
        people.States["departed"] = AccountState.Departed;
        people.States["erased"] = AccountState.Erased;

        people.Postings = "acRouenPosting";
        people.MainEstablishment = "acRouenMainUai";

        structures.ObjectClass = "acRouenEstablishment";
        Add(structures.EntryClasses, "organizationalUnit", "acRouenEstablishment");
        structures.NamingAttribute = "acRouenUai";
        structures.Uai = "acRouenUai";
        structures.Name = "ou";
        structures.Type = "acRouenStructureType";
        structures.Nature = "acRouenNatureCode";
        structures.Sector = "acRouenSector";
        structures.Town = "l";
        structures.Phone = "telephoneNumber";
    }

    /// <summary>
    /// SDET, annexe opérationnelle. It has no state of an account: people who left are no longer there. An ENTEtablissement demands a SIREN and a ministry, which nobody tells us:
    /// establishments are not added.
    /// </summary>
    private static void FillEntPerson(DirectoryPeopleOptions people, DirectoryStructureOptions structures)
    {
        people.ObjectClass = "ENTPerson";
        Add(people.EntryClasses, "ENTPerson");
        people.BirthDateForm = "dd/MM/yyyy";
        people.MainEstablishmentForm = EstablishmentNameForm.Dn;
        people.Key = "ENTPersonJointure";
        people.KeySource = FeedSource;
        people.Login = "ENTPersonLogin";
        people.BirthName = "ENTPersonNomPatro";
        people.BirthDate = "ENTPersonDateNaissance";
        people.StateOtherwise = AccountState.Active;
        people.Postings = "ENTPersonFonctions";
        people.MainEstablishment = "ENTPersonStructRattach";

        structures.ObjectClass = "ENTStructure";
        structures.NamingAttribute = "ENTStructureJointure";
        structures.Key = "ENTStructureJointure";
        structures.KeySource = FeedSource;
        structures.Uai = "ENTStructureUAI";
        structures.Name = "ENTStructureNomCourant";
        structures.Type = "ENTStructureTypeStruct";
        structures.Types["COLLEGE"] = "CLG";
        structures.Types["LYCEE"] = "LYC";
        structures.Types["LYCEE PROFESSIONNEL"] = "LP";
        FillNatures(structures);
        structures.Sector = "ENTEtablissementContrat";
        structures.Town = "l";
        structures.Phone = "telephoneNumber";
    }

    /// <summary>supann 2018: composite and labelled values. <c>{COMPTE}</c> is A (actif), I (inactif) or S (suspendu).</summary>
    private static void FillSupann(DirectoryPeopleOptions people, DirectoryStructureOptions structures)
    {
        people.ObjectClass = "supannPerson";
        Add(people.EntryClasses, "inetOrgPerson", "supannPerson");
        people.MainEstablishmentForm = EstablishmentNameForm.Key;
        (people.Mailbox, people.MailboxReceives, people.MailboxClosed) = ("supannRessourceEtat{MAIL}", "A", "I");
        people.Key = "supannRefId{JOINTURE}";
        people.Numen = "supannEmpId";
        people.BirthName = "supannNomDeNaissance";
        people.BirthDate = "supannOIDCDateDeNaissance";
        people.State = "supannRessourceEtat{COMPTE}";
        people.States["A"] = AccountState.Active;
        people.States["I"] = AccountState.Departed;
        people.States["S"] = AccountState.Suspended;
        people.Postings = "supannEmpProfil";
        people.PostingForm = PostingForm.SupannProfile;
        people.MainEstablishment = "supannEntiteAffectationPrincipale";

        structures.ObjectClass = "supannOrg";
        Add(structures.EntryClasses, "organizationalUnit", "supannEntite", "supannOrg");
        structures.NamingAttribute = "supannCodeEntite";
        structures.Key = "supannCodeEntite";
        structures.Uai = "supannEtablissement{UAI}";
        structures.Name = "ou";
        structures.Type = "supannTypeEntite{ACROUEN}";
        FillNatures(structures);
        structures.Town = "l";
        structures.Phone = "telephoneNumber";
    }

    private static void Add(IList<string> classes, params IEnumerable<string> names)
    {
        foreach (var name in names)
            classes.Add(name);
    }

    /// <summary>Codes nature of the usual types (DOMAIN 3).</summary>
    private static void FillNatures(DirectoryStructureOptions structures)
    {
        structures.Natures["LYC"] = "300";
        structures.Natures["LP"] = "320";
        structures.Natures["CLG"] = "340";
    }
}
