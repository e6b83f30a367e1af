import { css } from 'lit';

export const styles = css`
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    border: 0;
    border-radius: var(--_radius);
    background: light-dark(var(--_surface), var(--_raised));
    color: var(--_text);
    box-shadow: var(--_float);
    min-inline-size: 200px;
    max-inline-size: calc(100% - 16px);
    font-size: var(--_text-size);
    line-height: var(--_text-line);
  }
  .menu:popover-open {
    animation: pop var(--_quick) var(--_ease);
  }
  @keyframes pop {
    from {
      opacity: 0;
      scale: 0.96;
    }
  }
  .quick {
    display: flex;
    gap: 2px;
    padding: 2px;
  }
  .quick button {
    display: grid;
    place-items: center;
    flex: 1;
    min-inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    font-family: var(--_emoji);
    font-size: 20px;
    transition: scale var(--_quick) var(--_ease);
  }
  .quick button:hover {
    scale: 1.2;
  }
  .quick button[aria-checked='true'] {
    background: var(--_tint);
  }
  .item {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    min-block-size: 36px;
    padding: 6px 12px;
    border-radius: var(--_radius-control);
  }
  .item svg {
    color: var(--_muted);
  }
  .item:hover,
  .item:focus-visible {
    background: var(--_hover);
  }
  .danger,
  .danger svg {
    color: var(--_danger);
  }
  .quick + .rest {
    border-block-start: 1px solid var(--_line);
    margin-block-start: 4px;
    padding-block-start: 4px;
  }
  chat-room-emoji {
    block-size: min(320px, 60dvh);
    inline-size: min(320px, calc(100vw - 24px));
  }
`;
