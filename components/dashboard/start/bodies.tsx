/** What stands in the steps that no other section has. */
import { useState } from 'preact/hooks';
import type { StartText } from '../../../locales/start';
import type { SetupFile } from '../../../office/setup';
import { STARTERS } from '../../../replies/starter';
import { Field } from '../fields';
import type { LinkFault, PageByLink, PageRow, Speech } from '../model';

interface FileProps {
  s: StartText;
  /** null: the file is none of ours. */
  onRead(file: File): Promise<SetupFile | null>;
  onTake(office: SetupFile['offices'][number]): void;
}

/** A file that the district has made: it is chosen, then the office in it. */
export function FromFile({ s, onRead, onTake }: FileProps) {
  const [file, setFile] = useState<SetupFile | 'foreign' | null>(null);
  const [name, setName] = useState('');
  const offices = file && file !== 'foreign' ? file.offices : [];
  // Of several none is chosen beforehand: a neighbour's details are worse than one more click.
  const office = offices.length === 1 ? offices[0] : offices.find((one) => one.name === name);
  return (
    <>
      <input
        type="file"
        accept=".json,application/json"
        aria-label={s('start.file.choose')}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) void onRead(chosen).then((read) => setFile(read ?? 'foreign'));
        }}
      />
      {file === 'foreign' && (
        <p class="fault" role="alert">
          {s('start.file.foreign')}
        </p>
      )}
      {offices.length > 0 && (
        <>
          <fieldset class="plain-set">
            <legend>{s('start.file.office')}</legend>
            {offices.map((one) => (
              <label class="check" key={one.name}>
                <input type="radio" name="office" checked={one === office} onChange={() => setName(one.name)} />
                <span>{one.name}</span>
              </label>
            ))}
          </fieldset>
          <div class="actions">
            <button type="button" class="primary" disabled={!office} onClick={() => office && onTake(office)}>
              {s('start.file.take')}
            </button>
          </div>
        </>
      )}
    </>
  );
}

interface LinksProps extends Speech {
  s: StartText;
  pages: readonly PageRow[];
  readLink(written: string): PageByLink;
  /** All links that lead to pages. */
  onAdd(found: Extract<PageByLink, { identity: unknown }>[]): void;
}

/** Several links at once, one in a line; those that lead nowhere stay with the reason. */
export function Links({ s, t, pages, readLink, onAdd }: LinksProps) {
  const [written, setWritten] = useState('');
  const [faults, setFaults] = useState<readonly { line: string; fault: LinkFault }[]>([]);
  const add = (): void => {
    const lines = written
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const read = lines.map((line) => ({ line, found: readLink(line) }));
    const bad = read.flatMap(({ line, found }) => ('fault' in found ? [{ line, fault: found.fault }] : []));
    const good = read.flatMap(({ found }) => ('identity' in found ? [found] : []));
    setFaults(bad);
    setWritten(bad.map(({ line }) => line).join('\n'));
    if (good.length > 0) onAdd(good);
  };
  return (
    <>
      {pages.length > 0 && (
        <ul class="faults">
          {pages.map((page) => (
            <li key={page.id}>
              {t(`site.${page.site}`)}: {page.name}
            </li>
          ))}
        </ul>
      )}
      <Field
        label={s('start.pages.links')}
        hint={s('start.pages.hint')}
        rows={4}
        value={written}
        onInput={setWritten}
      />
      <ul class="faults" role="status">
        {faults.map(({ line, fault }) => (
          <li class="fault" key={line}>
            {line} — {t(`pages.fault.${fault}`)}
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" disabled={!written.trim()} onClick={add}>
          {s('start.pages.add')}
        </button>
      </div>
    </>
  );
}

interface StartersProps {
  s: StartText;
  /** Titles of starters that the office has already. */
  known: ReadonlySet<string>;
  onApprove(titles: ReadonlySet<string>): void;
}

/** The starter texts to read and approve, all marked at first. */
export function Starters({ s, known, onApprove }: StartersProps) {
  const offered = STARTERS.filter(({ title }) => !known.has(title));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = offered.filter(({ title }) => !left.has(title));
  const toggle = (title: string): void => {
    const next = new Set(left);
    if (!next.delete(title)) next.add(title);
    setLeft(next);
  };
  if (offered.length === 0) return <p class="notice notice-good">{s('start.templates.all')}</p>;
  return (
    <>
      <ul class="rows starters">
        {offered.map(({ title, text }) => (
          <li class="template-row" key={title}>
            <input
              type="checkbox"
              aria-label={s('start.templates.mark', { title })}
              checked={!left.has(title)}
              onChange={() => toggle(title)}
            />
            <details class="snippet">
              <summary>{title}</summary>
              <p class="prewrap">{text}</p>
            </details>
          </li>
        ))}
      </ul>
      <div class="actions">
        <button
          type="button"
          disabled={chosen.length === 0}
          onClick={() => onApprove(new Set(chosen.map(({ title }) => title)))}
        >
          {s('start.templates.approve', { n: chosen.length })}
        </button>
      </div>
    </>
  );
}
