namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Every page of the provider, one line each: those tests look at each of them in both themes, on both screens, in both colour schemes.</summary>
public static class Pages
{
    /// <summary>Pages for everybody.</summary>
    public static TheoryData<string> Public => new()
    {
        "/connexion",
        "/deconnexion",
        "/aide",
        "/etat",
        "/accessibilite",
        "/mentions-legales",
        "/rien-ici",
        "/activer",
        "/mot-de-passe-oublie",
        "/mot-de-passe-oublie?piratage=true",
        "/mot-de-passe-oublie/adresse-de-secours",
        "/mot-de-passe-oublie/code",
        "/mot-de-passe-oublie/courrier",
        "/mot-de-passe-oublie/demander-un-courrier",
        "/mot-de-passe-oublie/demander-un-courrier?demande=1",
        "/mot-de-passe-oublie/assistance",
        "/connexion/compte-bloque",
        "/connexion/compte-bloque/contestation",
        "/contester",
        "/messagerie/configurer",
        "/aide/connexion",
        "/aide/connexion/refus",
        "/aide/connexion/essais",
        "/aide/connexion/acces-retire",
        "/aide/connexion/maintenance",
        "/aide/connexion/navigateur?retour=true",
        "/aide/contact",
        "/aide/contact/envoye?reference=7A3B-9C1D&texte=Masked",
    };

    /// <summary>Pages as somebody signed in sees them.</summary>
    public static TheoryData<string> Private => new()
    {
        "/",
        "/deconnexion",
        "/activer/adresse-de-secours",
        "/activer/fait",
        "/compte",
        "/compte/cles",
        "/compte/second-facteur",
        "/connexion/second-facteur?retour=%2Fchargements",
        "/compte/adresses",
        "/compte/mots-de-passe-applications?fait=Ended",
        "/compte/mots-de-passe-applications/nouveau",
        "/compte/connexions",
        "/appareil",
        "/appareil?fait=Allowed",
        "/appareil?fait=Refused",
        "/compte/activite",
        "/compte/mot-de-passe",
        "/compte/piratage",
        "/compte/preferences?fait=Kept",
        "/compte/donnees",
        "/annuaire",
        "/annuaire?q=e",
        "/annuaire?q=enseignement",
        "/annuaire?q=xqzvw",
        "/annuaire?ecole=tati&fonction=DIR",
        "/annuaire/ma-fiche",
        "/compte/assistance",
        "/messagerie/configurer?appareil=Apple",
        "/messagerie/configurer?appareil=Outlook",
    };

    /// <summary>Pages of somebody who has backup addresses of each kind; the question of the last one only names its picture.</summary>
    public static TheoryData<string> Addresses => new()
    {
        "/compte/adresses?fait=Waits",
        "/compte?adresses=3",
        "/compte/piratage?adresses=3",
    };

    /// <summary>Pages of a provisioning officer: runs, one that is applied, one that stops, one that works; people.</summary>
    public static TheoryData<string> Officers => new()
    {
        "/chargements",
        "/chargements?envoi=TooLarge",
        "/chargements/1",
        "/chargements/2",
        "/chargements/3?suivi=non",
        "/comptes?q=martin",
        "/comptes/cmartin1",
        "/comptes/sdubois1",
        "/courriers",
        "/courriers/suivi",
        "/courriers/suivi/personnes",
        "/maintenance?fait=Deleted&annonce=abc&version=2",
        "/maintenance/annonce",
        "/maintenance/annonce/coming",
        "/administration/cles?fait=true",
        "/administration/cles/remplacer",
        "/administration/messagerie",
        "/applications",
        "/applications/nouvelle",
        "/applications/nouvelle?modele=Portal",
        "/applications/nouvelle?modele=Api",
        $"/applications/fiche/{KnownApplications.Served}",
        $"/applications/fiche/{KnownApplications.Served}/reglages",
        $"/applications/fiche/{KnownApplications.Served}/secret",
        $"/applications/fiche/{KnownApplications.Served}/etat",
        $"/applications/fiche/{KnownApplications.Disabled}",
        $"/applications/fiche/{KnownApplications.Disabled}/etat",
        "/applications/fiche/cahier",
        "/applications/importer",
        "/applications/deconnexions",
        "/applications/inscrites?fait=toutes-desactivees",
        "/applications/inscrites/toutes",
    };

    /// <summary>Pages of the help desk.</summary>
    public static TheoryData<string> Agents => new()
    {
        "/assistance",
        "/assistance?liste=Closed",
        $"/assistance/dossiers/{KnownCases.Verified}",
        $"/assistance/dossiers/{KnownCases.Unknown}",
    };

    /// <summary>Pages of an auditor: the form, what it finds and does not, days that make no sense.</summary>
    public static TheoryData<string> Auditors => new()
    {
        "/journal",
        "/journal?du=2020-01-01&au=2099-12-31",
        "/journal?du=2020-01-01&au=2020-01-02&quoi=SignedIn",
        "/journal?du=demain",
    };

    /// <summary>Pages of a secretariat.</summary>
    public static TheoryData<string> Secretariats => new()
    {
        "/courriers/remise",
        "/assistance/attestations",
    };

    /// <summary>Pages of a head of school.</summary>
    public static TheoryData<string> Heads => new()
    {
        "/comptes/delegation",
    };
}
