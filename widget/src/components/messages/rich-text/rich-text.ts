import { html, type TemplateResult } from 'lit';
import { blocksOf } from './blocks.js';
import { inlineOf } from './inline.js';
import type { Inline } from './inline-piece.js';

export { ownWords } from './plain-text.js';
export { richTextStyles } from './rich-text.styles.js';

export interface Reader {
  /** User names in lower case: whoever may be meant by `@name`. */
  readonly people: ReadonlySet<string>;
  /** One's own, in lower case. */
  readonly me: string;
  /** Of what can have the focus. */
  readonly tabIndex: number;
}

/** A message's text with its formatting, as Lit templates: a text never becomes HTML. Written without white space of its own. */
export function richText(text: string, reader: Reader): unknown {
  return blocksOf(text).map((block) => {
    if (block.type === 'code') return html`<pre dir="ltr" tabindex=${reader.tabIndex}><code>${block.text}</code></pre>`;
    const content = inlineOf(block.text, reader.people).map((piece) => inline(piece, reader));
    return block.type === 'quote'
      ? html`<blockquote dir="auto">${content}</blockquote>`
      : html`<span>${content}</span>`;
  });
}

function inline(piece: Inline, reader: Reader): TemplateResult | string {
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'code':
      return html`<code>${piece.text}</code>`;
    case 'link':
      return html`<a href=${piece.href} tabindex=${reader.tabIndex} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">${piece.text}</a>`;
    case 'mention':
      return html`<b class="mention ${piece.username.toLowerCase() === reader.me ? 'me' : ''}">${piece.text}</b>`;
    case 'bold':
      return html`<strong>${piece.children.map((child) => inline(child, reader))}</strong>`;
    case 'italic':
      return html`<em>${piece.children.map((child) => inline(child, reader))}</em>`;
    case 'struck':
      return html`<s>${piece.children.map((child) => inline(child, reader))}</s>`;
  }
}
