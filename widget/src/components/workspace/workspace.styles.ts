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
    grid-template: 'main' minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    background: var(--_sunken);
  }
  .main {
    grid-area: main;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
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
  @container (min-width: 720px) {
    .layout {
      grid-template-columns: minmax(0, 1fr) 232px;
      grid-template-areas: 'main end';
    }
  }
  @container (min-width: 1040px) {
    .layout {
      grid-template-columns: 264px minmax(0, 1fr) 232px;
      grid-template-areas: 'start main end';
    }
  }
`;
