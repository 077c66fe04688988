/** Holds what we draw on the site's page when it breaks: says so there, gives a report to copy, tries again. */
import { Component, type ComponentChildren } from 'preact';
import type { InPageText } from '../../locales/inpage';

interface GuardProps {
  t: InPageText;
  /** The report without anybody's words; the background makes it, for the page of the site must not load that too. */
  report(error: Error): Promise<string>;
  children: ComponentChildren;
}

interface GuardState {
  /** What is told of the fault; absent: nothing broke, or the background has not answered yet. */
  text?: string;
  broken?: boolean;
}

export class Guard extends Component<GuardProps, GuardState> {
  override componentDidCatch(error: Error): void {
    this.setState({ broken: true });
    // An old version's script has nobody left to ask, and the notice stands without a report.
    this.props.report(error).then(
      (text) => this.setState({ text }),
      () => {},
    );
  }

  override render({ t, children }: GuardProps, { broken, text = '' }: GuardState) {
    if (!broken) return children;
    return (
      <div class="card fault" role="alert">
        <p>{t('fault.said')}</p>
        <pre>{text}</pre>
        <button type="button" onClick={() => this.setState({ broken: false })}>
          {t('fault.again')}
        </button>
        <button type="button" onClick={() => navigator.clipboard.writeText(text)}>
          {t('fault.copy')}
        </button>
      </div>
    );
  }
}
