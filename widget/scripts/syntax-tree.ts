export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
  }
}

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The code with other texts in those places. */
export function changed(code: string, changes: readonly Change[]): string {
  let out = code;
  for (const { start, end, text } of [...changes].sort((a, b) => b.start - a.start)) {
    out = out.slice(0, start) + text + out.slice(end);
  }
  return out;
}
