/** What a page shows about itself (point 2.4 of the decree), as it travels between the processes. */
import * as z from 'zod/mini';

export const ShownDetails = z.object({
  /** Every text in which the page speaks of itself: name, status, description, rows of the card. */
  texts: z.array(z.string()),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  sites: z.array(z.string()),
  /** The whole of the card is open; else what was not found may stand where nobody has looked. */
  complete: z.boolean(),
});
export type ShownDetails = z.infer<typeof ShownDetails>;

/** `hidden`: not visible here, which is not to say that it is missing. `unset`: the register does not say what it ought to be. */
export const DetailState = z.enum(['present', 'different', 'missing', 'hidden', 'unset']);
export type DetailState = z.infer<typeof DetailState>;

export const DetailCheck = z.object({
  field: z.enum(['fullName', 'address', 'email', 'phones', 'site']),
  state: DetailState,
  /** What it ought to be; empty: the register does not say. */
  wanted: z.string(),
  /** What stands there instead; empty: nothing. */
  shown: z.string(),
});
export type DetailCheck = z.infer<typeof DetailCheck>;
