/** Markup that may stand in a page as it is. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

type Part = Html | string | number | readonly Html[] | undefined;

/** Puts values into markup; whatever is not `Html` is text, and is escaped. */
export function html(markup: TemplateStringsArray, ...values: Part[]): Html {
  return new Html(String.raw({ raw: markup }, ...values.map(markupOf)));
}

/** A sentence with `code` in backticks. */
export function prose(text: string): Html {
  const parts = text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
  return html`${parts}`;
}

function markupOf(value: Part): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
