namespace ElderCare.Domain.Reviews;

/// <summary>What is to be judged, all at once, because much shows only beside the rest.</summary>
/// <param name="Visits">Visits, each id once.</param>
/// <param name="Sales">Meals at tills, each id once.</param>
/// <param name="Seniors">What is known of people, each once; whoever is not here is judged without.</param>
/// <param name="Canteens">What is known of canteens, each once.</param>
public sealed record ReviewCase(
    IReadOnlyList<ReviewedVisit> Visits, IReadOnlyList<ReviewedSale> Sales, IReadOnlyList<KnownSenior> Seniors, IReadOnlyList<KnownCanteen> Canteens);
