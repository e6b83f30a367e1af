import { css } from 'lit';

export const fieldStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  textarea {
    display: block;
    field-sizing: content;
    inline-size: 100%;
    min-block-size: 36px;
    max-block-size: 40cqb;
    margin: 0;
    padding: 7px 8px;
    border: 0;
    outline: none;
    resize: none;
    background: none;
    color: inherit;
    font: inherit;
    /* Below 16 px iOS zooms the page when the field gets the focus. */
    font-size: max(16px, var(--_text-size));
    line-height: var(--_text-line);
    overflow-y: auto;
    scrollbar-width: thin;
    unicode-bidi: plaintext;
    /* The placeholder takes it from here. */
    text-overflow: ellipsis;
  }
  textarea:focus-visible {
    outline: none;
  }
  @media (hover: hover) {
    textarea {
      font-size: var(--_text-size);
    }
  }
  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
    white-space: nowrap;
    overflow: hidden;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
`;
