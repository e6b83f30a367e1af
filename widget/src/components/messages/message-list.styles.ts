import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
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
    flex: none;
    inline-size: 100%;
    max-inline-size: 880px;
    margin: auto auto 0;
    padding: calc(var(--_spacing) * 3) calc(var(--_spacing) * 3) var(--_spacing);
    min-block-size: 100%;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
  }
  .day,
  .unread,
  .notice,
  .older {
    margin-block: calc(var(--_gap) * 4);
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
  @media (prefers-reduced-motion: reduce) {
    .skeleton i {
      animation: none;
    }
  }
`;
