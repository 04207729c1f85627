import type { ResponsibleDepartment } from "./departments.js";

/** What people call each department when they transfer a matter. */
const WORDS: readonly (readonly [string, ResponsibleDepartment])[] = (
  [
    ["工程部", "engineering"],
    ["工程维修", "engineering"],
    ["工程", "engineering"],
    ["维修", "engineering"],
    ["秩序维护部", "security"],
    ["秩序维护", "security"],
    ["秩序部", "security"],
    ["秩序", "security"],
    ["保安部", "security"],
    ["保安", "security"],
    ["安保", "security"],
    ["安管", "security"],
    ["保洁部", "cleaning"],
    ["保洁", "cleaning"],
    ["清洁", "cleaning"],
    ["环境", "cleaning"],
    ["绿化部", "landscaping"],
    ["绿化", "landscaping"],
    ["园林", "landscaping"],
    ["财务部", "finance"],
    ["财务", "finance"],
    ["收费", "finance"],
    ["客服部", "customerService"],
    ["客户服务", "customerService"],
    ["客服", "customerService"],
    ["前台", "customerService"],
    ["外部单位", "external"],
    ["外部", "external"],
    ["非物业", "external"],
  ] as [string, ResponsibleDepartment][]
).sort((a, b) => b[0].length - a[0].length);

/** Department named at the start of the words, and what follows it; null when none is named. */
export function readDepartment(words: string): { department: ResponsibleDepartment; rest: string } | null {
  const clean = words.replace(/^(给|到)/, "");
  const found = WORDS.find(([word]) => clean.startsWith(word));
  if (!found) return null;
  return { department: found[1], rest: clean.slice(found[0].length).replace(/^[\s,，:：。]+/, "") };
}
