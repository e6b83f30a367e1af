import {
  conversation,
  conversations,
  errors,
  file,
  guestSignIn,
  historyPage,
  hostSignIn,
  login,
  message,
  refresh,
  register,
  room,
  searchPage,
  serverConfig,
  session,
  updateMe,
  user,
} from '@chat-room/protocol';
import { type ZodType, z } from 'zod';

const health = z.object({ status: z.literal('ok') });

const readiness = z.object({
  status: z.enum(['ready', 'not_ready']),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])).describe('What this server cannot do without, by name.'),
});

const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('One English sentence.'),
    code: z.enum(Object.keys(errors)).describe('Stable; what clients go by.'),
    retryAfter: z.int().min(1).optional().describe('Seconds to wait; also in the header `Retry-After`.'),
    fields: z
      .record(z.string(), z.string())
      .optional()
      .describe('What is wrong with each offending field, by its path.'),
    limit: z.int().optional().describe('Bytes that would have been accepted, with `too_large`.'),
  })
  .describe('An error (RFC 9457). What nobody foresaw is `internal`, with status 500.');

/** What requests bring. */
const incoming = {
  Register: register,
  Login: login,
  HostSignIn: hostSignIn,
  GuestSignIn: guestSignIn,
  Refresh: refresh,
  UpdateMe: updateMe,
};

/** What answers hold. */
const outgoing = {
  Session: session,
  User: user,
  Message: message,
  File: file,
  Room: room,
  Conversation: conversation,
  Conversations: conversations,
  HistoryPage: historyPage,
  SearchPage: searchPage,
  ServerConfig: serverConfig,
  Health: health,
  Readiness: readiness,
  Problem: problem,
};

export type SchemaName = keyof typeof incoming | keyof typeof outgoing;

/** A JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = Record<string, unknown>;

/** `components.schemas`. */
export function componentSchemas(): Record<string, JsonSchema> {
  return { ...jsonSchemas(incoming, 'input'), ...jsonSchemas(outgoing, 'output') };
}

export function refTo(name: SchemaName): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function jsonSchemas(named: Record<string, ZodType>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // Answers may grow; clients must not count on their being closed.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema as JsonSchema]),
  );
}
