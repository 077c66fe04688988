/**
 * Letters on a remote: how a newcomer asks to be let in and is answered. They are sealed by `office/joining.ts` under the
 * secret of the invitation; whoever looks at the remote sees neither who writes nor to which invitation.
 */
import type { Bytes } from '../office/bytes';
import { formatName, nonce, parseName, tagOf } from './names';
import type { Remote } from './remote';

/** Letters of one invitation go two ways. */
export type Way = 'request' | 'answer';

/** Puts a letter there. @param box the invitation's: `mailbox` of `office/joining.ts` @throws RemoteError */
export async function postLetter(remote: Remote, office: string, box: string, way: Way, letter: Bytes): Promise<void> {
  const name = {
    kind: 'letter' as const,
    office: await tagOf(office, 'office', office),
    size: letter.length,
    nonce: nonce(),
  };
  await remote.put(formatName({ ...name, box: await boxOf(office, box, way) }), letter);
}

/** Letters that lie there, in no order. One that is being written is left for the next time. @throws RemoteError */
export async function readLetters(remote: Remote, office: string, box: string, way: Way): Promise<Bytes[]> {
  const letters = (await namesIn(remote, office, box, way)).map((name) => remote.get(name));
  return (await Promise.all(letters)).filter((letter) => letter !== null);
}

/** Clears the box of an invitation that is closed. @throws RemoteError */
export async function removeLetters(remote: Remote, office: string, box: string): Promise<void> {
  for (const way of ['request', 'answer'] as const) {
    for (const name of await namesIn(remote, office, box, way)) await remote.delete(name);
  }
}

async function namesIn(remote: Remote, office: string, box: string, way: Way): Promise<string[]> {
  const tag = await boxOf(office, box, way);
  return (await remote.list()).flatMap(({ name: text, size }) => {
    const name = parseName(text);
    return name?.kind === 'letter' && name.box === tag && (size === null || size === name.size) ? [text] : [];
  });
}

function boxOf(office: string, box: string, way: Way): Promise<string> {
  return tagOf(office, 'box', `${box} ${way}`);
}
