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

namespace ElderCare.Data.Model;

internal sealed class SeniorMapping : IEntityTypeConfiguration<Senior>
{
    public void Configure(EntityTypeBuilder<Senior> senior)
    {
        senior.Property(s => s.Id).ValueGeneratedNever();
        senior.Property(s => s.Allergies).HasConversion<JsonList<string>, JsonListComparer<string>>();
        senior.Property(s => s.Version).IsConcurrencyToken();
        senior.HasIndex(s => s.IdNumberIndex).IsUnique();
        senior.HasIndex(s => s.PhoneIndex);
        senior.HasIndex(s => s.Name);
        senior.HasIndex(s => new { s.ResidenceDivision, s.Id });
        senior.HasIndex(s => new { s.HukouDivision, s.Id });
        senior.Ignore(s => s.Home);
    }
}

internal sealed class CategoryPeriodMapping : IEntityTypeConfiguration<CategoryPeriod>
{
    public void Configure(EntityTypeBuilder<CategoryPeriod> period)
    {
        period.Property(p => p.Id).ValueGeneratedNever();
        period.HasOne<Senior>().WithMany().HasForeignKey(p => p.SeniorId);
        period.HasIndex(p => new { p.Category, p.SeniorId });
    }
}

internal sealed class FamilyLinkMapping : IEntityTypeConfiguration<FamilyLink>
{
    public void Configure(EntityTypeBuilder<FamilyLink> link)
    {
        link.Property(l => l.Id).ValueGeneratedNever();
        link.HasOne<Senior>().WithMany().HasForeignKey(l => l.SeniorId);
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
    }
}

internal sealed class CanteenMapping : IEntityTypeConfiguration<Canteen>
{
    public void Configure(EntityTypeBuilder<Canteen> canteen)
    {
        canteen.Property(c => c.Id).ValueGeneratedNever();
        canteen.Property(c => c.Version).IsConcurrencyToken();
        canteen.HasIndex(c => new { c.DivisionCode, c.Id });
        canteen.HasIndex(c => new { c.Latitude, c.Longitude });
        canteen.Ignore(c => c.Place);
    }
}

internal sealed class MenuMapping : IEntityTypeConfiguration<Menu>
{
    public void Configure(EntityTypeBuilder<Menu> menu)
    {
        menu.Property(m => m.Id).ValueGeneratedNever();
        menu.Property(m => m.Version).IsConcurrencyToken();
        menu.HasOne<Canteen>().WithMany().HasForeignKey(m => m.CanteenId);
        menu.HasIndex(m => new { m.CanteenId, m.ServedOn, m.Period }).IsUnique();
    }
}

internal sealed class MenuDishMapping : IEntityTypeConfiguration<MenuDish>
{
    public void Configure(EntityTypeBuilder<MenuDish> dish)
    {
        dish.Property(d => d.Id).ValueGeneratedNever();
        dish.Property(d => d.Allergens).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.Property(d => d.Tags).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.HasOne<Menu>().WithMany().HasForeignKey(d => d.MenuId);
        dish.HasIndex(d => new { d.MenuId, d.Name }).IsUnique();
        dish.ToTable(table => table.HasCheckConstraint("CK_MenuDishes_Remaining", "\"Remaining\" >= 0 AND \"Remaining\" <= \"Capacity\" AND \"PriceFen\" >= 0"));
    }
}

internal sealed class DeliveryPointMapping : IEntityTypeConfiguration<DeliveryPoint>
{
    public void Configure(EntityTypeBuilder<DeliveryPoint> point)
    {
        point.Property(p => p.Id).ValueGeneratedNever();
        point.HasOne<Canteen>().WithMany().HasForeignKey(p => p.CanteenId);
        point.HasIndex(p => new { p.DivisionCode, p.Id });
    }
}

internal sealed class MealOrderMapping : IEntityTypeConfiguration<MealOrder>
{
    public void Configure(EntityTypeBuilder<MealOrder> order)
    {
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.Items).HasConversion<JsonList<Portion>, JsonListComparer<Portion>>();
        order.Property(o => o.Splits).HasConversion<JsonList<OrderSplit>, JsonListComparer<OrderSplit>>();
        order.Property(o => o.Explanation).HasConversion<JsonList<Bilingual>, JsonListComparer<Bilingual>>();
        order.Property(o => o.Version).IsConcurrencyToken();
        order.Ignore(o => o.SelfPayFen);
        order.Ignore(o => o.SubsidyFen);
        order.Ignore(o => o.Stands);
        order.HasIndex(o => new { o.SeniorId, o.Id });
        order.HasIndex(o => new { o.CanteenId, o.ServedOn, o.Period, o.Code }).IsUnique();
        order.HasIndex(o => o.MenuId);
    }
}

