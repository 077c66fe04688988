/** The section «Наборы региона»: subscriptions, and what a publisher needs. */
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { dateAt } from '../../calendar/dates';
import { contentsText, PackList } from '../../components/dashboard/packs/list';
import { CheckFile, Make } from '../../components/dashboard/packs/make';
import { type Checked, contentsOf, type Making, type PackView } from '../../components/dashboard/packs/model';
import { FromFile, Subscribe } from '../../components/dashboard/packs/subscribe';
import '../../components/dashboard/packs/packs.css';
import { type PacksText, packs as packTexts } from '../../locales/packs';
import { ask } from '../../messages';
import { makePublisher, type Publisher, readDraft, readPublisher, withDraft } from '../../packs/composition';
import { emptyPack, keyPrint, keyText, type Pack, type SignedPack } from '../../packs/pack';
import { originPattern } from '../../sync/place';
import { download } from './download';
import {
  acceptNewcomer,
  builtin,
  checkFile,
  makePack,
  readStock,
  type Stock,
  subscribe,
  takeFile,
  takeTemplates,
  unsubscribe,
} from './packs-acts';
import { readPackViews } from './packs-view';
import type { SectionProps } from './sections';

export function Section(props: SectionProps) {
  const { store, office, state, language } = props;
  const t = packTexts(language);
  const [packs, setPacks] = useState<PackView[] | null>(null);
  const [running, setRunning] = useState<string | null>(null);
  const today = dateAt(Date.now(), state.settings.zone);
  useEffect(() => {
    let isHere = true;
    void office.attempt(async () => {
      const read = await readPackViews(store, today);
      if (isHere) setPacks(read);
    });
    return () => {
      isHere = false;
    };
    // The state is a new one after every change of the data.
  }, [state]);
  const refresh = async (id: string): Promise<void> => {
    setRunning(id);
    await office.run(() => ask('refreshPacks', { pack: id }).then(() => t('packs.refreshed')));
    setRunning(null);
  };
  if (!packs) return null;
  return (
    <>
      <p class="lead">{t('packs.lead')}</p>
      <section aria-label={t('packs.list')}>
        <PackList
          t={t}
          words={props.t}
          language={language}
          packs={packs}
          running={running}
          onRefresh={({ id }) => void refresh(id)}
          onAllow={({ id, url }) => {
            const origin = originPattern(new URL(url ?? ''));
            void browser.permissions.request({ origins: [origin] }).then((given) => {
              if (given) void refresh(id);
            });
          }}
          onRemove={({ id }) => void office.run(() => unsubscribe(store, id).then(() => t('packs.removed')))}
          onApprove={({ key }, on) => void office.run(() => approve(props, t, key, on))}
          onTake={({ id }, entities) =>
            void office.run(() => takeTemplates(store, id, entities).then(() => t('packs.took')))
          }
        />
      </section>
      <Subscribe
        t={t}
        onSubscribe={async (url, key) => {
          const done = await subscribe(store, url, key, t);
          if ('fault' in done) return done.fault;
          await refresh(done.id);
          return '';
        }}
      />
      <ByFile {...props} texts={t} today={today} />
      <Builtin {...props} texts={t} />
      <Publishing {...props} texts={t} today={today} />
    </>
  );
}

type PartProps = SectionProps & { texts: PacksText };

async function approve({ store }: SectionProps, t: PacksText, key: string, on: boolean): Promise<string> {
  const others = (await store.settings()).approvedPublishers.filter((one) => one !== key);
  await store.changeSettings({ approvedPublishers: on ? [...others, key] : others });
  return t(on ? 'packs.approvedOn' : 'packs.approvedOff');
}

