import type { Danger } from "../triage/triage-result.js";

/** What a resident in danger does right now (EMG-03, EMG-06): one or two sentences, the safest first. */
export const FIRST_AID_WORDS: Readonly<Record<Danger, string>> = {
  fire: "请马上离开现场，走楼梯不要坐电梯，随手关门，并拨打119。",
  gas: "请先开窗、关闭燃气总阀，不要开关任何电器或用明火，人先到屋外再打电话。",
  lift: "请不要扒门、不要往外爬，按住轿厢里的警铃或对讲，靠边站稳等救援；如有人不舒服请马上告诉我，并拨打120。",
  flood: "请先关掉水表旁的总阀，切断有水处的电源，人不要踩在积水里碰电器。",
  electric: "请不要碰漏电或冒火花的地方，能安全够到时先拉下总闸，带家人离开那里。",
  medical: "请先拨打120，让病人就地平躺、保持通风，不要随意搬动。",
  violence: "请先保证自己安全，锁好门、不要上前，并拨打110。",
  missingPerson: "请先拨打110，并告诉我走失人的年龄、衣着和最后出现的地方。",
  lockedIn: "请先在门外喊话安抚，让里面的人离开窗户和灶台；叫不应或不舒服请拨120，门一时打不开请拨119。",
  falling: "请马上离开楼下或危险位置，站到安全的地方，提醒旁边的人不要靠近。",
  structure: "请马上离开开裂、倾斜或坍塌的地方，不要再进去取东西。",
  other: "请先保证人身安全，离开危险的地方；情况危急请直接拨打110、119或120。",
};

/** To somebody who speaks of ending their life: to be with them, never to lecture. */
export const DESPAIR_WORDS =
  "我听到了，谢谢您愿意告诉我。您现在安全吗？请先到有人的地方，或者让家人朋友陪着您。也可以马上打全国统一心理援助热线12356，危急时打120或110。";

/** What the staff on duty do first, as the card says it (EMG-03…06). */
export const STAFF_FIRST_STEPS: Readonly<Record<Danger, string>> = {
  fire: "先疏散、再核实119是否已报警；到场后断电、用消防设施控制，门口派人引导消防车。",
  gas: "关总阀、开窗、疏散，楼道禁火禁电；联系燃气公司抢修。",
  lift: "对讲安抚被困人，联系电梯维保，断主电源后由持证人员放人；有人不适先叫120。",
  flood: "先关对应的阀门，再查源头；通知上下层住户，电梯和配电房防水。",
  electric: "先断电、隔离现场，确认无人触电；持证电工到场前不得送电。",
  medical: "核实120是否已呼叫，门口引导救护车；急救箱和电梯到位。",
  violence: "两人以上到场，先隔离双方，核实110；不与人争执，保留监控。",
  missingPerson: "各岗看住出入口，调看监控，核实110；分片寻找。",
  lockedIn: "带应急备用钥匙和工具到门外或车旁，先喊话安抚；叫不应先叫120，打不开叫119。",
  falling: "先警戒楼下、引导行人绕行，再查源头楼层。",
  structure: "先疏散、拉警戒线，禁止进入；报工程部和经理到场判断。",
  other: "先到现场确认人员安全，制止正在发生的损害，再查原因。",
};
