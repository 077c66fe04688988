/**
 * What an administrator or the district gives an office beforehand: by the browser's policy (`storage.managed`) or by a
 * set-up file. Every field may be left out. `public/managed-schema.json` says the same to Chromium's policy editor;
 * a test holds the two together.
 */
import * as z from 'zod/mini';
import { Clause } from '../types';

const text = z.optional(z.string().check(z.maxLength(1000)));

/** The office's own details; see `OfficeProfile`. */
export const SetupProfile = z.object({
  fullName: text,
  shortName: text,
  address: text,
  phones: z.optional(z.array(z.string())),
  email: text,
  site: text,
  head: text,
});

export const SetupPage = z.object({
  /** Address of the page, as one copies it. */
  link: z.string().check(z.minLength(1)),
  name: text,
  owner: z.optional(z.enum(['head', 'administration', 'other'])),
  /** Publications a week, and the act that says so; left out: those of the office below. */
  norm: z.optional(z.number().check(z.minimum(1), z.maximum(99))),
  normSource: text,
});
export type SetupPage = z.infer<typeof SetupPage>;

export const Setup = z.object({
  profile: z.optional(SetupProfile),
  pages: z.optional(z.array(SetupPage)),
  norm: z.optional(z.number().check(z.minimum(1), z.maximum(99))),
  normSource: text,
  clauses: z.optional(z.array(Clause)),
  /** Where the office's records are kept in common; `sync/` reads what is in it. */
  remote: z.optional(z.object({ kind: z.string(), url: text, login: text })),
  /** Packs of rules, templates and layouts to subscribe to: where, and the publisher's public key. */
  packs: z.optional(z.array(z.object({ url: z.string(), key: z.string() }))),
  /** Days that posts and comments seen are kept at most. */
  retentionDays: z.optional(z.number().check(z.minimum(8), z.maximum(3650))),
  zone: text,
  /** Whom the specialist asks; stands in every warning of a page that is not understood. */
  helper: z.optional(z.object({ name: z.string(), phone: z.string() })),
});
export type Setup = z.infer<typeof Setup>;

/** What could be read of a setup, and the names of fields that could not. One bad field does not take the others along. */
export function readSetup(given: unknown): { setup: Setup; unread: string[] } {
  const setup: Record<string, unknown> = {};
  const unread: string[] = [];
  const fields = z.record(z.string(), z.unknown()).safeParse(given);
  for (const [name, schema] of Object.entries(Setup.shape)) {
    const value = fields.success ? fields.data[name] : undefined;
    if (value === undefined) continue;
    const read = schema.safeParse(value);
    if (read.success) setup[name] = read.data;
    else unread.push(name);
  }
  return { setup: Setup.parse(setup), unread };
}

/** A district's file: one setup for each of its offices, under the name that the person chooses by. */
export const SetupFile = z.object({
  format: z.literal('smotritel-setup'),
  version: z.literal(1),
  offices: z.array(z.object({ name: z.string().check(z.minLength(1)), setup: Setup })).check(z.minLength(1)),
});
export type SetupFile = z.infer<typeof SetupFile>;

/** @returns the file's offices, or null for a text that is no set-up file. */
export function readSetupFile(text: string): SetupFile | null {
  try {
    const read = SetupFile.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
