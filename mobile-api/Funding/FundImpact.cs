namespace ElderCare.MobileApi.Funding;

/// <summary>What a rule would have changed for a fund.</summary>
internal sealed record FundImpact(string FundId, string? Name, int Meals, long SubsidyBeforeFen, long SubsidyAfterFen);
