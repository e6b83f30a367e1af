import { css } from 'lit';

export const styles = css`
  .gallery,
  .file,
  .sound,
  .movie {
    & ~ .file,
    & ~ .sound,
    & ~ .movie {
      margin-block-start: 4px;
    }
  }
  .gallery {
    display: grid;
    gap: 3px;
    max-inline-size: 100%;
    margin-block-start: -3px;
    border-radius: calc(var(--_radius-bubble) - 4px);
    overflow: hidden;
    grid-auto-rows: minmax(0, 1fr);
  }
  .of-2,
  .of-4 {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .of-3 {
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
  }
  .of-3 > :first-child {
    grid-row: span 2;
  }
  .many {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .picture {
    position: relative;
    display: block;
    min-block-size: 0;
    overflow: hidden;
    background: var(--_hover);
    cursor: zoom-in;
  }
  .picture:focus-visible {
    outline-offset: -3px;
    border-radius: calc(var(--_radius-bubble) - 4px);
  }
  .more {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    background: #0b0d118c;
    color: #fff;
    font-size: calc(var(--_text-size) * 24 / 15);
    font-weight: 600;
  }
  .movie {
    display: block;
    max-inline-size: 100%;
    border-radius: calc(var(--_radius-bubble) - 4px);
    background: #0b0d11;
  }
  .sound {
    display: block;
    inline-size: 320px;
    max-inline-size: 100%;
    min-block-size: 56px;
  }
  .picture img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .picture .likeness {
    filter: blur(12px);
    scale: 1.1;
  }
  .picture.busy {
    cursor: default;
  }
  .picture.busy img {
    opacity: 0.7;
  }
  .controls {
    display: flex;
    flex: none;
    gap: 4px;
  }
  .picture .controls {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
  }
  .picture .controls .icon-button {
    inline-size: 32px;
    block-size: 32px;
    background: var(--_surface);
    color: var(--_text);
    border-radius: 50%;
  }
  .many .picture .controls {
    inset: 4px 4px auto;
    justify-content: flex-end;
  }
  .many .picture .controls .icon-button {
    inline-size: 28px;
    block-size: 28px;
  }
  /* Above the time, which lies over the last of them. */
  .picture progress {
    position: absolute;
    inset: auto 8px 30px;
    inline-size: calc(100% - 16px);
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--_line);
    overflow: hidden;
    accent-color: var(--_accent);
    appearance: none;
  }
  progress.paused {
    filter: grayscale(1);
  }
  progress::-webkit-progress-bar {
    background: var(--_line);
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
    transition: inline-size var(--_calm);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }
  .file {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 320px;
    max-inline-size: 100%;
    padding: 8px;
    border-radius: calc(var(--_radius-bubble) - 4px);
    background: var(--_hover);
    color: inherit;
    text-decoration: none;
    transition: background-color var(--_quick);
  }
  .read {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 12px;
    min-inline-size: 0;
    border-radius: var(--_radius-control);
  }
  .file > svg {
    margin-inline: 8px;
    color: var(--_muted);
  }
  a.file:hover,
  .file:has(.read:hover) {
    background: var(--_line);
  }
  .sheet {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    flex: none;
    border-radius: var(--_radius-control);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .sheet b {
    font-size: 12px;
    letter-spacing: -0.02em;
  }
  .about {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }
  .about bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .about small {
    opacity: 0.8;
    font-size: var(--_time-size);
    line-height: var(--_time-line);
    font-variant-numeric: tabular-nums;
  }
`;
