import { css } from 'lit';

/**
 * Everything a host page may set, with its default, by role. Inside the shadow roots only the `--_…` names are used,
 * so that a public name can be added or renamed in one place. `light-dark()` follows `color-scheme`, which the `theme`
 * attribute sets.
 *
 * The old program told own, others' and private messages apart by blue, green and red; the three are still told apart
 * by these hues, as `--chat-own`, `--chat-others` and `--chat-private`.
 */
export const tokens = css`
  :host {
    /* How the page sets its text is no affair of the chat; whether it is there at all is the page's. */
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    -webkit-text-size-adjust: inherit;
    --_surface: var(--chat-surface, light-dark(#ffffff, #17191e));
    --_raised: var(--chat-raised, light-dark(#f0f2f5, #24272e));
    --_sunken: var(--chat-sunken, light-dark(#f7f8fa, #111317));
    --_hover: var(--chat-hover, light-dark(#0f172a0d, #ffffff12));
    --_line: var(--chat-line, light-dark(#0f172a17, #ffffff1a));
    --_edge: var(--chat-edge, light-dark(#868e99, #737b89));
    --_text: var(--chat-text, light-dark(#14171c, #e9ebef));
    --_muted: var(--chat-muted, light-dark(#59616d, #a0a8b5));

    --_own: var(--chat-own, light-dark(#2160d8, #7aadff));
    --_on-own: var(--chat-on-own, light-dark(#ffffff, #0a1428));
    --_own-tint: var(--chat-own-tint, light-dark(#dce8ff, #1f3a68));
    --_private: var(--chat-private, light-dark(#b4234f, #ff94ab));
    --_on-private: var(--chat-on-private, light-dark(#ffffff, #2d0613));
    --_private-tint: var(--chat-private-tint, light-dark(#fde3ea, #5a2135));
    --_private-wash: var(--chat-private-wash, light-dark(#fff5f7, #23171c));
    --_private-raised: var(--chat-private-raised, light-dark(#ffffff, #35262c));
    --_others: var(--chat-others, light-dark(#14703f, #6fd39c));

    --_accent: var(--chat-accent, var(--_own));
    --_on-accent: var(--chat-on-accent, var(--_on-own));
    --_tint: var(--_own-tint);
    --_online: var(--chat-online, light-dark(#1a9c5b, #3ecf83));
    --_danger: var(--chat-danger, light-dark(#b3261e, #ff9a8f));
    --_danger-tint: var(--chat-danger-tint, light-dark(#fdecea, #43201d));
    --_notice-tint: var(--chat-notice-tint, light-dark(#fff4d6, #3b3117));
    --_focus: var(--chat-focus, var(--_accent));
    --_float: var(--chat-shadow, 0 0 0 1px light-dark(#0f172a0f, #ffffff14), 0 8px 28px light-dark(#0f172a2e, #0009));

    /* Some text faces carry black emoji of their own; where an emoji stands alone it is to be in colour. */
    --_emoji: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif;
    --_text-size: var(--chat-text-size, 15px);
    --_text-line: calc(var(--_text-size) * 22 / 15);
    --_meta-size: calc(var(--_text-size) * 13 / 15);
    --_meta-line: calc(var(--_text-size) * 18 / 15);
    --_time-size: calc(var(--_text-size) * 12 / 15);
    --_time-line: calc(var(--_text-size) * 16 / 15);
    --_title-size: calc(var(--_text-size) * 17 / 15);

    --_spacing: var(--chat-spacing, 4px);
    --_density: var(--chat-density, 1);
    --_gap: calc(var(--_spacing) * var(--_density));

    --_radius: var(--chat-radius, 12px);
    --_radius-bubble: var(--chat-radius-bubble, 16px);
    --_radius-inner: var(--chat-radius-inner, 6px);
    --_radius-control: var(--chat-radius-control, 8px);

    --_quick: 120ms;
    --_calm: 200ms;
    --_ease: cubic-bezier(0.2, 0.7, 0.2, 1);
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_quick: 0.01ms;
      --_calm: 0.01ms;
    }
  }
`;
