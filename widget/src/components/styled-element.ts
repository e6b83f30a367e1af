import { type CSSResult, LitElement } from 'lit';

/**
 * Base of all elements here: keeps its styles wherever it is moved. A browser lends no constructed sheet to another document, such as
 * that of a frame; there they are made anew.
 */
export abstract class StyledElement extends LitElement {
  private readonly worn = new Set((this.constructor as typeof LitElement).styles as CSSResult[]);

  protected override createRenderRoot(): ShadowRoot {
    const root = this.attachShadow({ mode: 'open' });
    this.dress();
    return root;
  }

  adoptedCallback(): void {
    this.dress();
  }

  /** Takes on the styles of a part that has loaded; once, however often it is called. */
  wear(styles: CSSResult): void {
    if (this.worn.has(styles)) return;
    this.worn.add(styles);
    this.dress();
  }

  private dress(): void {
    const { shadowRoot, ownerDocument } = this;
    const view = ownerDocument.defaultView;
    // Nobody sees it yet, or where it is.
    if (!shadowRoot || !view) return;
    shadowRoot.adoptedStyleSheets = [...this.worn].map(({ styleSheet, cssText }) => {
      if (styleSheet && view === window) return styleSheet;
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(cssText);
      return sheet;
    });
  }
}
