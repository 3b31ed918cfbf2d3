using ElderCare.Data;
using ElderCare.Domain.CallCentre;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>What lies on the desk for everybody: what one shift leaves to the next, and answers to what callers ask.</summary>
internal static class DeskBook
{
    private const int AnswersShown = 20;

    public static Task<Answer<ShiftNoteView>> Leave(ShiftNoteRequest request, RequestWriter requests, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(request.Text, "text", 1, 2_000).ThrowIfAny();
        if (caller.Account.DivisionCode is not { } division) throw RequestProblem.Forbidden();
        return requests.Commit(unit =>
        {
            var note = new ShiftNote { Id = Guid.CreateVersion7(), DivisionCode = division, At = unit.Now, By = caller.AccountId, Text = request.Text!.Trim() };
            unit.Insert(note);
            return Answer<ShiftNoteView>.Ok(ShiftNoteView.Of(note));
        }, ct);
    }

    /// <summary>Of the caller's desk and those below it, newest first.</summary>
    public static async Task<Page<ShiftNoteView>> Left(CityDatabase database, CityFacts facts, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var notes = db.ShiftNotes.Where(note => below.Contains(note.DivisionCode));
        if (page.AfterId is { } after) notes = notes.Where(note => note.Id < after);
        var rows = await notes.OrderByDescending(note => note.Id).Take(page.Take).ToListAsync(ct);
        return Page<ShiftNoteView>.Of([.. rows.Select(ShiftNoteView.Of)], page, note => note.Id.ToString());
    }

    /// <summary>Answers that fit, the best first; all of them when nothing is asked.</summary>
    public static async Task<Page<AnswerView>> Answers(CityDatabase database, HttpRequest http, string? q, CancellationToken ct)
    {
        var words = (q ?? "").Split([' ', '\u3000', ',', '，', '?', '？'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        new FieldErrors().Require(q is null or { Length: <= 100 }, "q", "最多 100 个字。", "At most 100 characters.").ThrowIfAny();
        using var db = database.Read();
        var answers = await db.PolicyAnswers.OrderBy(answer => answer.Id).ToListAsync(ct);
        var fitting = words.Length == 0 ? answers : answers.Where(answer => answer.FitOf(words) > 0).OrderByDescending(answer => answer.FitOf(words)).ThenBy(answer => answer.Id, StringComparer.Ordinal).ToList();
        var english = Language.IsEnglish(http);
        return new([.. fitting.Take(AnswersShown).Select(answer => AnswerView.Of(answer, english))], null);
    }
}

/// <summary>What one shift leaves to the next.</summary>
internal sealed record ShiftNoteView(Guid Id, string DivisionCode, Instant At, Guid By, string Text)
{
    public static ShiftNoteView Of(ShiftNote note) => new(note.Id, note.DivisionCode, note.At, note.By, note.Text);
}

/// <summary>What one shift leaves to the next.</summary>
/// <param name="Text">1 to 2,000 characters.</param>
internal sealed record ShiftNoteRequest(string? Text);

/// <summary>An answer to what callers ask, in the language asked for.</summary>
/// <param name="Evidence">Where it comes from.</param>
internal sealed record AnswerView(string Id, string Question, string Answer, string Evidence)
{
    public static AnswerView Of(PolicyAnswer answer, bool english) =>
        new(answer.Id, english ? answer.QuestionEn : answer.QuestionZh, english ? answer.AnswerEn : answer.AnswerZh, answer.Evidence);
}
