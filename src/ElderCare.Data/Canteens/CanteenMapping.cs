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

namespace ElderCare.Data.Canteens;

internal sealed class CanteenMapping : IEntityTypeConfiguration<Canteen>
{
    public void Configure(EntityTypeBuilder<Canteen> canteen)
    {
        canteen.Property(c => c.Id).ValueGeneratedNever();
        canteen.Property(c => c.Tags).HasConversion<JsonList<string>, JsonListComparer<string>>();
        canteen.Property(c => c.Version).IsConcurrencyToken();
        canteen.HasIndex(c => new { c.DivisionCode, c.Id });
        canteen.HasIndex(c => new { c.Latitude, c.Longitude });
        canteen.Property(c => c.Licences).HasConversion<JsonList<Licence>, JsonListComparer<Licence>>();
        canteen.Property(c => c.OpeningDays).HasConversion<JsonRecord<OpeningDays>>();
        canteen.Property(c => c.Tags).HasConversion<JsonList<string>, JsonListComparer<string>>();
        canteen.Property(c => c.Closures).HasConversion<JsonList<CanteenClosure>, JsonListComparer<CanteenClosure>>();
        canteen.Ignore(c => c.Place);
        canteen.Ignore(c => c.Service);
    }
}
