/** The ways into an office: founding, inviting and joining by files, recovering. Holds what lies between two clicks. */
import browser from 'webextension-polyfill';
import type { FoundingActions, FoundingForm } from '../../components/dashboard/office/founding';
import type { InvitationActions } from '../../components/dashboard/office/invitations';
import type { JoiningActions } from '../../components/dashboard/office/joining';
import type { RecoveringActions } from '../../components/dashboard/office/recovering';
import type { OfficeText } from '../../locales/office';
import { sync } from '../../locales/sync';
import type { Language } from '../../locales/translate';
import { challenge, type Invitation, invite, JoiningError, readInvitation } from '../../office/joining';
import { writeRecovery } from '../../office/recovery';
import type { OfficeProfile } from '../../replies/profile';
import { importArchive } from '../../storage/import';
import {
  admitNewcomer,
  answerDigits,
  askToJoin,
  closeInvitation,
  enter,
  keepInvitation,
  readPending,
  readSent,
  stopJoining,
  takeRequest,
} from '../../storage/joining';
import { connectInvited, invitedRemote, sendLetter } from '../../storage/letterbox';
import { type Founding, insideOf, prepareOffice } from '../../storage/office';
import { fetchOffice, membersToRecover, recover } from '../../storage/recovery';
import { readSetups, saveSetup } from '../../storage/remotes';
import { readStanding } from '../../storage/standing';
import type { Store } from '../../storage/store';
import { originPattern } from '../../sync/place';
import { RemoteError } from '../../sync/remote';
import { invitationTo } from '../../sync/setup';
import { download } from './download';
import { type Found, placeOfRecords } from './recovery-source';
import type { Office } from './state';
import { tellRemotesChanged } from './sync-state';

type OutsideActions = FoundingActions & Omit<JoiningActions, 'outside'> & RecoveringActions;

export class Doors {
  #founding: Founding | null = null;
  #invitation: Invitation | null = null;
  #recovery: { text: string; passphrase: string; setup?: Found['setup'] } | null = null;

  constructor(private readonly store: Store) {}

