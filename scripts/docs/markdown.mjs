/** With columns of one width, as the formatter has them. */
export function table(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column].length)));
  const line = widths.map((width) => '-'.repeat(width));
  const padded = (cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ');
  return [head, line, ...rows].map((cells) => `| ${padded(cells)} |`).join('\n');
}

/** Code as a cell of a table: a `|` would end the cell. */
export function cellCode(code) {
  return `\`${code.replaceAll('|', '\\|')}\``;
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
export function replaceBlock(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`There is no place for ${name}.`);
  return `${before}${start}\n${content}\n${end}${after}`;
}

/** Several blocks of one text, by name. */
export function replaceBlocks(text, blocks) {
  return Object.entries(blocks).reduce((result, [name, content]) => replaceBlock(result, name, content), text);
}
