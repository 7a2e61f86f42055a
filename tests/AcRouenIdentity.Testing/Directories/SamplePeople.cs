using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Testing.Directories;

/// <summary>The invented people of <c>appsettings.samples/slapd/sample-people.ldif</c>, word for word.</summary>
public static class SamplePeople
{
    /// <summary>Everybody's, in the directories that tests start.</summary>
    public const string Password = "mouette galet falaise 7";

    /// <summary>One that the directory's policy takes.</summary>
    public const string AnotherPassword = "phare brume marée 12";

    public static Establishment LyceeLesFalaises { get; } = new(Rne.Parse("0769001W"), "Lycée Les Falaises", "LYC", "300", "PU", "Le Tréport") { Phone = "+33 2 00 00 76 01" };

    public static Establishment CollegeJacquesTati { get; } = new(Rne.Parse("0279001M"), "Collège Jacques-Tati", "CLG", "340", "PU", "Les Andelys") { Phone = "+33 2 00 00 27 01" };

    public static Establishment LyceeProfessionnel { get; } =
        new(Rne.Parse("0769002X"), "Lycée professionnel Jeanne-Couturier", "LP", "320", "PU", "Dieppe") { Phone = "+33 2 00 00 76 02" };

    /// <summary>A teacher of mathematics to whom nothing happens.</summary>
    public static Person ClaireMartin { get; } = Teacher("cmartin1", "Claire", "Martin", 2828, "21E0501234ABC") with
    {
        Address = MailAddress.Parse("claire.martin@ac-rouen.fr"),
        Title = "Professeure certifiée",
        Postings = [new Posting(LyceeLesFalaises.Rne, "ENS", "ENSEIGNEMENT", "L1300", "MATHEMATIQUES")],
    };

    /// <summary>Serves in two schools; the lycée is the main one.</summary>
    public static Person BaoNguyen { get; } = Teacher("bnguyen1", "Bảo", "Nguyễn", 2829, "21E0701234ABD") with
    {
        Address = MailAddress.Parse("bao.nguyen@ac-rouen.fr"),
        Title = "Professeur agrégé",
        Postings =
        [
            new Posting(LyceeLesFalaises.Rne, "ENS", "ENSEIGNEMENT", "L1000", "HISTOIRE GEOGRAPHIE"),
            new Posting(CollegeJacquesTati.Rne, "ENS", "ENSEIGNEMENT", "L1000", "HISTOIRE GEOGRAPHIE"),
        ],
    };

    /// <summary>Must choose another password: an administrator set this one.</summary>
    public static Person FrancoisDurand { get; } = Teacher("fdurand1", "François", "Durand", 2830, "05E9901234ABE") with
    {
        Address = MailAddress.Parse("francois.durand@ac-rouen.fr"),
        Title = "Professeur certifié",
        Postings = [new Posting(CollegeJacquesTati.Rne, "ENS", "ENSEIGNEMENT", "L0202", "LETTRES MODERNES")],
    };

    /// <summary>Her password has expired.</summary>
    public static Person HeleneLefevre { get; } = Teacher("hlefevre1", "Hélène", "Lefèvre", 2831, "21E0201234ABF") with
    {
        Address = MailAddress.Parse("helene.lefevre@ac-rouen.fr"),
        Title = "Principale adjointe",
        UserType = "DIR",
        Postings = [new Posting(CollegeJacquesTati.Rne, "DIR", "DIRECTION", "D0011", "CHEF D'ETABLISSEMENT ADJOINT")],
    };

    /// <summary>His password is still hashed the old way.</summary>
    public static Person JeanNoelPetit { get; } = Teacher("jpetit1", "Jean-Noël", "Petit", 2832, "21G9801234ABG") with
    {
        Address = MailAddress.Parse("jean-noel.petit@ac-rouen.fr"),
        Title = "Professeur certifié",
        Postings = [new Posting(LyceeLesFalaises.Rne, "DOC", "DOCUMENTATION", "L0080", "DOCUMENTATION")],
    };

    public static Person SylvieDubois { get; } = Teacher("sdubois1", "Sylvie", "Dubois", 2833, "21E0401234ABH") with
    {
        Address = MailAddress.Parse("sylvie.dubois@ac-rouen.fr"),
        Title = "Professeure certifiée",
        State = AccountState.Suspended,
        Postings = [new Posting(LyceeLesFalaises.Rne, "ENS", "ENSEIGNEMENT", "L0422", "ANGLAIS")],
    };

