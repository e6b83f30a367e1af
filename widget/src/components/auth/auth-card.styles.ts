import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    place-items: safe center;
    overflow-y: auto;
    block-size: 100%;
    padding: 24px 16px;
    background: var(--_sunken);
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    inline-size: min(100%, 360px);
    padding: 28px 24px 24px;
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 0 0 1px var(--_line);
  }
  .mark {
    display: grid;
    place-items: center;
    justify-self: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: var(--_own-tint);
    color: var(--_own);
  }
  .mark svg {
    inline-size: 24px;
    block-size: 24px;
  }
  .head {
    display: grid;
    gap: 4px;
    text-align: center;
  }
  .head p {
    margin: 0;
    color: var(--_muted);
  }
  h2 {
    margin: 8px 0 0;
    font-size: calc(var(--_text-size) * 20 / 15);
    line-height: calc(var(--_text-size) * 28 / 15);
    font-weight: 650;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  .button {
    margin-block-start: 4px;
  }
  .swap {
    margin: 0;
    text-align: center;
    color: var(--_muted);
    font-size: var(--_meta-size);
  }
  .alert {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 10px 12px;
    border-radius: var(--_radius-control);
    background: var(--_danger-tint);
    color: var(--_danger);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
  }
  .alert.calm {
    background: var(--_notice-tint);
    color: var(--_text);
  }
  @container (max-width: 359.98px) {
    :host {
      padding: 12px 8px;
    }
    form {
      padding: 20px 16px;
    }
  }
`;
