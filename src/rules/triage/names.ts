/** Surnames people sign with; one character each. */
export const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
const TITLE = "(?:先生|女士|小姐|太太|老师|师奶)";
const SELF = new RegExp(
  `(?:我姓|免贵姓|本人姓)([${SURNAMES}])|(?:我叫|我名字叫|名字叫|联系人[:是 ]?|业主[:是 ]?(?=[${SURNAMES}][\\u4e00-\\u9fff]{1,2}(?:[ ,。0-9]|$)))([${SURNAMES}][\\u4e00-\\u9fff]{1,2}?)(?=[ ,。.!;0-9□]|$|电话|住|家|我)|(?:我是|我系|这里是|[0-9室户]的?)([${SURNAMES}]${TITLE})|([${SURNAMES}]${TITLE})[ ,]?(?=□|[0-9]{1,3}[-栋幢号#])|(?:□|[0-9]{3,4}|室)[ ,]?([${SURNAMES}]${TITLE})$|^(?:i am|i'm|this is) ((?:mr|mrs|ms|miss)\\.? [a-z]+)`,
  "i",
);

/**
 * How the writer names themselves: 王女士, 刘永光, or the surname alone when that is all they gave (我姓王).
 * Null if they do not; people they thank or blame are not themselves. Expects a plain text with phones blanked.
 */
export function findName(text: string): string | null {
  const match = SELF.exec(text);
  if (!match) return null;
  return match.slice(1).find((group) => group !== undefined) ?? null;
}
