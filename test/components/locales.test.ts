import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Text, Texts } from '../../locales/translate';

const FOLDER = new URL('../../locales/', import.meta.url);
const filesOf = (language: string): string[] => readdirSync(new URL(`${language}/`, FOLDER)).sort();
const read = (language: string, file: string): Texts =>
  JSON.parse(readFileSync(new URL(`${language}/${file}`, FOLDER), 'utf8'));
const formsOf = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const variablesOf = (text: Text): string[] => {
  const found = formsOf(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []);
  return [...new Set(found)].sort();
};

describe('texts of the interface', () => {
  it('both languages have the same files', () => {
    expect(filesOf('ru')).toContain('common.json');
    expect(filesOf('en')).toEqual(filesOf('ru'));
  });

  describe.each(filesOf('ru'))('%s', (file) => {
    const ru = read('ru', file);
    const en = read('en', file);

    it('has the same keys in both languages', () => {
      expect(Object.keys(en).sort()).toEqual(Object.keys(ru).sort());
    });

    it.each(Object.keys(ru))('%s: same variables, no empty form, whole plurals', (key) => {
      const [russian, english] = [ru[key]!, en[key]!];
      expect(variablesOf(english)).toEqual(variablesOf(russian));
      expect([...formsOf(russian), ...formsOf(english)].filter((form) => !form.trim())).toEqual([]);
      if (typeof russian !== 'string') expect(Object.keys(russian)).toEqual(['one', 'few', 'many', 'other']);
      if (typeof english !== 'string') expect(Object.keys(english)).toEqual(['one', 'other']);
    });

    const plurals = [ru, en].flatMap((texts) => Object.entries(texts).filter(([, text]) => typeof text !== 'string'));
    it.each(plurals)('%s: every plural form names what the text is about', (_key, text) => {
      const sets = formsOf(text).map((form) => variablesOf(form).filter((name) => name !== '{n}'));
      for (const set of sets) expect(set).toEqual(sets[0]);
    });
  });
});
