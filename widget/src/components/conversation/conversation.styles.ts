import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    position: relative;
  }
  .stage {
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    flex: 1;
    min-block-size: 0;
    position: relative;
  }
  .bar,
  .failure {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    margin: 0;
    padding: 4px 16px;
    min-block-size: 32px;
    background: var(--_notice-tint);
    font-size: var(--_meta-size);
    line-height: var(--_meta-line);
    text-align: center;
    text-wrap: balance;
    animation: late 0s 600ms both;
  }
  .failure {
    background: var(--_danger-tint);
    color: var(--_danger);
    animation: none;
  }
  .bar .link {
    flex: none;
    padding-inline: 4px;
    color: inherit;
    text-decoration: underline;
  }
  /* A hiccup of half a second is nobody's business. */
  @keyframes late {
    from {
      display: none;
      visibility: hidden;
    }
  }
  .invitation {
    display: grid;
    justify-items: center;
    padding: 8px 16px 12px;
  }
`;
