import { maskPhone } from "../privacy.js";

/** Sentences a resident may read where there is no matter to record. */

const THANKS = /谢|感谢|辛苦|麻烦了|感恩|\bthank|\bthx\b|\bcheers\b/i;
const AGREEMENT =
  /^(好|好的|好滴|嗯+|行|可以|收到|知道了|明白|ok|OK|没事|不用了|没问题|(?:已经|都|现在|终于|总算)?(?:修|弄|搞|换|解决|处理|恢复|通|装)好?了)/;

const TAKES_BACK = /撤销|取消|撤回|作废/;
/** 你们是机器人吗: who is asked that says the truth. */
const ASKS_WHO = /机器人|真人|人工智能|自动回复|智能客服|你是谁|\bai\b|are you (?:a )?(?:bot|robot|human)/i;

/** 哦发错了: it was for somebody else. */
const MISSENT = /发错|手滑|点错了/;

/** Answer to a message without a matter: never longer than the message deserves. */
export function smalltalkAnswer(
  text: string,
  estateName: string,
  { hasOpen }: { readonly hasOpen: boolean },
): string {
  if (THANKS.test(text)) return "不客气，有事随时告诉我。";
  if (MISSENT.test(text)) return "没关系，有事随时告诉我。";
  if (TAKES_BACK.test(text) && !hasOpen) return "您现在没有在办的登记，不用撤销。有事随时告诉我。";
  if (AGREEMENT.test(text.trim())) return hasOpen ? "好的，有进展我会告诉您。" : "好的，有事随时告诉我。";
  if (ASKS_WHO.test(text)) {
    return `我是${estateName}物业的自动管家，替您登记、转给同事、到点催办。想和同事直接说，回复「人工」就行。`;
  }
  return `您好，这里是${estateName}物业服务中心。报修、投诉、咨询都可以直接发给我，写上房号会更快。`;
}

/** A room or a number came, and no matter that it could be of. */
export function whatIsItAbout({ room, phone }: { room: string | null; phone: string | null }): string {
  const known = [room ? `房号${room}` : null, phone ? `电话${maskPhone(phone)}` : null].filter(Boolean);
  return `记下了：${known.join("，")}。请问是什么事？写一句在哪里、什么情况，我马上登记。`;
}

/** Welcome when a resident opens the chat (protocol §8.4). */
export function welcome(estateName: string): string {
  return `您好，这里是${estateName}物业服务中心。有什么事直接写给我：哪里、什么情况、房号，我马上登记并告诉您多久有结果。`;
}

/** A photo without words and without an open matter: nothing is recorded yet. */
export const PHOTO_WITHOUT_WORDS = "照片收到了。请再写一句话：在哪里、是什么情况，最好带上房号，我马上登记。";

/** A notice was passed on, and nothing said to it. */
export const WHAT_OF_THE_NOTICE =
  "这条通知我看到了。您想问哪一点，或者对您家有什么影响？写一句给我，我马上查或登记。";

/** A message of a kind the desk cannot read. */
export const UNREADABLE = "这种消息我暂时看不了，麻烦用文字说一下是什么事、在哪里，我马上登记。";

/** A voice message: a person has to listen. */
export function voiceReceived(number: number): string {
  return `语音收到了，编号#${number}。我听不了语音，已请前台同事收听后联系您；能打字的话写一句会更快。`;
}
