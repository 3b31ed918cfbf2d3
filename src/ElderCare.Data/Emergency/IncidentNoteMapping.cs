using System.Text.Json;
using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ElderCare.Data.Emergency;

internal sealed class IncidentNoteMapping : IEntityTypeConfiguration<IncidentNote>
{
    public void Configure(EntityTypeBuilder<IncidentNote> note)
    {
        note.Property(row => row.Id).ValueGeneratedNever();
        note.Property(row => row.Kind).HasConversion(new WordConverter());
        note.HasOne<Incident>().WithMany().HasForeignKey(n => n.IncidentId);
        note.HasIndex(n => new { n.IncidentId, n.Id });
    }

    /// <summary>Kept as its word on the wire, as the first lines ever written are.</summary>
    private sealed class WordConverter() : ValueConverter<IncidentNoteKind, string>(kind => WordOf[kind], word => KindOf[word])
    {
        private static readonly Dictionary<IncidentNoteKind, string> WordOf = Enum.GetValues<IncidentNoteKind>().ToDictionary(kind => kind, kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
        private static readonly Dictionary<string, IncidentNoteKind> KindOf = WordOf.ToDictionary(word => word.Value, word => word.Key);
    }
}
