using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

public class MaskingTests
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张建国", "张**")]
    [InlineData("欧阳娜娜", "欧阳**")]
    [InlineData("欧阳修", "欧阳*")]
    [InlineData("欧阳", "欧*")]
    [InlineData("阿卜杜拉·买买提", "阿*******")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("张", "*")]
    [InlineData("", "")]
    public void ANameKeepsItsSurname(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("330399194010150023", "330399********0023")]
    [InlineData("330399401015002", "330399*****5002")]
    [InlineData("E12345678", "*********")]
    public void AnIdNumberKeepsSixAndFour(string number, string masked) => Assert.Equal(masked, Masking.IdNumber(number));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("+8613812345678", "+86138****5678")]
    [InlineData("0577-88881234", "0577-8888****")]
    [InlineData("88881234", "8888****")]
    [InlineData("12349", "*****")]
    public void APhoneKeepsWhatTellsItsKind(string phone, string masked) => Assert.Equal(masked, Masking.Phone(phone));
}
