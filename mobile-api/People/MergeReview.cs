using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;

namespace ElderCare.MobileApi.People;

/// <summary>What the two records of a person do not agree on: a human decides, nothing is dropped.</summary>
internal sealed class MergeReview
{
    private readonly List<(string Subject, string Zh, string En)> _found = [];
    private readonly List<(string Zh, string En)> _ofThePerson = [];

    /// <summary>Orders whose subsidy the other record has had for the same meal; their keys stay on the record that was merged.</summary>
    public void Keys(IEnumerable<Guid> orders) => _found.AddRange(orders.Select(order => (
        order.ToString(), "合并档案：同一餐的补贴用了两次，请核对这份订单。", "Merged records: the subsidy of one meal was used twice; look at this order.")));

    /// <summary>Accounts that are kept in another unit; their balance stays where it is.</summary>
    public void Units(IEnumerable<AccountKind> accounts)
    {
        foreach (var kind in accounts) _ofThePerson.Add(($"{kind}没有转过来", $"{kind} was not moved"));
    }

    /// <summary>Months for which both records had been granted minutes of home service.</summary>
    public void Months(int twice)
    {
        if (twice > 0) _ofThePerson.Add(("同一个月的服务时长发了两次", "the minutes of a month were granted twice"));
    }

    /// <summary>Links to family members that were ended, because the record that stays has one.</summary>
    public void Links(int ended)
    {
        if (ended > 0) _ofThePerson.Add(("家人授权有重复", "a family member was linked twice"));
    }

    /// <summary>Whether only one of them is known to be dead, or each of another day.</summary>
    public void Deaths(Senior stays, Senior goes)
    {
        if (stays.DiedOn != goes.DiedOn) _ofThePerson.Add(("去世日期不一致", "the dates of death differ"));
    }

    /// <summary>Puts it on the work list.</summary>
    public void Raise(CityUnit unit, Senior stays, CityFacts facts)
    {
        foreach (var (subject, zh, en) in _found) unit.Raise(TaskKind.Review, stays.ResidenceDivision, subject, stays.Id, zh, en, facts);
        if (_ofThePerson.Count == 0) return;
        unit.Raise(TaskKind.Review, stays.ResidenceDivision, stays.Id.ToString(), stays.Id,
            $"合并档案：{string.Join('、', _ofThePerson.Select(words => words.Zh))}，请核对。", $"Merged records: {string.Join(", ", _ofThePerson.Select(words => words.En))}; look at it.", facts);
    }
}
