import { css } from 'lit';

export const styles = css`
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 0;
    padding: 4px 4px 8px;
    list-style: none;
    max-block-size: 30cqb;
    overflow-y: auto;
  }
  li {
    display: flex;
    align-items: center;
    gap: 8px;
    max-inline-size: min(260px, 100%);
    padding: 4px;
    border-radius: var(--_radius-control);
    background: var(--_raised);
    font-size: var(--_meta-size);
  }
  img,
  .sheet {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    flex: none;
    border-radius: 6px;
    object-fit: cover;
    background: var(--_hover);
  }
  bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .icon-button {
    inline-size: 28px;
    block-size: 28px;
  }
  .about {
    display: grid;
    min-inline-size: 0;
  }
  .spinner {
    display: inline-block;
    inline-size: 12px;
    block-size: 12px;
    vertical-align: -1px;
  }
  .describe {
    block-size: 24px;
    padding-inline: 6px;
    border-radius: 6px;
    box-shadow: inset 0 0 0 1px var(--_edge);
    color: var(--_muted);
    font-size: var(--_time-size);
    font-weight: 700;
    letter-spacing: 0.04em;
  }
  .describe.given {
    background: var(--_accent);
    box-shadow: none;
    color: var(--_on-accent);
  }
  .description {
    display: grid;
    gap: 4px;
    margin: 0 4px 8px;
    padding: 8px 12px;
    border-radius: var(--_radius-control);
    background: var(--_raised);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .description label {
    overflow-wrap: anywhere;
    font-weight: 600;
  }
  textarea {
    padding: 6px 10px;
    border: 0;
    border-radius: var(--_radius-control);
    background: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_edge);
    color: var(--_text);
    font: inherit;
    font-size: var(--_text-size);
    line-height: var(--_text-line);
    resize: none;
  }
  textarea:focus-visible {
    outline: none;
    box-shadow: inset 0 0 0 2px var(--_focus);
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }
  small {
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
  }
`;
