import { css } from 'lit';

/** Labelled text fields with their problem underneath; for the forms and the search boxes. */
export const fields = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .field > label {
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    font-weight: 600;
  }
  .box {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 40px;
    padding-inline: 12px;
    border-radius: var(--_radius-control);
    background: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_edge);
    color: var(--_text);
    transition: box-shadow var(--_quick);
  }
  .box:has(> .icon-button) {
    padding-inline-end: 4px;
  }
  .box > svg {
    color: var(--_muted);
  }
  .box:focus-within {
    box-shadow: inset 0 0 0 2px var(--_focus);
  }
  .box.wrong {
    box-shadow: inset 0 0 0 1.5px var(--_danger);
  }
  .box input {
    flex: 1;
    min-inline-size: 0;
    block-size: 40px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    /* Below 16 px iOS zooms the page when the field gets the focus. */
    font-size: max(16px, var(--_text-size));
    outline: none;
  }
  .box input:focus-visible {
    outline: none;
  }
  .box input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .box input::-webkit-search-cancel-button {
    display: none;
  }
  .box .icon-button {
    inline-size: 32px;
    block-size: 32px;
  }
  .problem {
    margin: 0;
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    color: var(--_danger);
  }
  .hint {
    margin: 0;
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    color: var(--_muted);
  }
`;
