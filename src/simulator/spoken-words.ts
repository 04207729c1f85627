/** Said before and between, when somebody talks into the phone instead of typing. */
const OPENINGS = ["喂你好那个", "哎你好", "那个就是说", "嗯我跟你说一下"];
const FILLERS = ["嗯", "那个", "然后", "就是"];

function place(text: string, among: readonly string[]): string {
  // The same words are always spoken in the same way.
  const sum = [...text].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return among[sum % among.length] ?? "";
}

/** A text as the phone's voice input would write it: spoken along, without punctuation. */
export function speak(text: string): string {
  const parts = text
    .split(/[，。！？；、,.!?;\s]+/u)
    .map((part) => part.trim())
    .filter(Boolean);
  return (
    place(text, OPENINGS) +
    parts.map((part, at) => (at === 0 ? part : `${place(part, FILLERS)}${part}`)).join("")
  );
}
