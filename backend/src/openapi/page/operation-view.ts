import { errors } from '@chat-room/protocol';
import { z } from 'zod';
import type { Answer, Content, Operation } from '../operation.js';
import type { JsonSchema } from '../schemas.js';
import { type Html, html, prose } from './html.js';
import { propertiesView, schemaLink } from './schema-view.js';

const accessWords: Record<Operation['access'], string> = {
  anybody: 'For anybody.',
  'signed-in': 'With an access token.',
  'signed-in-or-address': 'With an access token, or at a signed address.',
};

/** One call: what it is for, what it takes, what comes back. */
export function operationView(operation: Operation): Html {
  const { id, method, path, summary, description, access, body, answers } = operation;
  return html`<section class="call" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><a href="#${id}">${summary}</a></h3>
<p class="line"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
${description === undefined ? undefined : html`<p>${prose(description)}</p>`}
<p class="access">${accessWords[access]}</p>
${parametersView(operation)}
${body && html`<p><strong>Body:</strong> ${contentView(body)}</p>`}
<dl class="answers">${[...Object.entries(answers).map(([status, answer]) => answerView(status, answer)), ...problemViews(operation)]}</dl>
</section>`;
}

function parametersView({ pathParameters = [], headers = [], query }: Operation): Html | undefined {
  const named = [...pathParameters.map((each) => ({ ...each, required: true })), ...headers];
  const shape = query ? (z.toJSONSchema(query, { io: 'input' }) as JsonSchema) : {};
  const properties = {
    ...Object.fromEntries(named.map(({ name, description }) => [name, { type: 'string', description }])),
    ...(shape.properties as Record<string, JsonSchema> | undefined),
  };
  const required = [
    ...named.filter((each) => each.required).map(({ name }) => name),
    ...((shape.required ?? []) as string[]),
  ];
  return Object.keys(properties).length === 0 ? undefined : propertiesView({ properties, required });
}

function contentView(content: Content): Html {
  if ('json' in content) return schemaLink(content.json);
  if ('media' in content) return html`<code>${content.media}</code>`;
  return html`<code>multipart/form-data</code> with <code>${content.file.field}</code>: ${content.file.description}`;
}

function answerView(status: string, { description, content, headers = [] }: Answer): Html {
  const named = headers.map(({ name, description: what }) => html`<br><code>${name}</code>: ${prose(what)}`);
  return html`<div><dt class="good">${status}</dt><dd>${prose(description)} ${content && contentView(content)}${named}</dd></div>`;
}

function problemViews(operation: Operation): Html[] {
  return operation.errors.map(
    (code) => html`<div><dt>${errors[code].status}</dt><dd><code>${code}</code> ${errors[code].message}</dd></div>`,
  );
}
