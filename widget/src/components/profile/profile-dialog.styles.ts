import { css } from 'lit';

export const styles = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
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
    min-block-size: 24px;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  details[open] {
    display: grid;
    gap: 12px;
  }
  details .field {
    margin-block-start: 12px;
  }
  .foot {
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
