import { css } from 'lit';

export const styles = css`
  header {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: calc(44px + var(--_gap) * 3);
    padding: calc(var(--_gap) * 2) calc(var(--_spacing) * 2);
    border-block-end: 1px solid var(--_line);
  }
  .private {
    background: var(--_tint);
    border-block-end-color: transparent;
  }
  .private .icon-button {
    color: inherit;
  }
  .who {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    padding-inline: 8px;
  }
  h2,
  p {
    margin: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: calc(var(--_text-size) * 16 / 15);
    line-height: var(--_text-line);
    font-weight: 650;
  }
  h2 bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  h2 svg {
    inline-size: 16px;
    block-size: 16px;
    color: var(--_accent);
  }
  p {
    color: var(--_muted);
    text-align: -webkit-match-parent;
    text-align: match-parent;
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .private p {
    color: inherit;
  }
  .online::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
    background: var(--_online);
  }
  .late {
    animation: late 0s 600ms both;
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
  /* What there is no room for: the conversation says why. */
  .failed :is(.mark, .who, .history, .people) {
    visibility: hidden;
  }
  /* A launcher that stays in view beside its panel is the way out itself. */
  .close {
    display: var(--_close, inline-grid);
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    flex: none;
    border-radius: 50%;
    background: var(--_own-tint);
    color: var(--_own);
  }
  .with-badge {
    position: relative;
  }
  .with-badge .badge {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
  }
  @container (min-width: 720px) {
    .people {
      display: none;
    }
  }
  @container (min-width: 1040px) {
    .conversations {
      display: none;
    }
  }
  @container (max-width: 419.98px) {
    .mark {
      display: none;
    }
  }
`;
