/** «Справка»: the guide, searched as one types; every heading has an address of its own. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HelpText } from '../../../locales/help';
import { type Article, type Block, type Part, plain, type Run } from './article';
import { type Found, guideSearch } from './search';

interface HelpProps {
  t: HelpText;
  articles: readonly Article[];
  /** `<article>/<part>`, `<article>` or nothing: the contents. */
  open: string;
}

export function Help({ t, articles, open }: HelpProps) {
  // A link out of the results leads to an article: the results have served.
  const [asked, setAsked] = useState({ open, query: '' });
  const query = asked.open === open ? asked.query : '';
  const search = useMemo(() => guideSearch(articles), [articles]);
  const [name = '', part = ''] = open.split('/');
  const article = articles.find(({ id }) => id === name) ?? null;
  const found = query.trim() === '' ? null : search(query);
  return (
    <>
      <p class="lead">{t('help.lead')}</p>
      <search class="guide-search">
        <label>
          {t('help.search')}
          <input
            type="search"
            value={query}
            placeholder={t('help.example')}
            onInput={(event) => setAsked({ open, query: event.currentTarget.value })}
          />
        </label>
        <p role="status" class="muted">
          {found && t('help.found', { n: found.length })}
        </p>
      </search>
      {found && <Results t={t} found={found} />}
      {!found && article && <Reading key={article.id} t={t} article={article} part={part} />}
      {!found && !article && <Contents t={t} articles={articles} unknown={name !== ''} />}
    </>
  );
}

function Results({ t, found }: { t: HelpText; found: readonly Found[] }) {
  if (found.length === 0) return <p class="notice">{t('help.none')}</p>;
  return (
    <ul class="guide-list">
      {found.map(({ address, article, title, excerpt }) => (
        <li key={address} class="card">
          <h2>
            <a href={`#/help/${address}`}>{title}</a>
          </h2>
          {article !== title && <p class="muted">{article}</p>}
          <p>{excerpt}</p>
        </li>
      ))}
    </ul>
  );
}

function Contents({ t, articles, unknown }: { t: HelpText; articles: readonly Article[]; unknown: boolean }) {
  return (
    <>
      {unknown && (
        <p class="notice" role="status">
          {t('help.unknown')}
        </p>
      )}
      <ul class="guide-list">
        {articles.map(({ id, title, lead }) => (
          <li key={id} class="card">
            <h2>
              <a href={`#/help/${id}`}>{title}</a>
            </h2>
            <p>{plain(lead)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Reading({ t, article, part }: { t: HelpText; article: Article; part: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  const named = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const target = named.current ?? title.current;
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'start' });
  }, [part]);
  return (
    <article class="guide">
      <p>
        <a href="#/help">{t('help.contents')}</a>
      </p>
      <h2 ref={title} tabIndex={-1}>
        {article.title}
      </h2>
      <Blocks blocks={article.lead} />
      {article.parts.map((one) => (
        <Section key={one.id} t={t} article={article.id} part={one} heading={one.id === part ? named : null} />
      ))}
    </article>
  );
}

interface SectionProps {
  t: HelpText;
  article: string;
  part: Part;
  heading: { current: HTMLHeadingElement | null } | null;
}

function Section({ t, article, part, heading }: SectionProps) {
  return (
    <section>
      <h3 ref={heading} tabIndex={-1}>
        {part.title}{' '}
        <a class="anchor" href={`#/help/${article}/${part.id}`} aria-label={t('help.anchor', { title: part.title })}>
          #
        </a>
      </h3>
      <Blocks blocks={part.blocks} />
    </section>
  );
}

// An article never changes while it is shown, so a place in it is a name.
function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, at) =>
        block.kind === 'text' ? (
          <p key={String(at)}>
            <Words runs={block.runs} />
          </p>
        ) : (
          <ul key={String(at)}>
            {block.items.map((runs, index) => (
              <li key={String(index)}>
                <Words runs={runs} />
              </li>
            ))}
          </ul>
        ),
      )}
    </>
  );
}

function Words({ runs }: { runs: readonly Run[] }) {
  return (
    <>
      {runs.map((run) =>
        typeof run === 'string' ? (
          run
        ) : (
          <a key={run.href} href={run.href}>
            {run.text}
          </a>
        ),
      )}
    </>
  );
}
