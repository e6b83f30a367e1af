/** A row of the table: the same thing measured of ours and, where it has the like, of the bare server. */
const columns = [
  { title: 'measured', of: ({ measured }) => measured, left: true },
  { title: 'database', of: ({ database }) => database ?? '', left: true },
  { title: 'unit', of: ({ unit }) => unit, left: true },
  { title: 'ours', of: ({ ours }) => figure(ours) },
  { title: 'bare', of: ({ bare }) => figure(bare) },
  { title: 'ours ÷ bare', of: ({ ours, bare }) => (bare === undefined ? '' : figure(ours / bare)) },
];

/** As Markdown, so that it can be pasted into docs/performance.md. */
export function table(rows) {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ of }) => of(row)))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
  const line = (row) =>
    `| ${row.map((cell, index) => (columns[index].left ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join(' | ')} |`;
  const rule = `| ${columns.map(({ left }, index) => (left ? '-'.repeat(widths[index]) : `${'-'.repeat(widths[index] - 1)}:`)).join(' | ')} |`;
  const [head, ...body] = cells.map(line);
  return [head, rule, ...body].join('\n');
}

function figure(value) {
  if (value === undefined || Number.isNaN(value)) return '';
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
