using ElderCare.Domain.Access;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class SeniorMapping : IEntityTypeConfiguration<Senior>
{
    public void Configure(EntityTypeBuilder<Senior> senior)
    {
        senior.Property(s => s.Id).ValueGeneratedNever();
        senior.Property(s => s.Allergies).HasConversion<JsonList<string>, JsonListComparer<string>>();
        senior.Property(s => s.Diets).HasConversion<JsonList<string>, JsonListComparer<string>>();
        senior.Property(s => s.Conditions).HasConversion<JsonList<string>, JsonListComparer<string>>();
        senior.Property(s => s.Medicines).HasConversion<JsonList<string>, JsonListComparer<string>>();
        senior.Property(s => s.Version).IsConcurrencyToken();
        senior.HasIndex(s => new { s.IdNumberIndex, s.IdDocument }).IsUnique(); // a passport and a permit may have the same number
        senior.HasIndex(s => s.PhoneIndex);
        senior.HasIndex(s => s.LandlineIndex);
        senior.HasIndex(s => s.Name);
        senior.HasIndex(s => new { s.ResidenceDivision, s.Id });
        senior.HasIndex(s => new { s.HukouDivision, s.Id });
        senior.HasIndex(s => s.ImportId).HasFilter("\"ImportId\" IS NOT NULL"); // to remove what a broken import has left
        senior.HasIndex(s => s.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
        senior.Ignore(s => s.Home);
        senior.Ignore(s => s.LunarBirthday);
    }
}
