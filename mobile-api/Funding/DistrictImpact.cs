namespace ElderCare.MobileApi.Funding;

/// <summary>What a rule would have changed in a district.</summary>
internal sealed record DistrictImpact(string DivisionCode, string? Name, int Meals, long SubsidyBeforeFen, long SubsidyAfterFen);
