using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.Domain.Tests.People;

/// <summary>Numbers of identity documents, with and without a check digit.</summary>
public class IdDocumentTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Theory]
    [InlineData(IdDocumentKind.Passport, " e1234 5678 ", "E12345678")]
    [InlineData(IdDocumentKind.HongKongMacauPermit, "Ｈ１２３４５６７８", "H12345678")]
    [InlineData(IdDocumentKind.TaiwanPermit, "12345678", "12345678")]
    [InlineData(IdDocumentKind.Passport, "e-1234－5678", "E12345678")]
    [InlineData(IdDocumentKind.Passport, "E\u00A01234—5678", "E12345678")]
    [InlineData(IdDocumentKind.HongKongMacauPermit, "H12345678(01)", "H1234567801")]
    [InlineData(IdDocumentKind.HongKongMacauPermit, "ｈ12345678（01）", "H1234567801")]
    [InlineData(IdDocumentKind.HongKongMacauPermit, "H12345678 [01] ", "H1234567801")]
    [InlineData(IdDocumentKind.ForeignResidentCard, "USA440196511010", "USA440196511010")]
    public void Case7_OtherDocumentsHaveNoCheckDigit(IdDocumentKind kind, string typed, string kept)
    {
        Assert.Null(IdDocument.Read(kind, typed, Today, out var document));
        Assert.Equal((kept, false), (document!.Number, document.WasConverted));
        Assert.Null(document.Card);
    }

    [Theory]
    [InlineData(IdDocumentKind.Passport, "E12")]
    [InlineData(IdDocumentKind.Passport, "E-1-2-(3)")]
    [InlineData(IdDocumentKind.Passport, "E1234_5678")]
    [InlineData(IdDocumentKind.Passport, "E1234\uFFFE5678")]
    [InlineData(IdDocumentKind.Passport, "E1234567890123456789X")]
    [InlineData(IdDocumentKind.Passport, "护照12345")]
    [InlineData(IdDocumentKind.ResidentIdCard, "E12345678")]
    [InlineData(IdDocumentKind.ResidentIdCard, "110105203012310026")]
    [InlineData(IdDocumentKind.ResidentIdCard, null)]
    public void Case7_WhatIsNoNumberOfItsKindIsRefused(IdDocumentKind kind, string? typed)
    {
        Assert.NotNull(IdDocument.Read(kind, typed, Today, out var document));
        Assert.Null(document);
    }

    [Fact]
    public void IsPrintedMasked()
    {
        IdDocument.Read(IdDocumentKind.ResidentIdCard, "330302194010150023", Today, out var card);
        IdDocument.Read(IdDocumentKind.Passport, "E12345678", Today, out var passport);
        Assert.Equal("330302********0023 *********", $"{card} {passport}");
    }
}
