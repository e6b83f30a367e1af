import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    background: light-dark(var(--_surface), var(--_raised));
    color: var(--_text);
  }
  .tabs {
    display: flex;
    gap: 4px;
    padding: 8px 8px 0;
  }
  .tabs button {
    flex: 1;
    min-block-size: 32px;
    border-radius: var(--_radius-control);
    color: var(--_muted);
    font-size: var(--_meta-size);
    font-weight: 600;
    text-align: center;
  }
  .tabs button:hover:not([aria-selected='true']) {
    background: var(--_hover);
  }
  .tabs [aria-selected='true'] {
    background: var(--_tint);
    color: var(--_text);
  }
  .box {
    margin: 8px 8px 0;
    min-block-size: 36px;
    padding-inline: 10px;
    flex: none;
  }
  .box input {
    block-size: 36px;
  }
  .groups {
    display: flex;
    padding: 4px 8px;
    border-block-end: 1px solid var(--_line);
  }
  .groups button {
    flex: 1;
    min-inline-size: 24px;
    block-size: 30px;
    border-radius: 6px;
    text-align: center;
    font-family: var(--_emoji);
    font-size: 17px;
    filter: grayscale(1);
    opacity: 0.65;
  }
  .groups button:hover,
  .groups button[aria-pressed='true'] {
    filter: none;
    opacity: 1;
    background: var(--_hover);
  }
  .all {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 0 8px 8px;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  section {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 600px;
  }
  h3 {
    margin: 0;
    padding: 8px 4px 4px;
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-weight: 600;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(36px, 1fr));
  }
  .grid button,
  .stickers button {
    display: grid;
    place-items: center;
    aspect-ratio: 1;
    border-radius: var(--_radius-control);
    font-family: var(--_emoji);
    font-size: 24px;
    line-height: 1;
  }
  .grid button:hover,
  .stickers button:hover,
  .grid button:focus-visible {
    background: var(--_hover);
  }
  .stickers {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    gap: 4px;
    padding: 8px;
    overflow: hidden auto;
  }
  .stickers button {
    font-size: 40px;
    transition: scale var(--_quick) var(--_ease);
  }
  .stickers button:hover {
    scale: 1.08;
  }
  .none {
    display: grid;
    place-items: center;
    gap: 8px;
    margin: 0;
    padding: 32px 16px;
    color: var(--_muted);
    text-align: center;
  }
`;
