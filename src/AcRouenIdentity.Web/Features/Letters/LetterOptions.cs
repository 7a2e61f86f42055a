using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Letters;

public sealed class LetterOptions
{
    public const string Section = "Letters";

    /// <summary>Days for which a first letter is good.</summary>
    [Range(1, 366)]
    public int FirstAccessDays { get; set; } = 60;

    /// <summary>Days for which the code of a <i>courrier INA</i> is good.</summary>
    [Range(1, 366)]
    public int RecoveryDays { get; set; } = 21;

    /// <summary>While a <i>courrier INA</i> is good, another is printed for the same person only if it was printed that long ago.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan RequestInterval { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long a PDF waits for somebody to confirm that its printing is good; then it is destroyed.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan KeepPdfFor { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Letters of one PDF, at most: those of a bigger school are split.</summary>
    [Range(1, 500)]
    public int LettersOfAPart { get; set; } = 100;

    /// <summary>A letter's code counts only once the secretariat has recorded that it was handed over.</summary>
    public bool OnlyOnceHandedOver { get; set; }

    /// <summary>Days for which a letter waits in a secretariat before a reminder is worth writing, and that lie between two reminders at least.</summary>
    [Range(1, 366)]
    public int ReminderDays { get; set; } = 7;

    /// <summary>Secretariats are reminded as soon as that time has passed, without an officer asking for it.</summary>
    public bool RemindsByItself { get; set; }

    internal TimeSpan ReminderInterval => TimeSpan.FromDays(ReminderDays);
}
