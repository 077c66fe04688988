/** The text of an item with its variant for each network, the length left, and the advice about it. */
import { lengthLimit } from '../../../publishing/limits';
import { textFor } from '../../../publishing/plan';
import type { Site } from '../../../types';
import { Field } from '../fields';
import { AdviceList } from './advice';
import type { PartProps } from './when';

const SITES: readonly Site[] = ['vk', 'ok', 'telegram'];

export function Words(props: PartProps) {
  const { t, item, change, pages, check, today } = props;
  const sites = SITES.filter((site) => item.pages.some((id) => pages.find((page) => page.id === id)?.site === site));
  return (
    <>
      <Field rows={8} label={t('plan.text')} value={item.text} onInput={(text) => change({ text })} />
      <ul class="limits">
        {sites.map((site) => {
          const [length, limit] = [textFor(item, site).length, lengthLimit(site, item.format)];
          return (
            <li key={site} class={length > limit ? 'count-below' : 'muted'}>
              {t('plan.length', { site: t(`site.${site}`), n: length, limit })}
            </li>
          );
        })}
      </ul>
      <AdviceList
        t={t}
        advice={item.text.trim() ? check(item.text, sites[0] ?? null, item.format, item.date ?? today) : []}
      />
      {sites.map((site) => (
        <Variant key={site} {...props} site={site} />
      ))}
    </>
  );
}

function Variant({ t, item, change, site, check, today }: PartProps & { site: Site }) {
  const own = item.variants[site];
  const set = (text: string | undefined): void => {
    const { [site]: _, ...rest } = item.variants;
    change({ variants: text === undefined ? rest : { ...rest, [site]: text } });
  };
  if (own === undefined) {
    return (
      <button type="button" class="plain" onClick={() => set(item.text)}>
        {t('plan.variantAdd', { site: t(`site.${site}`) })}
      </button>
    );
  }
  return (
    <div class="variant">
      <Field rows={6} label={t('plan.variant', { site: t(`site.${site}`) })} value={own} onInput={set} />
      <AdviceList t={t} advice={own.trim() ? check(own, site, item.format, item.date ?? today) : []} />
      <button type="button" class="plain" onClick={() => set(undefined)}>
        {t('plan.variantDrop')}
      </button>
    </div>
  );
}
