using System.Globalization;
using System.Text.RegularExpressions;

namespace ElderCare.Domain.People;

/// <summary>Names and numbers as those may see them who need not know them.</summary>
public static partial class Masking
{
    private static readonly HashSet<string> DoubleSurnames = new(
        ("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 长孙 宇文 端木 轩辕 南宫 独孤 澹台 公冶 宗政 濮阳 淳于 单于 "
        + "太叔 申屠 仲孙 钟离 鲜于 闾丘 赫连 呼延 东郭 南门 羊舌 微生 公羊 左丘 西门 百里 第五 万俟 闻人").Split(' '), StringComparer.Ordinal);

    /// <summary>The surname and a star for each other character: 张*, 欧阳**.</summary>
    public static string Name(string name)
    {
        var letters = new StringInfo(name.Trim());
        var count = letters.LengthInTextElements;
        if (count < 2) return new('*', count);
        var surname = count > 2 && DoubleSurnames.Contains(letters.SubstringByTextElements(0, 2)) ? 2 : 1;
        return letters.SubstringByTextElements(0, surname) + new string('*', count - surname);
    }

    /// <summary>The first 6 and the last 4 characters with a star for each between; all stars when there are fewer than 15.</summary>
    public static string IdNumber(string number) =>
        number.Length < 15 ? new('*', number.Length) : number[..6] + new string('*', number.Length - 10) + number[^4..];

    /// <summary>An address up to its street or village, with stars for what follows; all that is finer than a district when it names neither.</summary>
    public static string Address(string address)
    {
        var plain = address.Trim();
        var district = District().Match(plain).Length;
        var street = Street().Match(plain, district);
        var end = street.Success ? street.Index + street.Length : district;
        return end == plain.Length ? plain : plain[..end] + "***";
    }

    /// <summary>A mobile number as 138****5678, a landline as 0577-8888****; all stars when it has fewer than 7 digits.</summary>
    public static string Phone(string phone)
    {
        var plain = phone.Trim();
        if (plain.Count(char.IsDigit) < 7) return new('*', plain.Length);
        var isMobile = plain.Length >= 11 && plain[^11] == '1' && plain[^11..].All(char.IsDigit);
        return isMobile ? plain[..^8] + "****" + plain[^4..] : plain[..^4] + "****";
    }

    // 街道 is a sub-district, and the name of a street may go on, as in 新村路.
    [GeneratedRegex("(?:大道|胡同|(?<!街)道|[路街巷弄村庄屯])(?![道镇乡区县市村庄路街])")]
    private static partial Regex Street();

    [GeneratedRegex("^(?:[^0-9]{1,8}?(?:[省市县镇乡]|街道|(?<!小)区))*")]
    private static partial Regex District();
}
