/** Ends the process with one sentence where Node is too old. */
export function requireNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return;
  console.error(`This needs Node ${major} or newer; here is ${process.versions.node}.`);
  process.exit(1);
}
