/** Words for a place on the estate or in a home, with which an answer to 在哪里 mostly ends. */
const ENDS_IN_PLACE =
  /(?:旁边?|边上?|边儿|附近|跟前|门口|门外|对面|里面?|里头|外面?|外头|楼[上下顶道梯]|前面?|后面?|底下|[上下中]面|[上下]|中间|入口|出口|路口|口|转角|拐角|角落|处|区|[东西南北侧正后大]门|厅|大堂|广场|花园|草坪|亭子?|凉亭|车库|车位|球场|泳池|滑梯|池|湖|河|桥|路|[坡车跑步便行人]道|岗亭?|天台|阳台|厨房|卫生间|厕所|主卧|次卧|卧室|客厅|走廊|过道|电梯|机房|驿站|(?:[0-9]+|[一二三四五六七八九十]+|负[一二三0-9])(?:楼|层|栋|单元|号楼))(?:那里|那边|那儿|那块|那|这里|这边|这儿|这)?[。.!！~ ]*$/;
const SAYS_WHERE = /^(?:我(?:们)?(?:现在)?(?:就)?在|人在|就在|是在|在|位置[是在:： ]?)/;
/** What is told of a place is no mere place. */
const TELLS_MORE =
  /[?？]|坏|漏|堵|破|裂|掉|停(?:水|电|了)|臭|脏|吵|占|丢|偷|打|骂|烂|没|不|又|太|请|帮|建议|投诉|希望|能|要/;
const MOST_LETTERS = 18;

/** Whether a text says where, and nothing else: 中心花园滑梯旁边, 我就在北门岗亭. */
export function isBarePlace(text: string): boolean {
  const letters = [...text.replace(/[^\p{Script=Han}A-Za-z0-9]/gu, "")].length;
  if (letters < 2 || letters > MOST_LETTERS || TELLS_MORE.test(text)) return false;
  return ENDS_IN_PLACE.test(text) || SAYS_WHERE.test(text);
}
