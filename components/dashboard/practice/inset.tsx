/** A view inside a shadow root with styles of its own, as it stands on a site's page: neither style reaches the other. */
import { type ComponentChild, render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface InsetProps {
  styles: string;
  children: ComponentChild;
}

/** A card floats on a site's page; here it stands under its comment. */
const IN_PLACE = '.card { position: static; width: auto !important; max-height: none !important; box-shadow: none; }';

export function Inset({ styles, children }: InsetProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: 'open' });
    render(
      <>
        <style>{styles}</style>
        <style>{IN_PLACE}</style>
        {children}
      </>,
      root,
    );
  });
  useLayoutEffect(() => {
    const element = host.current!;
    return () => render(null, element.shadowRoot!);
  }, []);
  return <div ref={host} class="practice-card" />;
}
