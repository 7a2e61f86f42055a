using System.Globalization;

namespace AcRouenIdentity.Benchmarks;

/// <summary>CPU of a process, of those that it started and of those that it has seen end: of a server that has a process for each connection. From proc(5) stat, to the hundredth of a second.</summary>
internal static class FamilyCpu
{
    private const int TicksASecond = 100;
    private const int Parent = 4 - FirstAfterName;
    private const int UserTime = 14 - FirstAfterName;
    private const int SystemTime = 15 - FirstAfterName;
    private const int UserTimeOfEnded = 16 - FirstAfterName;
    private const int SystemTimeOfEnded = 17 - FirstAfterName;

    /// <summary>The name, field 2, may hold spaces.</summary>
    private const int FirstAfterName = 3;

    public static TimeSpan Of(int processId)
    {
        var ticks = 0L;
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            if (Fields(folder) is { } fields)
                ticks += Path.GetFileName(folder) == processId.ToString(CultureInfo.InvariantCulture) ? Sum(fields, UserTime, SystemTime, UserTimeOfEnded, SystemTimeOfEnded)
                    : fields[Parent] == processId.ToString(CultureInfo.InvariantCulture) ? Sum(fields, UserTime, SystemTime)
                    : 0;
        return TimeSpan.FromSeconds((double)ticks / TicksASecond);
    }

    private static string[]? Fields(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ');
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    private static long Sum(string[] fields, params int[] indexes) => indexes.Sum(index => long.Parse(fields[index], CultureInfo.InvariantCulture));
}
