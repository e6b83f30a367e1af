import { controls } from './controls.js';

/**
 * Where the system forces its own colours (as contrast themes do), grounds and shadows are gone: what they set apart gets an
 * edge, and what they mark as chosen the system's highlight. Goes into the sheet that all shadow roots share.
 */
const rules = `@media (forced-colors: active) {
  :host :is(
    .frame, .launcher, .menu, .panel, .suggestions, .tools, .jump, dialog, .bubble, .bar, .box, .button, .badge, .you,
    .day span, .reactions button, .send, aside.open, .skeleton i, [role='switch']
  ) {
    border: 1px solid;
  }
  :host .bubble:is(.sticker, .large) {
    border: 0;
  }
  :host .unread::before,
  :host .unread::after {
    border-block-start: 1px solid;
  }
  :host :is([aria-current='true'], [aria-pressed='true'], [aria-checked='true'], [aria-selected='true'], .send.ready) {
    outline: 2px solid Highlight;
    outline-offset: -2px;
  }
  :host :is([role='switch'], .online, .face)::before,
  :host .face::after {
    forced-color-adjust: none;
  }
  :host [role='switch']::before {
    background: ButtonText;
  }
  :host [role='switch']:checked {
    forced-color-adjust: none;
    background: Highlight;
  }
  :host [role='switch']:checked::before {
    background: HighlightText;
  }
}`;

controls.styleSheet?.insertRule(rules, controls.styleSheet.cssRules.length);
