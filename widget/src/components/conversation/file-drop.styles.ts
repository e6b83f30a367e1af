import { css } from 'lit';

export const styles = css`
  :host([data-drop])::after {
    content: attr(data-drop);
    position: absolute;
    inset: 8px;
    z-index: 2;
    display: grid;
    place-items: center;
    border: 2px dashed var(--_accent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tint) 90%, transparent);
    color: var(--_text);
    font-weight: 600;
    pointer-events: none;
  }
`;
