/**
 * What the office says about itself: the details that point 2.4 of the decree wants on every official page and that
 * replies are filled from. Empty strings mean «not filled in yet»; nothing is guessed for them.
 */
import * as z from 'zod/mini';

export const OfficeProfile = z.object({
  version: z.literal(1),
  /** Name of the body in full, as in its charter: «Администрация Новосельского сельского поселения». */
  fullName: z.string(),
  /** How the body is called in talk: «Администрация поселения»; empty: the full name is used. */
  shortName: z.string(),
  /** Postal address with the postcode. */
  address: z.string(),
  /** Enquiry phones, the one to call first at the head of the list. */
  phones: z.array(z.string()),
  email: z.string(),
  site: z.string(),
  /** The Head's surname, name and patronymic. */
  head: z.string(),
  /** Whom the specialist asks when the extension no longer understands a page. */
  helper: z.object({ name: z.string(), phone: z.string() }),
});
export type OfficeProfile = z.infer<typeof OfficeProfile>;

/** A profile in which nothing is filled in. */
export function emptyProfile(): OfficeProfile {
  return {
    version: 1,
    fullName: '',
    shortName: '',
    address: '',
    phones: [],
    email: '',
    site: '',
    head: '',
    helper: { name: '', phone: '' },
  };
}

export type ProfileField = 'fullName' | 'address' | 'phones' | 'email' | 'site';

/** Which of the details that an official page must show (point 2.4) are not filled in, in the order of the decree. */
export function missingDetails(profile: OfficeProfile): ProfileField[] {
  const missing: ProfileField[] = [];
  if (!profile.fullName.trim()) missing.push('fullName');
  if (!profile.address.trim()) missing.push('address');
  if (!profile.email.trim()) missing.push('email');
  if (!profile.phones.some((phone) => phone.trim())) missing.push('phones');
  if (!profile.site.trim()) missing.push('site');
  return missing;
}
