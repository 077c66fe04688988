/**
 * Answers the tests' questions about what the extension drew: a closed shadow root can be opened by extensions only.
 * A question is an event on the document whose detail is JSON, and so is the answer; see ../harness/probe.ts.
 */
const api = globalThis.browser ?? globalThis.chrome;

/** The closed root of our host element, or null while there is none. */
function rootOf(/** @type {string} */ hostName) {
  const host = document.querySelector(hostName);
  if (!host) return null;
  return host.openOrClosedShadowRoot ?? api.dom.openOrClosedShadowRoot(host);
}

/** innerText knows what is rendered; a control's words may be its label only. */
function textOf(element) {
  const own = element.innerText ?? element.textContent ?? '';
  return own.replace(/[ \t\u00a0]+/g, ' ').trim();
}

function describe(element, root) {
  const { x, y, width, height } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const visible = width > 0 && height > 0 && style.visibility === 'visible' && element.checkVisibility();
  const hit = visible ? root.elementFromPoint(x + width / 2, y + height / 2) : null;
  return {
    tag: element.localName,
    text: textOf(element),
    label: element.getAttribute('aria-label') ?? '',
    value: typeof element.value === 'string' ? element.value : '',
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    rect: { x, y, width, height },
    visible,
    uncovered: hit !== null && (element.contains(hit) || hit.contains(element)),
    focused: root.activeElement === element,
    disabled: element.matches(':disabled, [aria-disabled="true"]'),
  };
}

function styleOf(element, properties) {
  const style = getComputedStyle(element);
  return Object.fromEntries(properties.map((name) => [name, style.getPropertyValue(name)]));
}

/** axe goes into a shadow root that it finds under this name; for the page the root stays closed. */
async function runAxe(host, root, options) {
  if (host.shadowRoot !== root) Object.defineProperty(host, 'shadowRoot', { value: root, configurable: true });
  const { violations, passes } = await axe.run(host, options);
  return {
    violations: violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map(({ target, html, failureSummary }) => ({
        target: target.flat().join(' '),
        html,
        failureSummary,
      })),
    })),
    passes: passes.map(({ id }) => id),
  };
}

const ANSWERS = {
  tab: () => api.runtime.sendMessage('tab'),
  present: ({ host }) => rootOf(host) !== null,
  query: ({ host, selector }) => {
    const root = rootOf(host);
    return root ? [...root.querySelectorAll(selector)].map((element) => describe(element, root)) : [];
  },
  reveal: ({ host, selector, index }) => {
    const element = rootOf(host)?.querySelectorAll(selector)[index];
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return element !== undefined;
  },
  focused: ({ host }) => {
    const root = rootOf(host);
    return root?.activeElement ? describe(root.activeElement, root) : null;
  },
  style: ({ host, selector, properties }) => {
    const element = rootOf(host)?.querySelector(selector);
    return element ? styleOf(element, properties) : null;
  },
  text: ({ host }) =>
    [...(rootOf(host)?.children ?? [])]
      .filter((child) => child.localName !== 'style')
      .map(textOf)
      .join('\n'),
  markup: ({ host }) => rootOf(host)?.innerHTML ?? '',
  axe: ({ host, options }) => {
    const root = rootOf(host);
    return root ? runAxe(root.host, root, options) : null;
  },
};

document.addEventListener('smotritel-probe-asks', async (event) => {
  const question = JSON.parse(event.detail);
  let reply;
  try {
    reply = { result: (await ANSWERS[question.name](question)) ?? null };
  } catch (error) {
    reply = { fault: String(error) };
  }
  const detail = JSON.stringify({ number: question.number, ...reply });
  document.dispatchEvent(new CustomEvent('smotritel-probe-answers', { detail }));
});
