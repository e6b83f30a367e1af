import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 44px;
    padding: 4px;
    border-radius: 22px;
    background: var(--_raised);
  }
  .bar:has(chat-room-sound) {
    border-radius: calc(var(--_radius) + 4px);
  }
  .icon-button {
    border-radius: 50%;
  }
  .discard {
    color: var(--_danger);
  }
  .send,
  .send:hover:not(:disabled) {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  time {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 56px;
    font-variant-numeric: tabular-nums;
  }
  .light {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_danger);
    animation: glow 1.2s ease-in-out infinite alternate;
  }
  .paused .light {
    background: var(--_muted);
    animation: none;
  }
  @keyframes glow {
    to {
      opacity: 0.35;
    }
  }
  .wave {
    flex: 1;
    min-inline-size: 0;
    block-size: 28px;
    margin-inline: 8px;
    color: var(--_accent);
  }
  .paused .wave {
    color: var(--_muted);
  }
  .wave svg {
    inline-size: 100%;
    block-size: 100%;
    fill: currentColor;
    stroke: none;
  }
  .problem,
  .wait {
    flex: 1;
    min-inline-size: 0;
    padding-inline: 8px;
    color: var(--_muted);
  }
  .problem {
    color: var(--_danger);
  }
  chat-room-sound {
    flex: 1;
    min-inline-size: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    .light {
      animation: none;
    }
  }
`;
