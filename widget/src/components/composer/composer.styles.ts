import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
    padding: 8px 12px 12px;
    inline-size: 100%;
    max-inline-size: 904px;
    margin-inline: auto;
  }
  .bar {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    align-items: end;
    gap: 2px;
    padding: 4px;
    border-radius: 22px;
    background: var(--_raised);
    box-shadow: inset 0 0 0 1px transparent;
    transition: box-shadow var(--_quick);
  }
  .bar:focus-within {
    box-shadow: inset 0 0 0 1.5px var(--_accent);
  }
  .bar .icon-button {
    border-radius: 50%;
  }
  .send {
    color: var(--_muted);
    transition:
      background-color var(--_calm) var(--_ease),
      color var(--_calm) var(--_ease),
      scale var(--_quick) var(--_ease);
  }
  .send.ready,
  .send.ready:hover:not(:disabled) {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .send.ready:active {
    scale: 0.92;
  }
  .said {
    margin: 0;
    padding: 0 12px 4px;
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
  }
  .wrong {
    color: var(--_danger);
  }
`;