internal sealed class SubsidyClaimMapping : IEntityTypeConfiguration<SubsidyClaim>
{
    public void Configure(EntityTypeBuilder<SubsidyClaim> key)
    {
        key.HasKey(k => new { k.SeniorId, k.ServedOn, k.StackGroup, k.Period });
        key.HasIndex(k => new { k.SeniorId, k.ServedOn, k.StackGroup, k.Slot }).IsUnique();
    }
}

internal sealed class WorkTaskMapping : IEntityTypeConfiguration<WorkTask>
{
    public void Configure(EntityTypeBuilder<WorkTask> task)
    {
        task.Property(t => t.Id).ValueGeneratedNever();
        task.Property(t => t.Version).IsConcurrencyToken();
        task.HasIndex(t => new { t.DivisionCode, t.Status, t.Id });
    }
}

internal sealed class TaskNoteMapping : IEntityTypeConfiguration<TaskNote>
{
    public void Configure(EntityTypeBuilder<TaskNote> note)
    {
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasOne<WorkTask>().WithMany().HasForeignKey(n => n.TaskId);
    }
}

internal sealed class FundMapping : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> fund) => fund.Property(f => f.Id).ValueGeneratedNever();
}

internal sealed class LedgerAccountMapping : IEntityTypeConfiguration<LedgerAccount>
{
    public void Configure(EntityTypeBuilder<LedgerAccount> account)
    {
        account.Property(a => a.Id).ValueGeneratedNever();
        account.HasAlternateKey(a => new { a.Id, a.Unit });
        account.HasIndex(a => new { a.Owner, a.Kind }).IsUnique();
        account.HasIndex(a => new { a.DivisionCode, a.Id });
    }
}

internal sealed class TransferMapping : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.Property(t => t.Id).ValueGeneratedNever();
        transfer.HasOne<LedgerAccount>().WithMany().HasForeignKey(t => new { t.FromAccountId, t.Unit }).HasPrincipalKey(a => new { a.Id, a.Unit }).OnDelete(DeleteBehavior.Restrict);
        transfer.HasOne<LedgerAccount>().WithMany().HasForeignKey(t => new { t.ToAccountId, t.Unit }).HasPrincipalKey(a => new { a.Id, a.Unit }).OnDelete(DeleteBehavior.Restrict);
        transfer.HasOne<Transfer>().WithOne().HasForeignKey<Transfer>(t => t.ReversalOf).OnDelete(DeleteBehavior.Restrict);
        transfer.HasIndex(t => new { t.FromAccountId, t.Id });
        transfer.HasIndex(t => new { t.ToAccountId, t.Id });
        transfer.HasIndex(t => t.Cause);
        transfer.ToTable(table => table.HasCheckConstraint("CK_Transfers_Amount", "\"Amount\" > 0 AND \"FromAccountId\" <> \"ToAccountId\""));
    }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.Roles).HasConversion<JsonList<Role>, JsonListComparer<Role>>();
        account.Property(a => a.Version).IsConcurrencyToken();
        account.HasIndex(a => a.UserName).IsUnique();
        account.HasIndex(a => a.PhoneIndex);
        account.HasIndex(a => a.SeniorId);
    }
}

internal sealed class SignInSessionMapping : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> session)
    {
        session.Property(s => s.Id).ValueGeneratedNever();
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
        session.HasIndex(s => s.TokenHash).IsUnique();
        session.HasIndex(s => s.FamilyId);
    }
}

internal sealed class OneTimeCodeMapping : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> code)
    {
        code.Property(c => c.Id).ValueGeneratedNever();
        code.HasIndex(c => new { c.PhoneIndex, c.ExpiresAt });
    }
}

internal sealed class KnownAddressMapping : IEntityTypeConfiguration<KnownAddress>
{
    public void Configure(EntityTypeBuilder<KnownAddress> address) => address.HasKey(a => new { a.AccountId, a.AddressIndex });
}

internal sealed class VendorMapping : IEntityTypeConfiguration<Vendor>
{
    public void Configure(EntityTypeBuilder<Vendor> vendor)
    {
        vendor.Property(v => v.Id).ValueGeneratedNever();
        vendor.HasIndex(v => v.Name).IsUnique();
    }
}
