import { css } from 'lit';

export const richTextStyles = css`
  .text a {
    color: var(--_accent);
    text-underline-offset: 2px;
    unicode-bidi: isolate;
  }
  .text code {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--_hover);
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
    font-size: 0.9em;
  }
  .text pre {
    margin: 4px 0;
    padding: 8px 10px;
    border-radius: var(--_radius-control);
    background: var(--_hover);
    line-height: 1.45;
    overflow-x: auto;
    overflow-wrap: normal;
    white-space: pre;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  .text pre code {
    padding: 0;
    background: none;
  }
  .text blockquote {
    margin: 4px 0;
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--_accent);
    color: color-mix(in srgb, currentColor 80%, transparent);
  }
  .mention {
    color: var(--_accent);
    font-weight: 600;
  }
  .mention.me {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--_notice-tint);
    color: var(--_text);
  }
`;
