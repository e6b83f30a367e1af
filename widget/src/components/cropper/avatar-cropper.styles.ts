import { css } from 'lit';

export const styles = css`
  .stage {
    position: relative;
    inline-size: 256px;
    block-size: 256px;
    margin-inline: auto;
    border-radius: var(--_radius);
    overflow: hidden;
    background: var(--_sunken);
    cursor: grab;
    touch-action: none;
  }
  .stage:active {
    cursor: grabbing;
  }
  .stage::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: 50%;
    box-shadow: 0 0 0 128px var(--_veil);
    pointer-events: none;
  }
  canvas {
    display: block;
    inline-size: 256px;
    block-size: 256px;
  }
  label {
    display: flex;
    align-items: center;
    gap: 12px;
    font-size: var(--_meta-size);
  }
  input {
    flex: 1;
    block-size: 24px;
    accent-color: var(--_accent);
  }
  .hint {
    margin: 0;
    text-align: center;
  }
`;
