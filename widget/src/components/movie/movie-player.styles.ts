import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    display: block;
    max-inline-size: 100%;
    border-radius: calc(var(--_radius-bubble) - 4px);
    background: #0b0d11;
    overflow: hidden;
  }
  video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    object-fit: contain;
  }
  video:focus-visible,
  .start:focus-visible {
    outline-offset: -3px;
  }
  .start {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    border-radius: inherit;
    color: #fff;
  }
  .sign,
  small {
    /* What tells it from a movie in the dark. */
    border: 1px solid #fff3;
    background: #0b0d1199;
  }
  .sign {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    transition: scale var(--_quick);
  }
  .start:hover .sign {
    scale: 1.06;
  }
  .sign svg {
    inline-size: 24px;
    block-size: 24px;
    fill: currentColor;
  }
  small {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    padding: 1px 8px;
    border-radius: 10px;
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
  }
`;
