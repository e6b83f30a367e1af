import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/**
 * Sets style properties of the element it stands on: `<div ${sized({…})}>`. Lit's own `styleMap` writes a `style`
 * attribute the first time, which a strict content security policy refuses; properties set through CSSOM it allows.
 */
class Sized extends Directive {
  render(_properties: Readonly<Record<string, string>>): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Readonly<Record<string, string>>]): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
    return noChange;
  }
}

export const sized = directive(Sized);
