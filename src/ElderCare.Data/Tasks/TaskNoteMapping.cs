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

namespace ElderCare.Data.Tasks;

internal sealed class TaskNoteMapping : IEntityTypeConfiguration<TaskNote>
{
    public void Configure(EntityTypeBuilder<TaskNote> note)
    {
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasOne<WorkTask>().WithMany().HasForeignKey(n => n.TaskId);
        note.HasIndex(n => n.TaskId);
    }
}
