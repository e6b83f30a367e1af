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
    max-inline-size: 220px;
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
  small {
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
  }
`;
