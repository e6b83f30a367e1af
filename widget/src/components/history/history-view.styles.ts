import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-row: 1 / -1;
    grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    overflow-wrap: anywhere;
    background: var(--_surface);
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 56px;
    padding: 8px 12px;
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: calc(var(--_text-size) * 16 / 15);
    font-weight: 650;
  }
  h2 small {
    display: block;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    color: var(--_muted);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    font-weight: 400;
  }
  .clear {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 36px;
    padding-inline: 10px;
    border-radius: var(--_radius-control);
    color: var(--_danger);
    font-size: var(--_meta-size);
    font-weight: 600;
  }
  .clear:hover:not(:disabled) {
    background: var(--_danger-tint);
  }
  .clear:disabled {
    opacity: 0.5;
  }
  .box {
    margin: 0 16px 8px;
  }
  .results {
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 0 8px 16px;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    border-block-start: 1px solid var(--_line);
  }
  ol {
    margin: 0 auto;
    padding: 0;
    max-inline-size: 760px;
    list-style: none;
  }
  .day {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    padding: 12px 8px 4px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    font-weight: 600;
  }
  .hit {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_spacing) * 3);
    inline-size: 100%;
    padding: calc(var(--_gap) * 2) calc(var(--_spacing) * 2);
    border-radius: var(--_radius-control);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 60px;
  }
  .hit:hover {
    background: var(--_hover);
  }
  .hit:focus-visible {
    outline-offset: -2px;
  }
  .top {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .top b {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    color: var(--_others);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .own .top b {
    color: var(--_own);
  }
  .private .top b {
    color: var(--_private);
  }
  time {
    margin-inline-start: auto;
    flex: none;
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
  }
  .text {
    /* A short text of the other direction stands beside its picture as well; a long one keeps its own edge. */
    inline-size: fit-content;
    max-inline-size: 100%;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 6;
    line-clamp: 6;
    overflow: hidden;
    white-space: pre-wrap;
  }
  .text mark {
    border-radius: 3px;
    background: light-dark(#ffe08a, #6b5410);
    color: inherit;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-start: 4px;
    color: var(--_muted);
    font-size: var(--_meta-size);
  }
  .files span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
  }
  .files img {
    inline-size: 72px;
    block-size: 72px;
    border-radius: var(--_radius-control);
    object-fit: cover;
    background: var(--_raised);
  }
  .state {
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 48px 24px;
    color: var(--_muted);
    text-align: center;
  }
  .state b {
    color: var(--_text);
  }
  .wait {
    animation: appear 0s 200ms both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  .more {
    display: grid;
    place-items: center;
    padding: 12px;
  }
`;