function ByFile({ store, office, texts: t, today }: PartProps & { today: string }) {
  const [waiting, setWaiting] = useState<{ signed: SignedPack; text: string; print: string } | null>(null);
  const pick = async (file: File): Promise<void> => {
    setWaiting(null);
    await office.attempt(async () => {
      const result = await takeFile(store, await file.text(), today, t);
      if (result.type === 'refused') office.say({ tone: 'bad', text: result.text });
      else if (result.type === 'newcomer') setWaiting({ ...result, print: await keyPrint(result.signed.key) });
      else void office.run(async () => t('packs.fileTaken', { number: result.number }));
    });
  };
  const accept = (): void => {
    if (!waiting) return;
    const { signed, text } = waiting;
    setWaiting(null);
    void office.run(async () => {
      await acceptNewcomer(store, signed, text, today);
      return t('packs.fileTaken', { number: signed.pack.number });
    });
  };
  const { title, publisher, number } = waiting?.signed.pack ?? { title: '', publisher: '', number: 0 };
  return (
    <FromFile
      t={t}
      newcomer={waiting && { title, publisher, number, print: waiting.print }}
      onPick={(file) => void pick(file)}
      onAccept={accept}
      onCancel={() => setWaiting(null)}
    />
  );
}

function Builtin({ office, texts: t }: PartProps) {
  const pack = builtin(t);
  const save = (): void => {
    const name = `${pack.id}.json`;
    download(`${JSON.stringify(pack, null, 1)}\n`, name);
    office.say({ tone: 'good', text: t('packs.saved', { name }) });
  };
  return (
    <section class="card form" aria-labelledby="pack-builtin">
      <h2 id="pack-builtin">{t('packs.builtin')}</h2>
      <p>{t('packs.builtinLead')}</p>
      <p>{contentsText(contentsOf(pack), t)}</p>
      <div class="actions">
        <button type="button" onClick={save}>
          {t('packs.builtinSave')}
        </button>
      </div>
    </section>
  );
}

function Publishing({ store, office, state, language, texts: t, today }: PartProps & { today: string }) {
  const [publisher, setPublisher] = useState<Publisher | null>(null);
  const [draft, setDraft] = useState<Partial<Pack>>({});
  const [added, setAdded] = useState<string | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [stock, setStock] = useState<Stock | null>(null);
  useEffect(() => {
    void office.attempt(async () => setStock(await readStock(store)));
  }, [state]);
  const bad = (text: string): void => office.say({ tone: 'bad', text });
  const saved = (name: string): void => office.say({ tone: 'good', text: t('packs.saved', { name }) });
  const makeKey = async (): Promise<void> => {
    const text = await makePublisher();
    setPublisher(await readPublisher(text));
    download(text, 'publisher-key.json');
    saved('publisher-key.json');
  };
  const takeKey = async (file: File): Promise<void> => {
    const read = await readPublisher(await file.text());
    setPublisher(read);
    if (!read) bad(t('packs.keyFileFault'));
  };
  const add = async (file: File): Promise<void> => {
    const read = readDraft(await file.text());
    if ('fault' in read) return bad(t('packs.makeFault', { detail: read.fault }));
    setDraft(read.draft);
    setAdded(contentsText(contentsOf(withDraft(emptyPack('x', 'x', 'x', today), read.draft)), t));
  };
  const sign = async (making: Making): Promise<string> => {
    if (!publisher || !stock) return t('packs.needKey');
    const made = await makePack(making, stock, draft, publisher);
    if ('fault' in made) return t('packs.makeFault', { detail: made.fault });
    download(made.text, made.name);
    saved(made.name);
    return '';
  };
  if (!stock) return null;
  const have = {
    templates: stock.templates.length,
    clauses: stock.clauses.length,
    words: stock.words.words.length + stock.words.vetoes.length,
  };
  return (
    <>
      <CheckFile
        t={t}
        checked={checked}
        onCheck={async (file) => setChecked(await checkFile(await file.text(), today, t, language))}
      />
      <details class="card">
        <summary>{t('packs.make')}</summary>
        <Make
          t={t}
          have={have}
          start={begun(state.profile.shortName, today)}
          ownKey={publisher && keyText(publisher.key)}
          added={added}
          onMakeKey={() => void makeKey()}
          onKey={(file) => void takeKey(file)}
          onAdd={(file) => void add(file)}
          onSign={sign}
        />
      </details>
    </>
  );
}

/** A pack is valid for a year unless the publisher says otherwise. */
function begun(publisher: string, today: string): Making {
  const expires = `${Number(today.slice(0, 4)) + 1}-${today.slice(5, 8)}01`;
  const include = { templates: true, clauses: false, words: false };
  return { title: '', publisher, id: '', number: '1', expires, note: '', ...include };
}
