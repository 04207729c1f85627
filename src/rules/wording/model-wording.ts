import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { presentDepartment } from "../estate.js";
import type { ClassProposal } from "../model-verdict.js";
import { CLASS_NAMES, departmentName, KIND_NAMES } from "./case-words.js";

/** Kinds a record may have: a chaser and smalltalk are no proposal for one that stands. */
function kindWords(record: CaseRecord, proposal: ClassProposal): string | null {
  const { kind } = proposal;
  if (kind === record.kind || kind === "smalltalk" || kind === "progress") return null;
  return KIND_NAMES[kind];
}

function classWords(record: CaseRecord, proposal: ClassProposal): string | null {
  const { kind, complaintClass } = proposal;
  if (kind !== "complaint" || record.kind !== "complaint" || !complaintClass) return null;
  // A class is proposed upward only: lowering is the manager's (CMP-06).
  const order = ["minor", "important", "major"];
  const isHigher = order.indexOf(complaintClass) > order.indexOf(record.complaintClass ?? "minor");
  return isHigher ? CLASS_NAMES[complaintClass] : null;
}

/**
 * One line for the desk about a record that a second look would file otherwise: what it looks like, and the
 * words that would change it. Null when nothing would change.
 */
export function proposalLine(record: CaseRecord, estate: Estate, proposal: ClassProposal): string | null {
  const kind = kindWords(record, proposal);
  const complaintClass = classWords(record, proposal);
  const wanted =
    proposal.department === null || proposal.department === "external"
      ? proposal.department
      : presentDepartment(estate, proposal.department);
  const department =
    wanted !== null && wanted !== record.responsibleDepartment ? departmentName(estate, wanted) : null;
  const urgent = proposal.emergency && !record.emergency;
  if (!kind && !complaintClass && !department && !urgent) return null;
  const looks = [
    urgent ? "可能有危险，请马上核实" : null,
    kind ? `更像${kind}` : null,
    complaintClass ? `可能要按${complaintClass}投诉办` : null,
    department ? `可能归${department}` : null,
  ].filter((part) => part !== null);
  const commands = [
    kind ? `「改类 ${record.number} ${kind === KIND_NAMES.request ? "求助" : kind}」` : null,
    complaintClass ? `「定级 ${record.number} ${complaintClass}」` : null,
    department ? `「转 ${record.number} ${department}」` : null,
  ].filter((part) => part !== null);
  const ask = commands.length > 0 ? `。对的话请回复${commands.join("、")}，不对就不用管` : "";
  return `${urgent ? "【请核实】" : ""}#${record.number} 再看一眼：${looks.join("，")}${ask}。`;
}
