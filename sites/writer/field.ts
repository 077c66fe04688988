/** A field into which a person writes, followed when the site makes it anew. */

/** By number and name: an extension's world may have other classes than the page. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3;
}

export function isValueField(element: Element): element is HTMLTextAreaElement | HTMLInputElement {
  return element.localName === 'textarea' || element.localName === 'input';
}

const FIELDS = 'textarea, input, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';

/** The window whose classes make the events that the field's page understands. @throws for a document without one */
export function viewOf(field: Element): Window & typeof globalThis {
  const view = field.ownerDocument.defaultView;
  if (!view) throw new Error('The field is in a document that is not shown');
  return view;
}

/** The document or shadow root that the element stands in. */
export function rootOf(element: Element): Document | ShadowRoot {
  return element.getRootNode() as Document | ShadowRoot;
}

/** A field made anew stands within so many levels of the old one; what is farther away is another post's. */
const NEAR = 3;

/** Odnoklassniki makes its editor anew while it is written into; then the one in the same place is meant. */
export class FieldTrace {
  private field: HTMLElement;
  private readonly ancestors: Element[] = [];

  constructor(field: HTMLElement) {
    this.field = field;
    for (let at = field.parentElement; at && this.ancestors.length < NEAR; at = at.parentElement) {
      this.ancestors.push(at);
    }
  }

  /** The field as it is now; null while there is none, or more than one that could be it. */
  current(): HTMLElement | null {
    if (this.field.isConnected) return this.field;
    const home = this.ancestors.find((ancestor) => ancestor.isConnected);
    const fields = [...(home?.querySelectorAll<HTMLElement>(FIELDS) ?? [])].filter((field) => this.isAlike(field));
    if (fields.length !== 1) return null;
    this.field = fields[0] as HTMLElement;
    return this.field;
  }

  private isAlike(field: HTMLElement): boolean {
    return field.localName === this.field.localName && field.id === this.field.id;
  }
}
