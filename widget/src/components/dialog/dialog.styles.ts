import { css } from 'lit';

/** Native modal dialogs: small cards over the page. */
export const dialogStyles = css`
  dialog {
    --_veil: light-dark(#0f172a59, #000000a6);
    inline-size: min(360px, calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    margin: auto;
    padding: 24px;
    border: 0;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_float);
    overflow-y: auto;
    overflow-wrap: anywhere;
  }
  dialog[open] {
    display: grid;
    gap: 16px;
    animation: rise var(--_calm) var(--_ease);
  }
  dialog::backdrop {
    background: var(--_veil);
  }
  dialog h2 {
    margin: 0;
    font-size: var(--_title-size);
    line-height: 1.4;
  }
  dialog p {
    margin: 0;
    color: var(--_muted);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
  }
  .button.danger {
    background: var(--_danger);
    color: var(--_surface);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
`;
