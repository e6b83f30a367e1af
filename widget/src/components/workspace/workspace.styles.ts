import { css } from 'lit';

/** One column; people beside the conversation from 720 px; conversations as well from 1040 px of the widget's own width. */
export const styles = css`
  :host {
    display: block;
    block-size: 100%;
    position: relative;
    overflow: hidden;
  }
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    grid-template-areas: 'main';
    block-size: 100%;
  }
  .main {
    grid-area: main;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto minmax(0, 1fr);
    min-inline-size: 0;
    min-block-size: 0;
    background: var(--_surface);
  }
  .main.private {
    --_accent: var(--_private);
    --_on-accent: var(--_on-private);
    --_tint: var(--_private-tint);
    --_focus: var(--_private);
    --_raised: var(--_private-raised);
    background: var(--_private-wash);
  }
  aside {
    position: absolute;
    z-index: 3;
    inset-block: 0;
    inline-size: min(304px, 86%);
    background: var(--_sunken);
    box-shadow: var(--_float);
    visibility: hidden;
    transition:
      translate var(--_calm) var(--_ease),
      visibility 0s var(--_calm);
  }
  aside.start {
    inset-inline-start: 0;
    translate: -105% 0;
  }
  aside.end {
    inset-inline-end: 0;
    translate: 105% 0;
  }
  aside.start:dir(rtl) {
    translate: 105% 0;
  }
  aside.end:dir(rtl) {
    translate: -105% 0;
  }
  aside.open,
  aside.open:dir(rtl) {
    visibility: visible;
    translate: 0;
    transition: translate var(--_calm) var(--_ease);
  }
  .veil {
    position: absolute;
    inset: 0;
    z-index: 2;
    background: var(--_veil);
    animation: fade var(--_calm);
  }
  @keyframes fade {
    from {
      opacity: 0;
    }
  }
  @container (min-width: 720px) {
    .layout {
      grid-template-columns: minmax(0, 1fr) 232px;
      grid-template-areas: 'main end';
    }
    aside.end,
    aside.end:dir(rtl) {
      position: static;
      z-index: auto;
      grid-area: end;
      inline-size: auto;
      translate: 0;
      visibility: visible;
      box-shadow: none;
      border-inline-start: 1px solid var(--_line);
    }
  }
  @container (min-width: 1040px) {
    .layout {
      grid-template-columns: 264px minmax(0, 1fr) 232px;
      grid-template-areas: 'start main end';
    }
    aside.start,
    aside.start:dir(rtl) {
      position: static;
      z-index: auto;
      grid-area: start;
      inline-size: auto;
      translate: 0;
      visibility: visible;
      box-shadow: none;
      border-inline-end: 1px solid var(--_line);
    }
    .veil {
      display: none;
    }
  }
`;
