using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Makes work of callers who are to be called back.</summary>
internal static class CallBacks
{
    /// <summary>Whoever hung up before their call was done is called back; who withheld the number cannot be.</summary>
    public static void RaiseCallBack(this CityUnit unit, Call call, CityFacts facts, HotlinePolicy policy)
    {
        if (call.CallerCipher is null) return;
        var people = unit.Db.CallPeople.Where(person => person.CallId == call.Id).Select(person => person.SeniorId).ToList();
        unit.Raise(
            TaskKind.CallBack, call.DivisionCode ?? policy.LineDivision, call.Id.ToString(), people is [var only] ? only : null,
            "有人打 12349，事情没办完就挂了，请回拨。", "A caller of 12349 hung up before the call was done; call back.", facts);
    }
}
