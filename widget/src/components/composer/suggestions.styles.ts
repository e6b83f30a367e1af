import { css } from 'lit';

export const suggestionStyles = css`
  .suggestions {
    position: absolute;
    z-index: 2;
    inset-block-end: calc(100% - 4px);
    inset-inline: 12px;
    max-inline-size: 360px;
    margin: 0;
    padding: 4px;
    border-radius: var(--_radius);
    background: light-dark(var(--_surface), var(--_raised));
    box-shadow: var(--_float);
    list-style: none;
    animation: rise var(--_quick) var(--_ease);
  }
  .suggestions li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 36px;
    padding: 4px 8px;
    border-radius: var(--_radius-control);
    cursor: pointer;
  }
  .suggestions li[aria-selected='true'],
  .suggestions li:hover {
    background: var(--_hover);
  }
  .suggestions bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .suggestions small {
    color: var(--_muted);
    font-size: var(--_meta-size);
  }
  .suggestions .emoji {
    inline-size: 24px;
    font-family: var(--_emoji);
    font-size: 20px;
    text-align: center;
  }
`;
