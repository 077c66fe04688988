import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, readSettings } from '../../office/settings';

describe('settings', () => {
  it('are the defaults while nobody has changed any', () => {
    expect(readSettings({})).toEqual({ settings: DEFAULT_SETTINGS, unread: [] });
    expect(DEFAULT_SETTINGS).toMatchObject({ zone: 'Asia/Tomsk', language: 'ru', retentionDays: 30, showLook: false });
  });

  it.each<[keyof typeof DEFAULT_SETTINGS, unknown]>([
    ['zone', 'Europe/Atlantis'],
    ['zone', 7],
    ['language', 'de'],
    ['retentionDays', 0],
    ['retentionDays', 7],
    ['retentionDays', Number.NaN],
    ['retentionDays', 'месяц'],
    ['showLook', 'yes'],
    ['panelCollapsed', null],
    ['favourites', [1]],
  ])('a bad «%s» (%s) falls back alone and is named', (name, value) => {
    const others = { ...DEFAULT_SETTINGS, zone: 'Europe/Kaliningrad', language: 'en', retentionDays: 90 } as const;
    expect(readSettings({ ...others, [name]: value })).toEqual({
      settings: { ...others, [name]: DEFAULT_SETTINGS[name] },
      unread: [name],
    });
  });

  it('of a later version are passed over without complaint', () => {
    expect(readSettings({ theme: 'dark', language: 'en' })).toEqual({
      settings: { ...DEFAULT_SETTINGS, language: 'en' },
      unread: [],
    });
  });
});
