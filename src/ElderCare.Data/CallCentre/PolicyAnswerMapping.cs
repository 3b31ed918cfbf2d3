using ElderCare.Domain.CallCentre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.CallCentre;

internal sealed class PolicyAnswerMapping : IEntityTypeConfiguration<PolicyAnswer>
{
    public void Configure(EntityTypeBuilder<PolicyAnswer> answer) => answer.Property(a => a.Id).ValueGeneratedNever();
}
