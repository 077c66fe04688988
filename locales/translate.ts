/**
 * Texts of the interface, Russian first. `browser.i18n` is not used for them: it knows no Russian plural forms and
 * follows the browser's language, while an office's PC often runs an English browser.
 */
export type Language = 'ru' | 'en';

/** A text, or its plural forms chosen by the variable `n` (CLDR categories). */
export type Text = string | { one: string; few?: string; many?: string; other: string };
export type Texts = Readonly<Record<string, Text>>;
export type Variables = Readonly<Record<string, string | number>>;
export type Translate<Key extends string> = (key: Key, variables?: Variables) => string;

const PLURALS: Record<Language, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/**
 * @param texts the same keys in both languages (a test checks that they are the same)
 * @returns a function that gives the text with `{variables}` put in; a variable that was not given stays visible,
 * so that a mistake is seen rather than hidden.
 */
export function translator<Key extends string>(
  language: Language,
  texts: Readonly<Record<Language, Readonly<Record<Key, Text>>>>,
): Translate<Key> {
  return spoken(language, texts[language]);
}

/** As `translator`, of one language whose texts have come from elsewhere: the content script asks for them. */
export function spoken<Key extends string>(language: Language, texts: Readonly<Record<Key, Text>>): Translate<Key> {
  return (key, variables = {}) => {
    const text = texts[key];
    return fill(typeof text === 'string' ? text : plural(language, text, Number(variables.n)), variables);
  };
}

function plural(language: Language, forms: Exclude<Text, string>, n: number): string {
  const category = PLURALS[language].select(n);
  return (category === 'one' || category === 'few' || category === 'many' ? forms[category] : undefined) ?? forms.other;
}

function fill(text: string, variables: Variables): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(variables[name] ?? whole));
}
