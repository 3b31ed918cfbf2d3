using System.Text;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;
using NodaTime.Testing;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>The second factor, by the test values of RFC 6238 cut to six digits.</summary>
public class OneTimePasswordTests
{
    private const string SecretInBase32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void IsThatOfTheStandard(long seconds, string code) => Assert.Equal(code, OneTimePassword.CodeAt(Secret, seconds / 30));

    [Fact]
    public void TakesEachCodeOnce()
    {
        var (factor, account, _) = Enrolled();
        factor.Demand(account, "050471");
        Assert.Equal("auth.oneTimeCodeInvalid", Assert.Throws<RequestProblem>(() => factor.Demand(account, "050471")).Code);
    }

    [Fact]
    public void AllowsHalfAMinuteOfClock()
    {
        var (factor, account, clock) = Enrolled();
        clock.AdvanceSeconds(30);
        factor.Demand(account, "050471");
        var (other, otherAccount, later) = Enrolled();
        later.AdvanceSeconds(60);
        Assert.Throws<RequestProblem>(() => other.Demand(otherAccount, "050471"));
    }

    [Fact]
    public void AsksForAMissingCode()
    {
        var (factor, account, _) = Enrolled();
        Assert.Equal("auth.oneTimeCodeRequired", Assert.Throws<RequestProblem>(() => factor.Demand(account, null)).Code);
    }

    private static (OneTimePassword Factor, Account Account, FakeClock Clock) Enrolled()
    {
        var cipher = new FieldCipher(new Dictionary<string, byte[]> { ["k"] = new byte[32] }, "k", new Dictionary<string, byte[]> { ["i"] = new byte[32] }, "i");
        var clock = new FakeClock(Instant.FromUnixTimeSeconds(1111111111));
        var account = new Account { Id = Guid.NewGuid(), UserName = "someone", Name = "某人", Roles = [Role.Admin], CreatedAt = default, TotpCipher = cipher.Encrypt(SecretInBase32) };
        return (new OneTimePassword(cipher, clock), account, clock);
    }
}
