import { css } from 'lit';

export const styles = css`
  .strength {
    display: flex;
    align-items: center;
    gap: 4px;
    color: var(--_muted);
    font-size: var(--_time-size);
    line-height: var(--_time-line);
  }
  .strength i {
    flex: 1;
    block-size: 4px;
    border-radius: 2px;
    background: var(--_line);
    transition: background-color var(--_calm);
  }
  .strength i.on {
    background: var(--_danger);
  }
  .strength[data-level='2'] i.on {
    background: light-dark(#b26a00, #f0b64a);
  }
  .strength[data-level='3'] i.on,
  .strength[data-level='4'] i.on {
    background: var(--_online);
  }
  .strength span {
    flex: none;
    margin-inline-start: 4px;
  }
  .picture {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .picture .choose {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
    overflow: hidden;
    flex: none;
  }
  .picture .choose:hover {
    color: var(--_text);
  }
  .picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .picture div {
    display: grid;
    gap: 2px;
    justify-items: start;
    min-inline-size: 0;
  }
  .picture .link {
    font-size: var(--_meta-size);
  }
`;
