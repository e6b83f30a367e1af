import type { JsonSchema } from '../schemas.js';
import { type Html, html, prose } from './html.js';

/** The properties of a schema: name, what it holds, what it means. */
export function propertiesView(schema: JsonSchema): Html {
  const required = (schema.required ?? []) as string[];
  const rows = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return html`<table>
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.map(([name, property]) => propertyRow(name, property, required.includes(name)))}</tbody>
</table>`;
}

export function propertyRow(name: string, property: JsonSchema, isRequired: boolean): Html {
  const mark = isRequired ? undefined : html` <span class="optional">optional</span>`;
  const meaning = typeof property.description === 'string' ? prose(property.description) : undefined;
  return html`<tr><th scope="row"><code>${name}</code>${mark}</th><td>${typeView(property)}</td><td>${meaning}</td></tr>`;
}

export function schemaLink(name: string): Html {
  return html`<a href="#schema-${name}">${name}</a>`;
}

function typeView(schema: JsonSchema): Html {
  const { $ref, enum: values, const: value, type, items, properties, additionalProperties } = schema;
  if (typeof $ref === 'string') return schemaLink($ref.split('/').at(-1) ?? '');
  if (Array.isArray(values))
    return html`${values.map((each, index) => html`${index > 0 ? ' | ' : ''}<code>${String(each)}</code>`)}`;
  if (value !== undefined) return html`<code>${String(value)}</code>`;
  if (type === 'array') return html`array of ${typeView(items as JsonSchema)}`;
  if (type === 'object' && properties) return html`{ ${membersView(properties as Record<string, JsonSchema>)} }`;
  if (type === 'object' && additionalProperties) return html`object of ${typeView(additionalProperties as JsonSchema)}`;
  return html`${String(type)}${limitsView(schema)}`;
}

function membersView(properties: Record<string, JsonSchema>): Html[] {
  return Object.entries(properties).map(
    ([name, property], index) => html`${index > 0 ? ', ' : ''}<code>${name}</code>: ${typeView(property)}`,
  );
}

/** The limits that a schema sets, in words. */
function limitsView({ minLength = 0, maxLength, minimum, maximum, default: byDefault }: JsonSchema): Html {
  const isBounded = maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER;
  const limits = [
    maxLength !== undefined && `${minLength} to ${maxLength} characters`,
    minimum !== undefined && (isBounded ? `${minimum} to ${maximum}` : `from ${minimum}`),
    byDefault !== undefined && `${byDefault} by default`,
  ].filter((limit) => limit !== false);
  return limits.length === 0 ? html`` : html`, ${limits.join(', ')}`;
}