    public static Person MichelBernard { get; } = Teacher("mbernard1", "Michel", "Bernard", 2834, "21E9201234ABJ") with
    {
        Address = MailAddress.Parse("michel.bernard@ac-rouen.fr"),
        Title = "Professeur certifié",
        State = AccountState.Departed,
    };

    /// <summary>Secretary: hands letters over.</summary>
    public static Person AichaGarcia { get; } = Teacher("agarcia1", "Aïcha", "Garcia", 2835, "21A1101234ABK") with
    {
        Address = MailAddress.Parse("aicha.garcia@ac-rouen.fr"),
        Title = "Secrétaire administrative",
        UserType = "ADM",
        Postings = [new Posting(LyceeLesFalaises.Rne, "ADF", "PERSONNELS ADMINISTRATIFS", null, null)],
    };

    /// <summary>Help-desk agent of the rectorat: no establishment.</summary>
    public static Person OdileRoux { get; } = Teacher("oroux1", "Odile", "Roux", 2836, "21A0901234ABL") with
    {
        Address = MailAddress.Parse("odile.roux@ac-rouen.fr"),
        Title = "Technicienne de l'assistance",
        UserType = "ADM",
    };

    /// <summary>Locked in the directory by an administrator.</summary>
    public static Person LoicMoreau { get; } = Teacher("lmoreau1", "Loïc", "Moreau", 2837, "21E1201234ABM") with
    {
        Address = MailAddress.Parse("loic.moreau@ac-rouen.fr"),
        Title = "Professeur certifié",
        Postings = [new Posting(CollegeJacquesTati.Rne, "ENS", "ENSEIGNEMENT", "L1900", "EDUCATION PHYSIQUE ET SPORTIVE")],
    };

    /// <summary>Answers everybody of the académie.</summary>
    public static Person FatouSarr { get; } = Assistance("fsarr1", "Fatou", "Sarr", 2841, "21A1301234ABN") with
    {
        Address = MailAddress.Parse("fatou.sarr@ac-rouen.fr"),
        Title = "Technicienne de l'assistance",
        Groups = ["assistance"],
    };

    /// <summary>Answers the people of the Eure.</summary>
    public static Person TanguyKerbrat { get; } = Assistance("tkerbrat1", "Tanguy", "Kerbrat", 2842, "21A1501234ABP") with
    {
        Address = MailAddress.Parse("tanguy.kerbrat@ac-rouen.fr"),
        Title = "Technicien de l'assistance",
        Groups = ["assistance-027"],
    };

    /// <summary>Supervises the assistance.</summary>
    public static Person BrigitteQuiniou { get; } = Assistance("bquiniou1", "Brigitte", "Quiniou", 2843, "21A0501234ABQ") with
    {
        Address = MailAddress.Parse("brigitte.quiniou@ac-rouen.fr"),
        Title = "Responsable de l'assistance",
        Groups = ["assistance-responsables"],
    };

    /// <summary>Reads the audit trail.</summary>
    public static Person EtienneJoubert { get; } = Assistance("ejoubert1", "Étienne", "Joubert", 2844, "21A0301234ABR") with
    {
        Address = MailAddress.Parse("etienne.joubert@ac-rouen.fr"),
        Title = "Auditeur interne",
        Groups = ["auditeurs"],
    };

    public static IReadOnlyList<Person> All { get; } =
    [
        ClaireMartin, BaoNguyen, FrancoisDurand, HeleneLefevre, JeanNoelPetit, SylvieDubois, MichelBernard, AichaGarcia, OdileRoux, LoicMoreau,
        FatouSarr, TanguyKerbrat, BrigitteQuiniou, EtienneJoubert,
    ];

    public static IReadOnlyList<Establishment> Establishments { get; } = [LyceeLesFalaises, CollegeJacquesTati, LyceeProfessionnel];

    /// <summary>Of the rectorat: no establishment.</summary>
    private static Person Assistance(string login, string givenName, string surname, int key, string numen) => Teacher(login, givenName, surname, key, numen) with { UserType = "ADM" };

    private static Person Teacher(string login, string givenName, string surname, int key, string numen) => new()
    {
        Key = new DirectoryKey($"AC-ROUEN${key}"),
        Login = Login.Parse(login),
        Numen = Numen.Parse(numen),
        DisplayName = $"{givenName} {surname}",
        GivenName = givenName,
        Surname = surname,
        Language = "fr",
        UserType = "ENS",
        State = AccountState.Active,
    };
}
