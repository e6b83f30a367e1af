import { css } from 'lit';

export const styles = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  /* The cross ends where the fields do. */
  .head .icon-button {
    margin-inline-end: -8px;
  }
  .picture {
    display: flex;
    align-items: center;
    gap: 16px;
  }
  .picture div {
    display: grid;
    gap: 4px;
    justify-items: start;
    min-inline-size: 0;
  }
  .picture .name {
    color: var(--_muted);
  }
  form {
    display: grid;
    gap: 12px;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    inline-size: 7px;
    block-size: 7px;
    border: solid currentColor;
    border-width: 0 1.7px 1.7px 0;
    rotate: -45deg;
    transition: rotate var(--_quick);
  }
  summary:dir(rtl)::before {
    rotate: 135deg;
  }
  details[open] summary::before {
    rotate: 45deg;
  }
  details[open] {
    display: grid;
    gap: 12px;
  }
  details .field {
    margin-block-start: 12px;
  }
  /* Stays in view where the card is taller than the screen. */
  .foot {
    position: sticky;
    inset-block-end: -24px;
    margin: 0 -24px -24px;
    padding: 8px 24px 24px;
    background: var(--_surface);
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: space-between;
  }
  .out {
    color: var(--_danger);
  }
  .saved {
    color: var(--_others);
    font-size: var(--_meta-size);
  }
`;
