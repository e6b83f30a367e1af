import { type ErrorCode, errors } from '@chat-room/protocol';
import { z } from 'zod';
import { version } from '../http/version.js';
import type { Answer, Content, Operation } from './operation.js';
import { operations } from './operations/index.js';
import { componentSchemas, type JsonSchema, refTo } from './schemas.js';

/** The OpenAPI 3.1 document of this server. */
export function openApiDocument(): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chat room',
      version,
      description:
        'JSON in and out. Errors are `application/problem+json` with a stable `code`. Messages travel over Socket.IO, with the same schemas.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The `accessToken` that signing in gives.' },
        address: { type: 'apiKey', in: 'query', name: 's', description: "The signature in a file's `url`." },
      },
    },
  };
}

const security: Record<Operation['access'], object[]> = {
  anybody: [],
  'signed-in': [{ token: [] }],
  'signed-in-or-address': [{ token: [] }, { address: [] }],
};

function described(operation: Operation): JsonSchema {
  const { id, tag, summary, description, access, body, answers } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: security[access],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: contentOf(body) } }),
    responses: { ...mapValues(answers, responseOf), ...problemsOf(operation.errors) },
  };
}

function parametersOf({ pathParameters = [], headers = [], query }: Operation): JsonSchema[] {
  const string = { type: 'string' };
  return [
    ...pathParameters.map((named) => ({ ...named, in: 'path', required: true, schema: string })),
    ...headers.map((named) => ({ ...named, in: 'header', schema: string })),
    ...(query ? queryParameters(z.toJSONSchema(query, { io: 'input' })) : []),
  ];
}

function queryParameters({ properties = {}, required = [] }: z.core.JSONSchema.BaseSchema): JsonSchema[] {
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as JsonSchema;
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema,
    };
  });
}

function responseOf({ description, content, headers = [] }: Answer): JsonSchema {
  return {
    description,
    ...(headers.length > 0 && {
      headers: Object.fromEntries(
        headers.map(({ name, description: what }) => [name, { description: what, schema: { type: 'string' } }]),
      ),
    }),
    ...(content && { content: contentOf(content) }),
  };
}

function contentOf(content: Content): JsonSchema {
  if ('json' in content) return { 'application/json': { schema: refTo(content.json) } };
  if ('media' in content) return { [content.media]: {} };
  const { field, description } = content.file;
  const schema = {
    type: 'object',
    properties: { [field]: { type: 'string', format: 'binary', description } },
    required: [field],
  };
  return { 'multipart/form-data': { schema } };
}

/** One response for each status, that names its codes. */
function problemsOf(codes: readonly ErrorCode[]): Record<string, JsonSchema> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(errors[code].status, [...(byStatus.get(errors[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map((code) => `\`${code}\`: ${errors[code].message}`).join(' '),
        content: {
          'application/problem+json': {
            schema: { allOf: [refTo('Problem'), { properties: { code: { enum: those } } }] },
          },
        },
      },
    ]),
  );
}

function mapValues<In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
