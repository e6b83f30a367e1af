import { css } from 'lit';

export const styles = css`
  .scroll {
    scroll-padding-block-start: 40px;
  }
  /* Stays in view for as long as something of its day does; over the messages only while they move, where that can be told. */
  .day {
    position: sticky;
    inset-block-start: 8px;
    z-index: 1;
    pointer-events: none;
    container-type: scroll-state;
  }
  .day span {
    /* Else the ground that forced colours lay under text stays when it fades. */
    display: inline-block;
    box-shadow: 0 0 0 1px var(--_line);
    transition: opacity var(--_calm);
  }
  @container scroll-state(stuck: top) {
    .day span {
      background: light-dark(var(--_surface), var(--_raised));
      box-shadow: var(--_float);
    }
    .scroll:not(.moving) .day span {
      opacity: 0;
      transition: opacity var(--_calm) 1s;
    }
  }
  .notice {
    margin-block: calc(var(--_gap) * 2) 0;
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
    background: light-dark(var(--_surface), var(--_raised));
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
  .told {
    position: absolute;
    inset-block-end: 16px;
    inset-inline: 16px;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }
  .told span {
    /* Seen only where the system forces its own colours. */
    border: 1px solid transparent;
    padding: 6px 14px;
    border-radius: 18px;
    background: var(--_text);
    color: var(--_surface);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    box-shadow: var(--_float);
    animation: arrive var(--_calm) var(--_ease);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
  .media .meta {
    position: absolute;
    inset-block-end: 10px;
    inset-inline-end: 14px;
    margin: 0;
    padding: 1px 8px;
    border-radius: 10px;
    background: #0b0d1199;
  }
  .media .meta,
  .own .media .meta {
    color: #fff;
  }
  chat-room-attachments {
    display: block;
    margin-block-end: 4px;
    margin-inline: -8px;
  }
  .media chat-room-attachments {
    margin-block-end: -3px;
  }
  .flash .bubble {
    animation: flash 1.6s var(--_ease);
  }
  @keyframes flash {
    0%,
    40% {
      box-shadow: 0 0 0 2px var(--_accent);
    }
  }
  .bubble.sticker,
  .bubble.large,
  .own .bubble.sticker,
  .own .bubble.large {
    background: none;
    padding: 0;
  }
  .sticker .text,
  .large .text {
    font-family: var(--_emoji);
  }
  .sticker .text {
    font-size: calc(var(--_text-size) * 56 / 15);
    line-height: 1.2;
  }
  .large .text {
    font-size: calc(var(--_text-size) * 36 / 15);
    line-height: 1.25;
  }
  .sticker .meta,
  .large .meta {
    color: var(--_muted);
    margin-block-start: 0;
  }
  .sticker .meta {
    margin-block-start: calc(var(--_text-size) * 46 / 15);
  }
  .large .meta {
    margin-block-start: calc(var(--_text-size) * 26 / 15);
  }
`;
