/** Posts that the site itself will publish later: shown as «ждёт публикации», counted nowhere. */
import * as z from 'zod/mini';

/** The site's own queue of posts that it will publish by itself. */
export const Queue = z.object({
  /** When it was read, ms. */
  at: z.number(),
  posts: z.array(z.object({ text: z.string(), label: z.string() })),
});
export type Queue = z.infer<typeof Queue>;