  outside(office: Office, t: OfficeText, language: Language, profile: OfficeProfile): OutsideActions {
    const { store } = this;
    return {
      onPrepare: (form) => this.#given(office, () => this.#prepare(form, profile)),
      onFound: () =>
        office.run(async () => {
          await this.#founding?.commit();
          this.#founding = null;
          return t('found.done');
        }),
      onInvitation: (text) =>
        this.#given(office, async () => {
          const read = readInvitation(text, Date.now());
          this.#invitation = read;
          return { name: read.name, expires: read.expires };
        }),
      onRequest: (name, post) => {
        // The browser grants the host of the invitation's disk in the click alone.
        const leave = this.#leave();
        return this.#given(office, () => leave.then(() => this.#request(office, name, post, t)));
      },
      onDigits: async (read) => {
        const pending = await readPending(store);
        return pending ? answerDigits(pending, read) : '';
      },
      onAnswer: (file) => void office.run(() => this.#enter(file, t)),
      onStop: () => {
        this.#invitation = null;
        void office.run(() => stopJoining(store).then(() => t('join.stopped')));
      },
      canFolder: 'showDirectoryPicker' in globalThis,
      onOpenRecovery: (file, passphrase, source) => {
        const place = placeOfRecords(source, sync(language));
        return this.#given(office, async () => {
          const found = await place;
          if (found && 'fault' in found) office.say({ tone: 'bad', text: found.fault });
          return found && !('fault' in found)
            ? this.#open(office, await file.text(), passphrase, found, language)
            : null;
        });
      },
      onRecover: (name, post, lost) =>
        office.run(async () => {
          const { text, passphrase, setup } = this.#recovery ?? { text: '', passphrase: '' };
          await recover(store, text, passphrase, { name, post }, lost);
          // The place that the records came from is where they are exchanged from now on.
          if (setup) await saveSetup(store, await setup());
          this.#recovery = null;
          tellRemotesChanged();
          return t('recover.done');
        }),
    };
  }

  inside(office: Office, t: OfficeText, profile: OfficeProfile): InvitationActions {
    const { store } = this;
    const invitationOf = async (secret: string) => {
      const sent = (await readSent(store, Date.now())).find(({ invitation }) => invitation.secret === secret);
      if (!sent) throw new JoiningError('expired');
      return sent;
    };
    return {
      onInvite: () =>
        void office.run(async () => {
          const { self } = await insideOf(store);
          const invitation = invite(self.office, nameOf(profile), await remoteFor(store), Date.now());
          await keepInvitation(store, invitation, Date.now());
          const name = `smotritel-приглашение-${dated()}.json`;
          download(JSON.stringify(invitation), name);
          return t('invite.made', { name });
        }),
      onReply: (file) =>
        void office.run(async () => {
          await takeRequest(store, await file.arrayBuffer(), challenge(), Date.now());
          return t('invite.taken');
        }),
      onAdmit: (secret, said, roles) =>
        void office.run(async () => {
          const sent = await invitationOf(secret);
          const letter = await admitNewcomer(store, sent, said, roles, Date.now());
          const newcomer = sent.request?.name ?? '';
          if (await sendLetter(sent.invitation, 'answer', letter))
            return t('invite.admittedRemote', { name: newcomer });
          const file = `smotritel-допуск-${dated()}.json`;
          download(new Blob([letter], { type: 'application/json' }), file);
          return t('invite.admitted', { name: sent.request?.name ?? '', file });
        }),
      onCloseInvitation: (secret) =>
        void office.run(async () => {
          await closeInvitation(store, (await invitationOf(secret)).invitation, Date.now());
          return t('invite.closed');
        }),
    };
  }

  /** The person has the recovery file before there is an office: it cannot be made later. */
  async #prepare({ name, post, passphrase }: FoundingForm, profile: OfficeProfile): Promise<string> {
    this.#founding = null;
    const founding = await prepareOffice(this.store, { name, post }, await readStanding(this.store));
    const text = await writeRecovery(founding.root, passphrase, nameOf(profile), Date.now());
    this.#founding = founding;
    const file = `smotritel-восстановление-${dated()}.json`;
    download(text, file);
    return file;
  }

  /** Brings the office's records here, where they are not, and tells whom they know. */
  async #open(office: Office, text: string, passphrase: string, { remote, backup, setup }: Found, language: Language) {
    try {
      if (backup) await importArchive(this.store, backup);
      if (remote) await fetchOffice(this.store, text, passphrase, remote, Date.now());
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      office.say({ tone: 'bad', text: sync(language)(`sync.problem.${error.fault}`) });
      return null;
    }
    const known = await membersToRecover(this.store, text, passphrase);
    this.#recovery = { text, passphrase, setup };
    return known.map(({ id, name }) => ({ id, name }));
  }

  async #leave(): Promise<void> {
    const place = this.#invitation && invitedRemote(this.#invitation);
    // Refused: the reply goes by a file.
    if (place) await browser.permissions.request({ origins: [originPattern(new URL(place.url))] });
  }

  async #request(office: Office, name: string, post: string, t: OfficeText): Promise<string | null> {
    const invitation = this.#invitation ?? (await readPending(this.store))?.invitation;
    if (!invitation) throw new JoiningError('expired');
    const letter = await askToJoin(this.store, invitation, name, post);
    if (await sendLetter(invitation, 'request', letter)) {
      tellRemotesChanged();
      void office.run(async () => t('join.sent'));
      return null;
    }
    const file = `smotritel-ответ-${dated()}.json`;
    download(new Blob([letter], { type: 'application/json' }), file);
    // The view reads anew that this browser is waiting.
    void office.run(async () => t('join.requested', { name: file }));
    return file;
  }

  async #enter(file: File, t: OfficeText): Promise<string> {
    const invitation = (await readPending(this.store))?.invitation;
    await enter(this.store, await file.arrayBuffer());
    if (invitation) await connectInvited(this.store, invitation, Date.now());
    tellRemotesChanged();
    return t('join.done', { name: invitation?.name ?? '' });
  }

  /** What `work` gives, or null after it was said what went wrong. */
  async #given<Value>(office: Office, work: () => Promise<Value>): Promise<Value | null> {
    let given: Value | null = null;
    await office.attempt(async () => {
      given = await work();
    });
    return given;
  }
}

/** The disk that a newcomer is to reach the office by: the first that is in use. */
async function remoteFor(store: Store): Promise<unknown> {
  const setup = (await readSetups(store)).find(({ kind, paused }) => kind === 'webdav' && !paused);
  return setup ? invitationTo(setup) : null;
}

const nameOf = ({ shortName, fullName }: OfficeProfile): string => shortName || fullName || '—';
const dated = (): string => new Date().toLocaleDateString('sv');
