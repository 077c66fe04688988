/** The register of official pages. */
import { useState } from 'preact/hooks';
import { RegisteredPage } from '../../office/pages';
import { Apart } from './apart';
import { Duplicates } from './duplicates';
import { Check, Choice, Field } from './fields';
import type { LinkFault, OfficeState, PageActions, PageRow, Speech } from './model';

const MOST_A_WEEK = 99;
const OWNERS = ['head', 'administration', 'other'] as const;

interface PagesProps extends Speech, PageActions {
  pages: readonly PageRow[];
  duplicates: OfficeState['duplicates'];
  shared: OfficeState['shared'];
  now: number;
}

/** Every registered page as an editable card, and a form that adds one by its link. */
export function Pages(props: PagesProps) {
  const { pages, t } = props;
  return (
    <>
      <p class="lead">{t('pages.lead')}</p>
      {props.duplicates.map((group) => (
        <Duplicates key={group[0]?.id} t={t} language={props.language} group={group} onUnite={props.onUnite} />
      ))}
      <AddPage {...props} />
      {pages.length === 0 && <p class="notice">{t('pages.empty')}</p>}
      <ul class="cards">
        {pages.map((page) => (
          <PageCard key={page.id} {...props} page={page} />
        ))}
      </ul>
    </>
  );
}

function PageCard(props: PagesProps & { page: PageRow }) {
  const { page, t, onSave, onRemove } = props;
  const [fault, setFault] = useState('');
  const norm = (written: string): void => {
    const value = Number(written);
    const good = Number.isInteger(value) && value >= 1 && value <= MOST_A_WEEK;
    setFault(good ? '' : t('pages.normFault', { most: MOST_A_WEEK }));
    if (good) onSave(page.id, { norm: value });
  };
  const [nameFault, setNameFault] = useState('');
  const name = (written: string): void => {
    setNameFault(written.trim() ? '' : t('pages.nameFault'));
    if (written.trim()) onSave(page.id, { name: written.trim() });
  };
  return (
    <li class="card" aria-label={`${t(`site.${page.site}`)}: ${page.name}`}>
      <p class="card-head">
        <span class="tag">{t(`site.${page.site}`)}</span>
        <a href={page.link} target="_blank" rel="noreferrer">
          {page.link}
        </a>
        <span class="muted">{numberText(page, t)}</span>
      </p>
      <Apart
        {...props}
        shared={props.shared.get(`page/${page.id}`)}
        fields={differences(t)}
        onTake={(version) => props.onTake(page, version)}
      />
      <div class="row row-page">
        <Field label={t('pages.name')} value={page.name} fault={nameFault} onChange={name} />
        <Choice
          label={t('pages.owner')}
          value={page.owner}
          options={OWNERS.map((owner) => [owner, t(`pages.owner.${owner}`)] as const)}
          onChange={(owner) => onSave(page.id, { owner })}
        />
        <Field type="number" label={t('pages.norm')} value={String(page.norm)} fault={fault} onChange={norm} />
        <Field
          label={t('pages.normSource')}
          value={page.normSource}
          onChange={(normSource) => onSave(page.id, { normSource: normSource.trim() })}
        />
        <Field
          type="date"
          label={t('pages.opened')}
          value={page.opened}
          onChange={(opened) => onSave(page.id, { opened })}
        />
        <Field
          label={t('pages.responsible')}
          value={page.responsible}
          onChange={(responsible) => onSave(page.id, { responsible: responsible.trim() })}
        />
      </div>
      <div class="actions">
        <Check
          label={t('pages.reposts')}
          checked={page.countReposts}
          onChange={(countReposts) => onSave(page.id, { countReposts })}
        />
        <button type="button" class="push" onClick={() => onRemove(page)}>
          {t('pages.remove')}
        </button>
      </div>
    </li>
  );
}

/** The site's own number of a page, which stays when its short name changes; it is learned from the open page. */
function numberText({ site, keys }: PageRow, t: Speech['t']): string {
  const head = `${site}:id:`;
  const found = keys.find((key) => key.startsWith(head))?.slice(head.length);
  return found ? t('pages.number', { number: found.replace(/^-/u, '') }) : t('pages.numberless');
}

/** What two versions of an entry can differ in. */
function differences(t: Speech['t']) {
  const field = (label: string, text: (page: RegisteredPage) => string) =>
    [label, (body: unknown) => text(RegisteredPage.parse(body))] as const;
  return [
    field(t('pages.name'), ({ name }) => name),
    field(t('pages.owner'), ({ owner }) => t(`pages.owner.${owner}`)),
    field(t('pages.norm'), ({ norm }) => String(norm)),
    field(t('pages.normSource'), ({ normSource }) => normSource),
    field(t('pages.reposts'), ({ countReposts }) => t(countReposts ? 'apart.yes' : 'apart.no')),
    field(t('pages.inRegister'), ({ removed }) => t(removed ? 'apart.no' : 'apart.yes')),
  ];
}

function AddPage({ t, readLink, onAdd }: PagesProps) {
  const [link, setLink] = useState('');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<LinkFault | null>(null);
  const add = (event: Event): void => {
    event.preventDefault();
    const found = readLink(link, name);
    setFault('fault' in found ? found.fault : null);
    if ('fault' in found) return;
    onAdd(found.identity);
    setLink('');
    setName('');
  };
  return (
    <form class="card" onSubmit={add} aria-labelledby="add-page">
      <h2 id="add-page">{t('pages.add')}</h2>
      <div class="row">
        <Field
          label={t('pages.link')}
          hint={t('pages.linkHint')}
          fault={fault ? t(`pages.fault.${fault}`) : ''}
          value={link}
          onInput={setLink}
        />
        <Field label={t('pages.name')} hint={t('pages.nameHint')} value={name} onInput={setName} />
      </div>
      <div class="actions">
        <button type="submit" class="primary" disabled={!link.trim()}>
          {t('pages.addButton')}
        </button>
      </div>
    </form>
  );
}
