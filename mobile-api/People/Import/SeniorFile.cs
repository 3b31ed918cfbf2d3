using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.People.Import;

/// <summary>A file of people, read from its first to its last row: who can be registered, and everything that is wrong.</summary>
/// <param name="today">In the city's zone.</param>
/// <param name="divisions">How division codes are read.</param>
/// <param name="covers">Whether a division lies in the importer's.</param>
internal sealed class SeniorFile(LocalDate today, DivisionCodes divisions, CategoryCodes categories, Func<string, bool> covers)
{
    private const int MostRows = 300_000;
    private readonly List<RowOfSenior> _people = [];
    private readonly Dictionary<(IdDocumentKind Kind, string Number), long> _rowsByDocument = [];
    private bool _isBelowHeader;

    /// <summary>What is wrong; nothing is imported unless it is empty.</summary>
    public FindingList Problems { get; } = new();

    /// <summary>What is doubtful, and refuses nothing.</summary>
    public FindingList Warnings { get; } = new();

    /// <summary>Everybody who can be registered.</summary>
    public IReadOnlyList<RowOfSenior> People => _people;

    /// <summary>Rows below the header.</summary>
    public int Rows { get; private set; }

    /// <summary>Reads all of it.</summary>
    public void Read(ReadOnlyMemory<byte> file)
    {
        if (CsvEncoding.Of(file.Span) is not { } encoding)
        {
            Problems.Add(CsvEncoding.FirstRowNotIn(CsvEncoding.StrictUtf8, file.Span), "row", new("编码有损坏的 UTF-8 字符，请重新导出", "It has damaged UTF-8 characters; export the file again"));
            return;
        }
        using var csv = Open(file, encoding);
        try
        {
            ReadAll(csv);
        }
        catch (DecoderFallbackException)
        {
            Problems.Add(CsvEncoding.FirstRowNotIn(encoding, file.Span), "row", new("编码既不是 UTF-8 也不是 GB18030", "Its encoding is neither UTF-8 nor GB18030"));
        }
        catch (CsvFormatException malformed)
        {
            Problems.Add(Math.Max(malformed.LineNumber, 1), "row", Broken);
        }
    }

    private static Bilingual Broken => new("引号不成对，或者单元格里有换行", "A quote is not closed, or a cell has a line break");

    private CsvReader Open(ReadOnlyMemory<byte> file, Encoding encoding)
    {
        var options = new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            AllowLineBreaksInQuotes = false, // or one broken quote would swallow all rows below it
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => Malformed(record.LineNumber),
            PoolStrings = true,
            Encoding = encoding,
        };
        return encoding == Encoding.UTF8 ? CsvReader.Create(file, options) : CsvReader.Create(StreamOf(file), options, false);
    }

    private void Malformed(long row)
    {
        Problems.Add(row, "row", Broken);
        if (_isBelowHeader) Rows++;
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> file) =>
        MemoryMarshal.TryGetArray(file, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(file.ToArray(), writable: false);

    private void ReadAll(CsvReader csv)
    {
        var columns = SeniorColumns.Of(csv.Headers, Problems);
        if (Problems.Count > 0) return;
        _isBelowHeader = true;
        var rows = new SeniorRowReader(csv, columns, Problems);
        while (csv.Read())
        {
            if (++Rows > MostRows)
            {
                Problems.Add(csv.LineNumber, "row", new($"最多 {MostRows} 行，请分成几份", $"At most {MostRows} rows; send it in parts"));
                return;
            }
            if (rows.Read() is { } form) Check(csv.LineNumber, form);
        }
        if (Rows == 0 && Problems.Count == 0) Problems.Add(1, "row", new("没有数据", "There are no rows"));
    }

    private static Bilingual SameAs(long row) => new($"与第 {row} 行的证件号码相同", $"It is the same number as in row {row}");

    private void Check(long row, SeniorForm form)
    {
        var check = SeniorFormCheck.Check(form, today, divisions, categories);
        foreach (var problem in check.Problems) Problems.Add(row, problem.Field, problem.Message);
        foreach (var warning in check.Warnings) Warnings.Add(row, warning.Field, warning.Message);
        if (check is { ResidenceDivision: { } residence, HukouDivision: { } hukou } && !covers(residence) && !covers(hukou)) Problems.Add(row, "residenceDivision", new("不在您管的区划里", "It lies outside your division"));
        if (check.Document is { } document && !_rowsByDocument.TryAdd(document, row)) Problems.Add(row, "idNumber", SameAs(_rowsByDocument[document]));
        if (Problems.Count == 0) _people.Add(new(row, check.Senior!)); // when something is wrong nobody is imported, and nobody need be kept
    }
}

/// <summary>Somebody who can be registered, and the row that says so.</summary>
internal sealed record RowOfSenior(long Row, NewSenior Person);
