import { css } from 'lit';

export const styles = css`
  dialog {
    inset: 0;
    inline-size: 100vw;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: #fff;
    overflow: hidden;
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    animation: fade var(--_calm);
  }
  dialog::backdrop {
    background: #0b0d11;
  }
  @keyframes fade {
    from {
      opacity: 0;
    }
  }
  header {
    z-index: 1;
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 12px;
    padding-inline-start: 20px;
  }
  header div {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }
  bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  small {
    overflow-wrap: anywhere;
    opacity: 0.8;
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .icon-button,
  .icon-button:hover:not(:disabled) {
    color: #fff;
  }
  .icon-button:hover:not(:disabled) {
    background: #ffffff26;
  }
  .icon-button:disabled {
    opacity: 0.4;
  }
  :focus-visible {
    outline-color: #fff;
  }
  .stage {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    place-items: center;
    min-block-size: 0;
    margin: 0 16px;
    touch-action: none;
    cursor: zoom-in;
    user-select: none;
  }
  .stage.zoomed {
    cursor: grab;
  }
  .stage[data-moving].zoomed {
    cursor: grabbing;
  }
  .stage img {
    grid-area: 1 / 1;
    max-inline-size: 100%;
    max-block-size: 100%;
    inline-size: auto;
    block-size: auto;
    object-fit: contain;
    background: center / 100% 100% no-repeat;
    border-radius: 4px;
    transition: transform var(--_quick) var(--_ease);
  }
  .stage[data-moving] img {
    transition: none;
  }
  .missed {
    grid-area: 1 / 1;
    text-align: center;
  }
  .missed .link {
    color: inherit;
  }
  .step {
    position: absolute;
    inset-block-start: calc(50% - 22px);
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    background: #0b0d1199;
  }
  .previous {
    inset-inline-start: 0;
  }
  .next {
    inset-inline-end: 0;
    rotate: 180deg;
  }
  .caption {
    z-index: 1;
    margin: 0;
    padding: 12px 20px 20px;
    max-block-size: 24dvh;
    overflow-y: auto;
    text-align: center;
    text-wrap: pretty;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .caption:empty {
    padding: 12px;
  }
`;
