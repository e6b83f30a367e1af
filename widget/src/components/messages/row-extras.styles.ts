import { css } from 'lit';

export const styles = css`
  .quote {
    position: relative;
    display: block;
    inline-size: 100%;
    margin-block-end: 4px;
    padding-block: 4px;
    padding-inline: 13px 10px;
    border-radius: var(--_radius-inner);
    overflow: hidden;
    background: var(--_hover);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  /* Straight, however round the corners are; a border would bend. */
  .quote::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 3px solid var(--_accent);
  }
  .quote > * {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .quote .name {
    padding: 0;
    margin: 0;
    color: var(--_accent);
  }
  .quote span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
    color: var(--_text);
    opacity: 0.85;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block-start: 4px;
  }
  .reactions span:not(.count) {
    font-family: var(--_emoji);
  }
  .own .reactions {
    justify-content: flex-end;
  }
  .reactions button {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 26px;
    padding-inline: 8px;
    border-radius: 13px;
    background: var(--_raised);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    font-variant-numeric: tabular-nums;
    animation: land var(--_calm) var(--_ease);
  }
  .reactions button:hover:not(:disabled) {
    background: var(--_line);
  }
  .reactions button[aria-pressed='true'] {
    background: var(--_tint);
    box-shadow: inset 0 0 0 1.5px var(--_accent);
  }
  @keyframes land {
    from {
      scale: 0.6;
    }
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0 8px;
    margin-block-start: 4px;
    color: var(--_danger);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .failed > span {
    display: flex;
    gap: 4px;
  }
  .failed svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .failed .link {
    color: inherit;
    text-decoration: underline;
  }
  /* What is beside a bubble is told from the list's own width. */
  .scroll {
    container-type: inline-size;
  }
  /* Beside the first line of the bubble, else above all of the message: never on its words. Percentages are of the message's width. */
  .tools {
    --_line-up: calc(var(--_gap) * 1.75 + var(--_text-line) / 2 - 17px);
    --_room: calc(min(100cqi, 880px) - var(--_spacing) * 6 - 98px);
    position: absolute;
    z-index: 1;
    inset-block-start: var(--_line-up);
    inset-inline-end: min(100% + 4px, max(4px, (var(--_room) - 100% - 4px) * 999));
    margin-block-start: clamp(-34px - var(--_line-up), (var(--_room) - 100% - 4px) * 999, 0px);
    display: flex;
    padding: 2px;
    border-radius: var(--_radius-control);
    background: light-dark(var(--_surface), var(--_raised));
    box-shadow: var(--_float);
    animation: show var(--_quick);
  }
  .other .tools {
    --_room: calc(min(100cqi, 880px) - var(--_spacing) * 6 - 138px);
    inset-inline: min(100% + 4px, max(100% - 98px, (var(--_room) - 100% - 4px) * 999)) auto;
  }
  .name ~ .tools {
    --_line-up: calc(var(--_gap) * 1.75 + var(--_text-line) / 2 + var(--_meta-line) - 15px);
  }
  .tools .icon-button {
    inline-size: 30px;
    block-size: 30px;
    border-radius: 6px;
  }
  /* By finger one holds the message instead. */
  @media (hover: none) {
    .row:not(:focus-within) .tools {
      display: none;
    }
  }
  @keyframes show {
    from {
      opacity: 0;
    }
  }
`;
