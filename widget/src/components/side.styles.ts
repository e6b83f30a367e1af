import { css } from 'lit';

/** The lists at the sides. */
export const sideStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
    overflow-wrap: anywhere;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: calc(44px + var(--_gap) * 3);
    padding: 8px 8px 8px 16px;
    padding-inline: 16px 8px;
  }
  h2 {
    margin: 0;
    font-size: var(--_text-size);
    line-height: var(--_text-line);
    font-weight: 650;
  }
  .count {
    color: var(--_muted);
    font-size: var(--_meta-size);
    font-variant-numeric: tabular-nums;
  }
  .head .icon-button {
    margin-inline-start: auto;
  }
  .search {
    margin: 0 12px 8px;
    flex: none;
    padding-inline: 10px;
    min-block-size: 36px;
    background: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_line);
  }
  .search input {
    block-size: 36px;
  }
  @media (hover: hover) {
    .search input {
      font-size: var(--_text-size);
    }
  }
  ul {
    flex: 1;
    min-block-size: 0;
    margin: 0;
    padding: 0 8px 12px;
    list-style: none;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  li {
    content-visibility: auto;
    contain-intrinsic-block-size: 48px;
  }
  .line {
    min-inline-size: 0;
    display: flex;
    align-items: center;
    gap: calc(var(--_spacing) * 3);
    inline-size: 100%;
    min-block-size: calc(36px + var(--_gap) * 3);
    padding: calc(var(--_gap) * 1.5) calc(var(--_spacing) * 2);
    border-radius: var(--_radius-control);
    transition: background-color var(--_quick);
  }
  .line:focus-visible {
    outline-offset: -2px;
  }
  button.line:hover {
    background: var(--_hover);
  }
  .face {
    position: relative;
    flex: none;
  }
  .here::after {
    content: '';
    position: absolute;
    inset-block-end: -1px;
    inset-inline-end: -1px;
    inline-size: 9px;
    block-size: 9px;
    border-radius: 50%;
    background: var(--_online);
    box-shadow: 0 0 0 2px var(--_sunken);
  }
  .about {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    flex: 1;
    min-inline-size: 0;
  }
  .about b,
  .about small {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .about small,
  .about b {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .about b {
    font-weight: 500;
  }
  .about small {
    color: var(--_muted);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .none {
    margin: 0;
    padding: 8px;
    color: var(--_muted);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    text-align: center;
  }
  p.none {
    order: 1;
    flex: 100;
  }
`;
