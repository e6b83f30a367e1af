import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .player {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
    padding: 8px;
    min-block-size: 56px;
    border-radius: calc(var(--_radius-bubble) - 4px);
    background: var(--_hover);
  }
  .play {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .play svg {
    fill: currentColor;
  }
  .middle {
    display: grid;
    min-inline-size: 0;
  }
  bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .track {
    position: relative;
    block-size: 14px;
    border-radius: 4px;
  }
  .track.wave {
    block-size: 26px;
  }
  .track:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .layer,
  .layer svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .layer svg {
    fill: currentColor;
    stroke: none;
  }
  .layer {
    color: var(--_muted);
    opacity: 0.55;
  }
  .layer.heard {
    color: var(--_accent);
    opacity: 1;
  }
  .track:not(.wave) .layer {
    inset-block: 5px;
    block-size: 4px;
    border-radius: 2px;
    background: currentColor;
  }
  input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  small {
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
  }
  .speed {
    min-inline-size: 40px;
    block-size: 28px;
    border-radius: 14px;
    background: var(--_hover);
    font-size: var(--_time-size);
    font-weight: 600;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
`;
