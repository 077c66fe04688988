/** What a comment can break; the order is that of severity on screen. */
export const VIOLATION_KINDS = ['unlawful', 'aggression', 'obscenity', 'insult', 'personal-data', 'spam'] as const;
