import { css } from 'lit';

export const styles = css`
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
  /* It slides in also when it is there for the first time. */
  @starting-style {
    aside.start.open,
    aside.end.open:dir(rtl) {
      translate: -105% 0;
    }
    aside.end.open,
    aside.start.open:dir(rtl) {
      translate: 105% 0;
    }
  }
  .veil {
    position: absolute;
    inset: 0;
    z-index: 2;
    background: light-dark(#0f172a59, #000000a6);
    animation: fade var(--_calm);
  }
  @keyframes fade {
    from {
      opacity: 0;
    }
  }
  @container (min-width: 720px) {
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
  /* Without people, the conversation has their place as well. */
  @container (min-width: 720px) {
    .layout:not(:has(> .end)) {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: 'main';
    }
  }
  @container (min-width: 1040px) {
    .layout:not(:has(> .end)) {
      grid-template-columns: 264px minmax(0, 1fr);
      grid-template-areas: 'start main';
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
