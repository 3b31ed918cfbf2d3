namespace ElderCare.Domain.Funding;

/// <summary>A later line of the same rule that may take over an amount which a dry fund cannot pay.</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="FundId">The fund that pays.</param>
public sealed record NextPayer(Payer Payer, string FundId);
