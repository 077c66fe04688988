/** Asks for the PIN, where one is set, before something is approved in one's name. */
import { render } from 'preact';
import { PinQuestion } from '../../components/dashboard/office/pin';
import type { OfficeText } from '../../locales/office';
import { checkPin, hasPin } from '../../storage/pin';
import type { Store } from '../../storage/store';

/** Whether it was given; at once where none is set. */
export async function askPin(store: Store, t: OfficeText): Promise<boolean> {
  if (!(await hasPin(store))) return true;
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', t('pin.title'));
  document.body.append(dialog);
  try {
    return await answered(dialog, store, t);
  } finally {
    render(null, dialog);
    dialog.remove();
  }
}

function answered(dialog: HTMLDialogElement, store: Store, t: OfficeText): Promise<boolean> {
  return new Promise((resolve) => {
    const show = (fault: 'wrong' | 'wait' | null): void => {
      const check = async (pin: string): Promise<void> => {
        const verdict = await checkPin(store, pin, Date.now());
        if (verdict === 'right') resolve(true);
        else show(verdict);
      };
      render(
        <PinQuestion t={t} fault={fault} onPin={(pin) => void check(pin)} onCancel={() => resolve(false)} />,
        dialog,
      );
    };
    dialog.addEventListener('cancel', () => resolve(false));
    show(null);
    dialog.showModal();
  });
}
