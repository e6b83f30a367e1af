// The protocol's schemas as plain TypeScript, so that who uses the package need not have zod to read its types.
import { z } from 'zod';

/**
 * Declarations of what each named schema lets through: `export interface Message { id: string; … }`. Schemas that contain
 * one another refer to each other by name.
 * @param {ReadonlyMap<string, z.ZodType>} schemas
 */
export function wireTypes(schemas) {
  const registry = z.registry();
  for (const [id, schema] of schemas) registry.add(schema, { id });
  const { schemas: json } = z.toJSONSchema(registry, { io: 'output', uri: (id) => id });
  const declarations = Object.entries(json).map(([name, schema]) => {
    const type = typeOf(schema, '');
    return type.startsWith('{') ? `export interface ${name} ${type}\n` : `export type ${name} = ${type};\n`;
  });
  return declarations.join('');
}

function typeOf(schema, indent) {
  if (schema.$ref) return schema.$ref;
  if (schema.enum) return schema.enum.map((value) => `'${value}'`).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'number':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array':
      return `${typeOf(schema.items, indent)}[]`;
    case 'object':
      return objectType(schema, indent);
    default:
      throw new Error(`No TypeScript for the JSON Schema ${JSON.stringify(schema)}`);
  }
}

function objectType({ properties, required = [], additionalProperties }, indent) {
  if (!properties) return `Record<string, ${typeOf(additionalProperties, indent)}>`;
  const inner = `${indent}    `;
  const lines = Object.entries(properties).map(([name, property]) => {
    const comment = property.description ? `${inner}/** ${property.description} */\n` : '';
    return `${comment}${inner}${name}${required.includes(name) ? '' : '?'}: ${typeOf(property, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}
