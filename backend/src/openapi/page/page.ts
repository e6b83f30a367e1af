import { version } from '../../http/version.js';
import { operations } from '../operations/index.js';
import { componentSchemas, type JsonSchema } from '../schemas.js';
import { type Html, html, prose } from './html.js';
import { operationView } from './operation-view.js';
import { propertiesView } from './schema-view.js';

/** The readable form of the OpenAPI document: one page without scripts. */
export function docsPage(): string {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const schemas = Object.entries(componentSchemas());
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Chat room: HTTP interface</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<header>
<h1>Chat room <span class="version">${version}</span></h1>
<p>JSON in and out. Sign in for an access token, and send it as <code>Authorization: Bearer …</code>. Errors are
<code>application/problem+json</code> with a stable <code>code</code>. Messages travel over Socket.IO, in the same form.</p>
<p><a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></p>
</header>
<nav aria-label="Contents">${tags.map(contentsOf)}
<h2><a href="#schemas">Schemas</a></h2>
</nav>
<main>
${tags.map(
  (tag) => html`<h2 id="${tag.toLowerCase()}">${tag}</h2>
${operations.filter((operation) => operation.tag === tag).map(operationView)}`,
)}
<h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => schemaView(name, schema))}
</main>
</body>
</html>
`.toString();
}

function contentsOf(tag: string): Html {
  const calls = operations.filter((operation) => operation.tag === tag);
  return html`<h2><a href="#${tag.toLowerCase()}">${tag}</a></h2>
<ul>${calls.map(({ id, summary }) => html`<li><a href="#${id}">${summary}</a></li>`)}</ul>`;
}

function schemaView(name: string, schema: JsonSchema): Html {
  const { description } = schema;
  return html`<section class="schema" id="schema-${name}" aria-labelledby="schema-${name}-title">
<h3 id="schema-${name}-title"><a href="#schema-${name}">${name}</a></h3>
${typeof description === 'string' ? html`<p>${prose(description)}</p>` : undefined}
${propertiesView(schema)}
</section>`;
}
