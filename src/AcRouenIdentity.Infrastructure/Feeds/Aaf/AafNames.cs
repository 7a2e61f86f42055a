using System.Collections.Frozen;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>Attributes that are read, whatever the degree calls them.</summary>
internal enum AafAttribute
{
    /// <summary>Known, and not needed here.</summary>
    Unused,
    Unknown,
    Category,
    Identifier,
    Key,
    BirthDate,
    BirthName,
    Surname,
    GivenName,
    OtherGivenNames,
    Civility,
    Attachment,
    Functions,
    IsTeacher,
    Uai,
    Name,
    NatureCode,
    Contract,
    Town,
    Phone,
}

/// <summary>
/// Names of the SDET (annexe opérationnelle 6) and of the AAF exports, second degree and first degree. They stand here and nowhere else.
/// </summary>
internal static class AafNames
{
    public const string Root = "ficAlimMENESR";
    public const string People = "PersEducNat";
    public const string Establishments = "EtabEducNat";

    private static readonly FrozenDictionary<string, AafAttribute> OfPeople = new Dictionary<string, AafAttribute>
    {
        ["categoriePersonne"] = AafAttribute.Category,
        ["ENTPersonJointure"] = AafAttribute.Key,
        ["ENTPersonDateNaissance"] = AafAttribute.BirthDate,
        ["ENTPersonNomPatro"] = AafAttribute.BirthName,
        ["sn"] = AafAttribute.Surname,
        ["ENTPersonNom"] = AafAttribute.Surname,
        ["givenName"] = AafAttribute.GivenName,
        ["ENTPersonPrenom"] = AafAttribute.GivenName,
        ["ENTPersonAutresPrenoms"] = AafAttribute.OtherGivenNames,
        ["personalTitle"] = AafAttribute.Civility,
        ["ENTPersonCivilite"] = AafAttribute.Civility,
        ["ENTPersonStructRattach"] = AafAttribute.Attachment,
        ["ENTPersonFonctions"] = AafAttribute.Functions,
        ["ENTPersonCategorieEnseignant"] = AafAttribute.IsTeacher,
        ["mail"] = AafAttribute.Unused,
        ["ENTPersonMail"] = AafAttribute.Unused,
        ["ENTEnsFonctionDir"] = AafAttribute.Unused,
        ["ENTEnsSpecialites"] = AafAttribute.Unused,
        ["ENTAuxEnsCategoDiscipline"] = AafAttribute.Unused,
        ["ENTAuxEnsDisciplinesPoste"] = AafAttribute.Unused,
        ["ENTAuxEnsMEF"] = AafAttribute.Unused,
        ["ENTAuxEnsMatiereEnseignEtab"] = AafAttribute.Unused,
        ["ENTAuxEnsClasses"] = AafAttribute.Unused,
        ["ENTAuxEnsGroupes"] = AafAttribute.Unused,
        ["ENTAuxEnsClassesMatieres"] = AafAttribute.Unused,
        ["ENTAuxEnsGroupesMatieres"] = AafAttribute.Unused,
        ["ENTAuxEnsClassesPrincipal"] = AafAttribute.Unused,
        ["PersEducNatPresenceDevantEleves"] = AafAttribute.Unused,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, AafAttribute> OfEstablishments = new Dictionary<string, AafAttribute>
    {
        ["categorieStructure"] = AafAttribute.Category,
        ["ENTStructureJointure"] = AafAttribute.Key,
        ["ENTStructureUAI"] = AafAttribute.Uai,
        ["ENTEtablissementUAI"] = AafAttribute.Uai,
        ["ENTStructureNomCourant"] = AafAttribute.Name,
        ["ENTStructureCodeTypeStruct"] = AafAttribute.NatureCode,
        ["ENTEtablissementContrat"] = AafAttribute.Contract,
        ["ENTEcoleSecteur"] = AafAttribute.Contract,
        ["l"] = AafAttribute.Town,
        ["ENTStructureVille"] = AafAttribute.Town,
        ["ENTStructureSIREN"] = AafAttribute.Unused,
        ["ENTStructureTypeStruct"] = AafAttribute.Unused,
        ["ENTEtablissementMinistereTutelle"] = AafAttribute.Unused,
        ["ENTEtablissementCodeMinistereTutelle"] = AafAttribute.Unused,
        ["ENTEcoleMinistereTutelle"] = AafAttribute.Unused,
        ["ENTEcoleCodeMinistereTutelle"] = AafAttribute.Unused,
        ["ENTEcoleCirconscription"] = AafAttribute.Unused,
        ["ENTEcoleCommune"] = AafAttribute.Unused,
        ["ENTEcoleRPI"] = AafAttribute.Unused,
        ["postOfficeBox"] = AafAttribute.Unused,
        ["street"] = AafAttribute.Unused,
        ["postalCode"] = AafAttribute.Unused,
        ["telephoneNumber"] = AafAttribute.Phone,
        ["facsimileTelephoneNumber"] = AafAttribute.Unused,
        ["ENTStructureBoitePostale"] = AafAttribute.Unused,
        ["ENTStructureAdresse"] = AafAttribute.Unused,
        ["ENTStructureCodePostal"] = AafAttribute.Unused,
        ["ENTStructureTelephone"] = AafAttribute.Phone,
        ["ENTStructureFax"] = AafAttribute.Unused,
        ["ENTStructureEmail"] = AafAttribute.Unused,
        ["ENTStructureMailSI"] = AafAttribute.Unused,
        ["ENTStructureSiteWeb"] = AafAttribute.Unused,
        ["ENTEtablissementStructRattachFctl"] = AafAttribute.Unused,
        ["ENTEtablissementBassin"] = AafAttribute.Unused,
        ["ENTServAcAcademie"] = AafAttribute.Unused,
        ["ENTServAcCodeAcademie"] = AafAttribute.Unused,
        ["ENTStructureClasses"] = AafAttribute.Unused,
        ["ENTStructureGroupes"] = AafAttribute.Unused,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, AafAttribute>.AlternateLookup<ReadOnlySpan<char>> Of(AafContent content) =>
        (content == AafContent.People ? OfPeople : OfEstablishments).GetAlternateLookup<ReadOnlySpan<char>>();
}
