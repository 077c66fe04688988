/** The section «Сотрудники»: before there is an office the ways into one, then its members and what they hand over. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { dateAt, shiftDate, startOf } from '../../calendar/dates';
import { SetAside } from '../../components/dashboard/office/aside';
import { Handover, type HandoverForm } from '../../components/dashboard/office/handover';
import { Invitations } from '../../components/dashboard/office/invitations';
import { Members } from '../../components/dashboard/office/members';
import '../../components/dashboard/office/office.css';
import type { OfficeSpeech, OfficeView, Outside } from '../../components/dashboard/office/model';
import { PinSetting } from '../../components/dashboard/office/pin';
import { Start } from '../../components/dashboard/office/start';
import { office as officeText } from '../../locales/office';
import { sync as syncText } from '../../locales/sync';
import { handOver } from '../../storage/handover';
import { allowOwnApproval, endLoan, grant, renewKey, revoke } from '../../storage/office';
import { setPin } from '../../storage/pin';
import { acceptUncounted } from '../../storage/set-aside';
import { Doors } from './office-doors';
import { readOfficeView } from './office-view';
import type { SectionProps } from './sections';
import { exportFile, importFile, takeIn } from './sync-acts';

export function Section(props: SectionProps) {
  const { store, office, state, language } = props;
  const t = officeText(language);
  const [view, setView] = useState<OfficeView | Outside | null>(null);
  const doors = useRef(new Doors(store)).current;
  // `state` is read anew after every deed here and every change elsewhere.
  useEffect(() => {
    let isHere = true;
    void office.attempt(async () => {
      // Somebody left, or was let in by one who did not know of the newest key.
      await renewKey(store);
      const read = await readOfficeView(store, state.pages, state.settings.zone, Date.now());
      if (isHere) setView(read);
    });
    return () => {
      isHere = false;
    };
  }, [store, state]);
  if (!view) return <p role="status">{t('dashboard.loading')}</p>;
  const speech = { t, language, zone: state.settings.zone, now: Date.now() };
  if (!('members' in view))
    return <Start {...speech} outside={view} {...doors.outside(office, t, language, state.profile)} />;
  return <Inside {...props} view={view} speech={speech} doors={doors} />;
}

interface InsideProps extends SectionProps {
  view: OfficeView;
  speech: OfficeSpeech;
  doors: Doors;
}

function Inside({ store, office, state, view, speech, doors }: InsideProps) {
  const { t, zone } = speech;
  const name = (id: string): string => view.members.find((one) => one.id === id)?.name ?? '';
  const lendFor = ({ from, until, scope, ...rest }: HandoverForm): Promise<boolean> =>
    office.run(async () => {
      const days = { from: startOf(from, zone), until: startOf(shiftDate(until, 1), zone) };
      await handOver(store, { ...rest, ...days, everything: scope === 'everything' }, Date.now());
      return t('lend.done');
    });
  const words = syncText(speech.language);
  return (
    <>
      <p class="lead">{t('office.lead')}</p>
      <Members
        {...speech}
        view={view}
        onGrant={(id, roles) => office.run(() => grant(store, id, roles).then(() => t('members.saved')))}
        onRevoke={(id, reason) =>
          office.run(() => revoke(store, id, reason).then(() => t('members.removed', { name: name(id) })))
        }
        onOwnApproval={(allowed) =>
          void office.run(() => allowOwnApproval(store, allowed).then(() => t('members.ownSaved')))
        }
      />
      <SetAside
        {...speech}
        aside={view.aside}
        onTakeAside={(id) => void office.run(() => acceptUncounted(store, id).then(() => t('aside.taken')))}
      />
      {view.roles.includes('head') && (
        <Invitations {...speech} invitations={view.invitations} {...doors.inside(office, t, state.profile)} />
      )}
      <Handover
        {...speech}
        view={view}
        today={dateAt(speech.now, zone)}
        onLend={lendFor}
        onFileOut={() => void office.attempt(async () => office.say(await exportFile(store, 'all', words)))}
        onFileIn={(file) => void takeIn(office, () => importFile(store, file, words))}
        onEnd={(entity) => void office.run(() => endLoan(store, entity).then(() => t('lend.ended')))}
      />
      <PinSetting
        {...speech}
        hasPin={view.hasPin}
        onPin={(pin) => void office.run(() => setPin(store, pin).then(() => t(pin ? 'pin.isOn' : 'pin.isOff')))}
      />
    </>
  );
}
