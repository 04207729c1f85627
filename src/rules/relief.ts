/** Words by which people in an emergency say that the worst is over. */
const RELIEF =
  /出来了|救出来|救下来|获救|没事了|安全了|平安|灭了|灭掉|扑灭|关(?:上|掉|好|住)了|止住|不漏了|不冒了|醒了|送(?:到|去)?医院了|救护车(?:来|到)了|消防(?:来|到)了|警察(?:来|到)了|找到了|回家了/;

/** Whether somebody in an emergency says that it is over or that help is there. */
export function saysRelief(words: string): boolean {
  return RELIEF.test(words) && !/没有?(?:出来|灭|关|止|醒|找到|人来)|还(?:没|在)|又/.test(words);
}
