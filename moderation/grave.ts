/**
 * Threats, calls to violence, drugs: the evidence and the report come before any removal. No schemas here: the page's
 * script carries this file.
 */
import type { Verdict } from '../types';

/**
 * What became of the report. `handed`: the text for the police or the supervising body was copied; the rest is why
 * none was made: `told` by telephone or in person already, `figurative` no threat is meant, `elsewhere` another body
 * reports it.
 */
export const REPORTS = ['handed', 'told', 'figurative', 'elsewhere'] as const;
export type Report = (typeof REPORTS)[number];

/** Why no text is sent: what the person may choose. */
export const PUT_ASIDE = ['told', 'figurative', 'elsewhere'] as const satisfies readonly Report[];

/** Whether a report has to be thought of before a removal. What the model merely suspects is not grave. */
export function isGraveVerdict({ findings }: Pick<Verdict, 'findings'>): boolean {
  return findings.some(({ kind, level }) => (kind === 'unlawful' || kind === 'aggression') && level !== 'look');
}
