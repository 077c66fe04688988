/** Draws a view under jsdom, and finds in it what a person would look for. */
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

export interface Screen {
  root: HTMLElement;
  text(): string;
  /** @throws when there is not exactly one */
  button(name: string): HTMLButtonElement;
  buttons(): string[];
  field(label: string): HTMLInputElement;
  draw(view: ComponentChild): void;
}

const tidy = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

export function screen(view: ComponentChild): Screen {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const only = <Found>(found: Found[], what: string): Found => {
    const [first, ...more] = found;
    if (first === undefined || more.length > 0)
      throw new Error(`${found.length} of «${what}» in: ${tidy(root.textContent)}`);
    return first;
  };
  const nameOf = (element: Element): string => tidy(element.getAttribute('aria-label') ?? element.textContent);
  const draw = (next: ComponentChild): void => {
    void act(() => render(next, root));
  };
  draw(view);
  return {
    root,
    draw,
    text: () => tidy(root.textContent),
    button: (name) =>
      only(
        [...root.querySelectorAll('button')].filter((one) => nameOf(one) === name),
        name,
      ),
    buttons: () => [...root.querySelectorAll('button')].map(nameOf),
    field: (label) => {
      const labels = [...root.querySelectorAll('label')].filter((one) => tidy(one.textContent) === label);
      const named = [...root.querySelectorAll<HTMLInputElement>(`[aria-label="${label}"]`)];
      return only([...labels.flatMap((one) => (one.control as HTMLInputElement | null) ?? []), ...named], label);
    },
  };
}

export function click(element: HTMLElement): Promise<void> {
  return act(async () => element.click());
}

/** Types a whole value, and leaves the field. */
export function type(field: HTMLInputElement, value: string): Promise<void> {
  return act(async () => {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
