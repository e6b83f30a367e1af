import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    position: relative;
    min-block-size: 0;
  }
  .scroll {
    display: flex;
    flex-direction: column-reverse;
    overflow: hidden auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    outline-offset: -2px;
  }
  .rows {
    display: flow-root;
    flex: none;
    inline-size: 100%;
    max-inline-size: 880px;
    margin: auto auto 0;
    padding: 12px 12px 16px;
    min-block-size: 100%;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
  }
  .day,
  .unread,
  .notice,
  .older {
    margin-block: 16px 4px;
    text-align: center;
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
  }
  .day span {
    padding: 4px 12px;
    border-radius: 12px;
    background: var(--_raised);
    font-weight: 600;
  }
  .unread {
    display: flex;
    align-items: center;
    gap: 12px;
    color: var(--_accent);
    font-weight: 600;
  }
  .unread::before,
  .unread::after {
    content: '';
    flex: 1;
    block-size: 1px;
    background: currentColor;
    opacity: 0.4;
  }
  .notice {
    margin-block: 8px 0;
  }
  .notice time {
    margin-inline-start: 6px;
    font-variant-numeric: tabular-nums;
  }
  .older {
    display: grid;
    place-items: center;
    min-block-size: 32px;
    margin-block: 0 8px;
  }
  .jump {
    position: absolute;
    inset-block-end: 12px;
    inset-inline-end: 16px;
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_float);
    animation: arrive var(--_calm) var(--_ease);
  }
  .jump .badge {
    position: absolute;
    inset-block-start: -8px;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 4px;
    margin: auto;
    padding: 24px;
    text-align: center;
  }
  .empty .mark {
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    border-radius: 50%;
    background: var(--_own-tint);
    color: var(--_own);
  }
  .empty .mark svg {
    inline-size: 30px;
    block-size: 30px;
    stroke-width: 1.4;
  }
  .empty h3 {
    margin: 12px 0 0;
    font-size: var(--_title-size);
    line-height: 1.4;
  }
  .empty p {
    margin: 0;
    max-inline-size: 40ch;
    color: var(--_muted);
    text-wrap: balance;
  }
  .empty .tip {
    margin-block-start: 12px;
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .skeleton {
    display: grid;
    gap: 12px;
    animation: late 0s 200ms both;
  }
  .skeleton i {
    block-size: 38px;
    border-radius: var(--_radius-bubble);
    background: var(--_raised);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .skeleton .s {
    inline-size: 28%;
  }
  .skeleton .m {
    inline-size: 44%;
  }
  .skeleton .l {
    inline-size: 60%;
    block-size: 60px;
  }
  .skeleton .own {
    justify-self: end;
    background: var(--_tint);
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.55;
    }
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton i {
      animation: none;
    }
  }
`;
