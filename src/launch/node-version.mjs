// @ts-check
// Written in plain old syntax: an old Node must get as far as the message.

/**
 * What is wrong with this version of Node, or null.
 * @param {string} version as in `process.versions.node`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  return fits ? null : `Guanjia needs Node 20.19 or newer, 22.12 or newer, or 24; this is Node ${version}.`;
}

/** Ends the process with a sentence when Node is too old. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
