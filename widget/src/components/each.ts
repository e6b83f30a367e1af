import { noChange } from 'lit';
import { type ChildPart, Directive, type DirectiveResult, directive } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

type List<T> = [items: readonly T[], keyOf: (item: T) => string, template: (item: T) => unknown];

/**
 * One template for each item; what is in the page stays with its key, and only what comes, goes or moves is touched.
 * Lit's own `repeat` leaves a comment in the page for every item that goes (lit/lit#5298), which in a list that moves all
 * day is without a bound. Keys are unique.
 */
class Each extends Directive {
  /** By key, in the order of the page. */
  private parts = new Map<string, ChildPart>();

  render(..._list: List<unknown>): typeof noChange {
    return noChange;
  }

  override update(list: ChildPart, [items, keyOf, template]: List<unknown>): typeof noChange {
    const keys = new Set(items.map(keyOf));
    const stayed: ChildPart[] = [];
    for (const [key, part] of this.parts) {
      if (keys.has(key)) stayed.push(part);
      else {
        removePart(part);
        (part.endNode as Comment | null)?.remove();
      }
    }
    const before = this.parts;
    this.parts = new Map();
    for (const item of items) {
      const key = keyOf(item);
      let part = before.get(key);
      let at = part ? stayed.indexOf(part) : -1;
      // What goes further down is moved when its turn comes, and not all that it passes: a move takes focus and selection.
      if (at === 1) stayed.splice(--at, 1);
      if (at >= 0) stayed.splice(at, 1);
      if (at !== 0) part = insertPart(list, stayed[0], part);
      this.parts.set(key, setChildPartValue(part as ChildPart, template(item)));
    }
    return noChange;
  }
}

export const each = directive(Each) as <T>(...list: List<T>) => DirectiveResult;
