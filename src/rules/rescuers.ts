/** Who comes from outside when it is grave. */
const RESCUERS =
  /(?<![0-9])(?:120|119|110)(?![0-9])|救护车|急救车|急救人员|消防|警察|民警|警车|派出所|ambulance|paramedic|police|fire ?(?:truck|engine|brigade|fighter)/;

const PASSAGE =
  /放(?:他们|它|车|人)?(?:行|进)|抬(?:一下)?杆|(?:开|打开)(?:一下)?(?:大|侧|边|[东南西北])?门|让.{0,6}(?:进|过|通行)|进不(?:来|去)|不让.{0,4}进|拦(?:着|住|下|了)|堵(?:着|住|了)|挪(?:一下)?车|带(?:一下)?路|引导|引路|接(?:一下|应)|let .{0,20}(?:in|through)|open the gate/;

/** Whether those who come to the rescue are spoken of; they always are of the emergency under way. */
export function namesRescuers(text: string): boolean {
  return RESCUERS.test(text);
}

/** Whether the gate has to let the rescuers in, or somebody to show them the way: that is for the guards to know. */
export function asksForPassage(text: string): boolean {
  return RESCUERS.test(text) && PASSAGE.test(text);
}
