/** A memorable date as data: the federal ones come with the extension, those of a region in its packs. */
import * as z from 'zod/mini';

/** `day`: «11-04»; or the so-manieth weekday of a month, 1 for Monday. */
export const Memorable = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  on: z.union([
    z.object({ day: z.string().check(z.regex(/^\d{2}-\d{2}$/)) }),
    z.object({
      month: z.number().check(z.minimum(1), z.maximum(12)),
      weekday: z.number().check(z.minimum(1), z.maximum(7)),
      which: z.union([z.number().check(z.minimum(1), z.maximum(4)), z.literal('last')]),
    }),
  ]),
});
export type Memorable = z.infer<typeof Memorable>;
