import { css } from 'lit';

export const styles = css`
  .context {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 4px 4px 8px 12px;
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    animation: rise var(--_quick) var(--_ease);
  }
  .context > svg {
    color: var(--_accent);
  }
  .context div {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    border-inline-start: 3px solid var(--_accent);
    padding-inline-start: 8px;
  }
  .context b,
  .context span {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .context b {
    color: var(--_accent);
  }
  .context span {
    color: var(--_muted);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
  .count {
    text-align: end;
  }
  .sources {
    position: absolute;
    z-index: 2;
    inset-block-end: calc(100% - 4px);
    inset-inline-start: 12px;
    display: grid;
    min-inline-size: 220px;
    max-inline-size: calc(100% - 24px);
    padding: 4px;
    border-radius: var(--_radius);
    background: light-dark(var(--_surface), var(--_raised));
    box-shadow: var(--_float);
    animation: rise var(--_quick) var(--_ease);
  }
  .sources button {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 48px;
    padding-inline: 12px;
    border-radius: var(--_radius-control);
  }
  .sources button:hover,
  .sources button:focus-visible {
    background: var(--_hover);
  }
  .sources svg {
    color: var(--_accent);
  }
  .panel {
    position: absolute;
    z-index: 2;
    inset-block-end: calc(100% - 4px);
    inset-inline-end: 12px;
    inline-size: min(360px, 100% - 24px);
    block-size: min(380px, 62cqb);
    border-radius: var(--_radius);
    background: light-dark(var(--_surface), var(--_raised));
    box-shadow: var(--_float);
    overflow: hidden;
    animation: rise var(--_quick) var(--_ease);
  }
`;
