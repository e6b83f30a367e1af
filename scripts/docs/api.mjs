import * as protocol from '@chat-room/protocol';
import { operations } from '../../backend/dist/openapi/operations/index.js';
import { wireTypes } from '../../widget/scripts/wire-types.mjs';
import { cellCode, replaceBlocks, table } from './markdown.mjs';
import { read } from './source.mjs';

/** An interface up to its brace in the first column, or a type up to its semicolon, with the comment above. */
const declarations = /^(?:\/\*\*[^/]*\*\/\n)?export (?:interface (\w+) \{[\s\S]*?^\}|type (\w+)[^;]+;)$/gm;
/** Shown in tables of their own, or explained in words. */
const elsewhere = new Set(['ClientEvents', 'ServerEvents', 'ErrorCode']);
const sources = ['auth', 'user', 'room', 'message', 'file', 'events', 'errors'];

/** The tables of docs/api.md. */
export function apiDocs() {
  const events = read('protocol/src/events.ts');
  const blocks = {
    http: httpTables(),
    'client events': eventTable(bodyOf(events, 'ClientEvents')),
    'server events': eventTable(bodyOf(events, 'ServerEvents')),
    errors: errorTable(),
    limits: limitTable(),
    types: `\`\`\`ts\n${types().join('\n')}\`\`\``,
  };
  return [['docs/api.md', replaceBlocks(read('docs/api.md'), blocks)]];
}

function httpTables() {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return tags
    .map((tag) => {
      const rows = operations.filter((operation) => operation.tag === tag).map(httpRow);
      return `### ${tag}\n\n${table(['Call', 'What', 'Takes', 'Gives', 'Errors'], rows)}`;
    })
    .join('\n\n');
}

function httpRow({ method, path, summary, access, query, body, answers, errors }) {
  const taken = [...(query ? Object.keys(query.shape).map((name) => `\`?${name}\``) : []), ...contentOf(body)];
  const given = Object.entries(answers).map(([status, { content }]) => [status, ...contentOf(content)].join(' '));
  return [
    `\`${method.toUpperCase()} ${path}\``,
    access === 'anybody' ? summary : `${summary} (${access.replaceAll('-', ' ')})`,
    taken.join(' '),
    given.join(', '),
    errors.map((code) => `\`${code}\``).join(' '),
  ];
}

function contentOf(content) {
  if (!content) return [];
  if ('json' in content) return [`\`${content.json}\``];
  return ['media' in content ? `\`${content.media}\`` : `form with \`${content.file.field}\``];
}

/** `name: (payload: Type, ack: Acknowledge<Type>) => void;` with the comment above it. */
function eventTable(body) {
  const event =
    /(?:\/\*\* (.+) \*\/\n\s+)?'?([\w:]+)'?: \(payload: (.+?)(?:, ack\??: Acknowledge(?:<(.+)>)?)?\) => void;/g;
  const rows = [...body.matchAll(event)].map(([, comment = '', name, payload, answer]) => [
    `\`${name}\``,
    payload === 'object' ? '`{}`' : cellCode(payload),
    answer ? cellCode(answer) : '',
    comment,
  ]);
  if (rows.some(([, , answer]) => answer)) return table(['Event', 'Payload', 'Acknowledged with', 'What'], rows);
  return table(
    ['Event', 'Payload', 'What'],
    rows.map(([name, payload, , what]) => [name, payload, what]),
  );
}

function errorTable() {
  const rows = Object.entries(protocol.errors).map(([code, { status, message }]) => [
    `\`${code}\``,
    `${status}`,
    message,
  ]);
  return table(['Code', 'HTTP', 'Sentence'], rows);
}

function limitTable() {
  const comments = /(?:\/\*\* (.+) \*\/\n\s+)?(\w+): [\d_]+,/g;
  const rows = [...bodyOf(read('protocol/src/limits.ts'), 'limits').matchAll(comments)].map(
    ([, comment = '', name]) => [`\`${name}\``, `${protocol.limits[name]}`, comment],
  );
  return table(['Limit', 'Value', 'Of what'], rows);
}

/** Payloads as TypeScript: from the schemas, and as written where there is none. */
function types() {
  const inferred = new Map();
  const written = [];
  const schemas = new Map(Object.entries(protocol));
  for (const name of sources) {
    const source = read(`protocol/src/${name}.ts`);
    for (const [, type, schema] of source.matchAll(/^export type (\w+) = z\.infer<typeof (\w+)>;$/gm)) {
      inferred.set(type, schemas.get(schema));
    }
    for (const [declaration, anInterface, type = anInterface] of source.matchAll(declarations)) {
      if (!inferred.has(type) && !elsewhere.has(type)) written.push(`${declaration}\n`);
    }
  }
  return [
    wireTypes(inferred)
      .replaceAll('    ', '  ')
      .replace(/\n(?=export)/g, '\n\n'),
    ...written,
  ];
}

/** What stands between the braces of an interface or a constant. */
function bodyOf(source, name) {
  const body = new RegExp(`(?:interface|const) ${name}(?: =)? \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source)?.[1];
  if (body === undefined) throw new Error(`There is no ${name}.`);
  return body;
}
