/** What stands behind a figure of the report. */
import type { ComponentChildren } from 'preact';
import type { PublishingText } from '../../../locales/publishing';

/** A link where there is one to lead to. */
export function Linked({ link, children }: { link: string | null; children: ComponentChildren }) {
  return link ? (
    <a href={link} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
}

interface BehindProps {
  t: PublishingText;
  title: string;
  /** What it opens to, for those who hear it; left out: publications. */
  opens?: string;
  /** Left out: it opens and shuts by itself. */
  open?: boolean;
  onToggle?(open: boolean): void;
  children: ComponentChildren;
}

/** What is behind a figure; shut on paper. */
export function Behind({ t, title, opens = t('report.open'), open, onToggle, children }: BehindProps) {
  return (
    <details class="behind" open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary aria-label={`${title}: ${opens}`}>{title}</summary>
      <ul>{children}</ul>
    </details>
  );
}
