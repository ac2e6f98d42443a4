import { ConfigReader } from '@backstage/config';
import { readNotificationSettings } from './readNotificationSettings';

const read = (baseImages: object) =>
  readNotificationSettings(new ConfigReader({ baseImages }));

describe('readNotificationSettings', () => {
  it('tells owners of every environment after 15 minutes unless something else is written', () => {
    expect(read({})).toEqual({
      enabled: true,
      staleAfterMs: 15 * 60_000,
      silent: [],
    });
    expect(
      read({
        notifications: { enabled: false, staleAfter: '2h' },
        sources: {
          receipts: {
            environments: {
              development: { notifications: false },
              production: { notifications: true },
              staging: {},
            },
          },
          other: {},
        },
      }),
    ).toEqual({
      enabled: false,
      staleAfterMs: 2 * 60 * 60_000,
      silent: [{ sourceId: 'receipts', id: 'development' }],
    });
  });

  it.each([
    [
      { notifications: { enable: true } },
      "'baseImages.notifications.enable' is no setting: write one of enabled, staleAfter",
    ],
    [
      { notifications: { enabled: 'yes' } },
      `'baseImages.notifications.enabled' must be true or false, not "yes"`,
    ],
    [
      { notifications: { staleAfter: 'soon' } },
      "'baseImages.notifications.staleAfter' is no duration: write for example { minutes: 15 }",
    ],
    [
      { sources: { a: { environments: { b: { notifications: 1 } } } } },
      "'baseImages.sources.a.environments.b.notifications' must be true or false, not 1",
    ],
  ])('refuses %j', (baseImages, message) => {
    expect(() => read(baseImages)).toThrow(message);
  });
});
