import { css } from 'lit';

export const styles = css`
  .row {
    display: flex;
    gap: 8px;
    margin-block-start: calc(var(--_gap) / 2);
    border-radius: var(--_radius);
    outline-offset: 2px;
  }
  .row.first {
    margin-block-start: calc(var(--_gap) * 3);
  }
  .row.own {
    justify-content: flex-end;
    padding-inline-start: 40px;
  }
  .row.other {
    padding-inline-end: 24px;
  }
  .side {
    inline-size: 32px;
    flex: none;
  }
  .face {
    border-radius: 50%;
  }
  .stack {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, auto);
    justify-items: start;
    min-inline-size: 0;
    max-inline-size: min(100%, 560px);
  }
  .own .stack {
    justify-items: end;
  }
  .name {
    display: block;
    max-inline-size: 100%;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    padding-inline: 12px;
    color: var(--_others);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    font-weight: 600;
    margin-block-end: 2px;
  }
  .bubble {
    position: relative;
    max-inline-size: 100%;
    min-inline-size: 0;
    padding: calc(var(--_gap) * 1.75) calc(var(--_spacing) * 3);
    border-radius: var(--_radius-bubble);
    background: var(--_raised);
    overflow-wrap: anywhere;
  }
  .own .bubble {
    background: var(--_tint);
  }
  .other:not(.first) .bubble {
    border-start-start-radius: var(--_radius-inner);
  }
  .other:not(.last) .bubble {
    border-end-start-radius: var(--_radius-inner);
  }
  .own:not(.first) .bubble {
    border-start-end-radius: var(--_radius-inner);
  }
  .own:not(.last) .bubble {
    border-end-end-radius: var(--_radius-inner);
  }
  .body {
    display: flow-root;
    unicode-bidi: isolate;
  }
  .text {
    white-space: pre-wrap;
  }
  .gone {
    color: var(--_muted);
    font-style: italic;
  }
  .meta {
    float: inline-end;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin-block: 5px -2px;
    margin-inline-start: 10px;
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
    user-select: none;
    white-space: nowrap;
  }
  .own .meta {
    color: color-mix(in srgb, var(--_text) 72%, var(--_tint));
  }
  .meta svg {
    inline-size: 15px;
    block-size: 15px;
  }
  .row.other .stack {
    min-inline-size: 72px;
  }
  @container (min-width: 480px) {
    .row.own {
      padding-inline-start: 15%;
    }
    .row.other {
      padding-inline-end: 15%;
    }
  }
`;
