/** Holds a view that broke: says so, offers a report to copy and another try; what stands beside it goes on. */
import { Component, type ComponentChildren } from 'preact';
import type { CommonKey } from '../locales/common';
import type { Translate } from '../locales/translate';
import { faultReport } from './fault-report';

interface BoundaryProps {
  t: Translate<CommonKey>;
  /** `popup`, `dashboard: plan` */
  place: string;
  version: string;
  children: ComponentChildren;
}

interface BoundaryState {
  broken: { error: unknown } | null;
  copied: 'no' | 'yes' | 'refused';
}

export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: null, copied: 'no' };

  override componentDidCatch(error: unknown): void {
    this.setState({ broken: { error }, copied: 'no' });
  }

  override render({ t, place, version, children }: BoundaryProps, { broken, copied }: BoundaryState) {
    if (!broken) return children;
    const report = faultReport(broken.error, place, version);
    const copy = (): void => {
      navigator.clipboard.writeText(report).then(
        () => this.setState({ copied: 'yes' }),
        () => this.setState({ copied: 'refused' }),
      );
    };
    return (
      <section class="notice notice-bad" role="alert">
        <h2>{t('fault.title')}</h2>
        <p>{t('fault.said')}</p>
        <div class="actions">
          <button type="button" class="primary" onClick={() => this.setState({ broken: null })}>
            {t('fault.again')}
          </button>
          <button type="button" onClick={copy}>
            {t('fault.copy')}
          </button>
        </div>
        <p role="status">{copied !== 'no' && t(`fault.copied.${copied}`)}</p>
        <details>
          <summary>{t('fault.report')}</summary>
          <pre>{report}</pre>
        </details>
      </section>
    );
  }
}
