import { css } from 'lit';

export const styles = css`
  :host([mode='launcher']) {
    --_x: calc(var(--chat-offset-x, 20px) + env(safe-area-inset-right));
    --_y: calc(var(--chat-offset-y, 20px) + env(safe-area-inset-bottom));
    inset-block: auto var(--_y);
    inset-inline: auto var(--_x);
    z-index: var(--chat-z-index, 2147483000);
    /* The button that opens it closes it. */
    --_close: none;
  }
  :host([mode='launcher'][position='start']) {
    inset-inline: var(--_x) auto;
  }
  :host([mode='launcher']) .frame {
    position: fixed;
    inset-block: auto calc(var(--_y) + 68px);
    inset-inline: auto var(--_x);
    inline-size: min(400px, 100% - 2 * var(--_x));
    block-size: min(640px, 100% - var(--_y) - 88px);
    box-shadow: var(--_float);
    animation: open var(--_calm) var(--_ease);
  }
  :host([mode='launcher'][position='start']) .frame {
    inset-inline: var(--_x) auto;
  }
  @keyframes open {
    from {
      opacity: 0;
      transform: translateY(12px);
    }
  }
  .launcher {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--_float);
    transition: scale var(--_quick);
  }
  .launcher:hover {
    scale: 1.05;
  }
  .launcher svg {
    inline-size: 26px;
    block-size: 26px;
    stroke-width: 1.5;
  }
  .badge {
    position: absolute;
    inset-block: -4px auto;
    inset-inline: auto -4px;
    background: var(--_danger);
    color: var(--_surface);
    box-shadow: 0 0 0 2px var(--_surface);
  }
  /* The panel belongs to the window, not to a box of the page: here the window decides. */
  @media (max-width: 479.98px), (max-height: 479.98px) {
    :host([mode='launcher'][position]) .frame {
      --_close: initial;
      inset: var(--_visible-top, 0px) 0 auto;
      inline-size: 100%;
      block-size: var(--_visible-height, 100dvh);
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
      border-radius: 0;
    }
    /* A room has a button of its own; the way in, and what stands there instead of a room, have this one. */
    .launcher.open {
      position: fixed;
      inset-block: calc(var(--_visible-top, 0px) + env(safe-area-inset-top) + 8px) auto;
      inset-inline: auto 8px;
      z-index: 1;
      scale: 0.75;
    }
    .open:has(+ .frame chat-room-workspace) {
      visibility: hidden;
    }
  }
`;
