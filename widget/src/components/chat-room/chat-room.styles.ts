import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    block-size: 600px;
    min-block-size: 320px;
    min-inline-size: 0;
    /* The system's own face has Chinese everywhere but on Windows in other languages. */
    font-family: var(--chat-font, system-ui, 'Microsoft YaHei', sans-serif);
    font-size: var(--_text-size);
    line-height: var(--_text-line);
  }
  :host([hidden]) {
    display: none;
  }
  .frame {
    container-type: size;
    /* Where the box asks how wide it would like to be: in a dialog, or beside others. */
    contain-intrinsic-size: 400px;
    position: relative;
    overflow: hidden;
    min-inline-size: 0;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 0 0 1px var(--_line);
    overflow-wrap: anywhere;
    outline: none;
  }
  .auto {
    color-scheme: light dark;
  }
  :host([theme='light']) :is(.frame, .launcher) {
    color-scheme: light;
  }
  :host([theme='dark']) :is(.frame, .launcher) {
    color-scheme: dark;
  }
  .wait {
    display: grid;
    place-items: center;
    block-size: 100%;
    color: var(--_muted);
    animation: appear 0s 200ms both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }

  /* Takes no place in the page; launcher.styles.ts has the rest. */
  :host([mode='launcher']) {
    position: fixed;
    block-size: auto;
    min-block-size: 0;
  }
`;
