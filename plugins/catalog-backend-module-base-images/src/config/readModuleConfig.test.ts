import { ConfigReader } from '@backstage/config';
import { readModuleConfig } from './readModuleConfig';

describe('readModuleConfig', () => {
  it('takes the sources in the order of the configuration, and has a schedule', () => {
    const config = new ConfigReader({
      baseImages: {
        sources: { 'z.mono': { target: '/z' }, 'a-mono': { target: '/a' } },
      },
      catalog: {
        locations: [
          { type: 'url', target: 'https://acme.test/a.yaml' },
          { type: 'python-monorepo', target: 'a-mono' },
        ],
      },
    });
    expect(readModuleConfig(config)).toEqual({
      sourceIds: ['z.mono', 'a-mono'],
      staticSourceIds: ['a-mono'],
      schedule: {
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 3 },
      },
    });
  });

  it('reads the schedule', () => {
    const config = new ConfigReader({
      catalog: {
        providers: {
          baseImages: {
            schedule: { frequency: { minutes: 10 }, timeout: 'PT2M' },
          },
        },
      },
    });
    expect(readModuleConfig(config)).toEqual({
      sourceIds: [],
      staticSourceIds: [],
      schedule: { frequency: { minutes: 10 }, timeout: { minutes: 2 } },
    });
  });

  it.each([
    [
      {
        baseImages: { sources: { receipts: { target: '/srv' } } },
        catalog: {
          locations: [{ type: 'python-monorepo', target: 'receipt' }],
        },
      },
      "'catalog.locations' has the target 'receipt' of type python-monorepo, which must be a key of 'baseImages.sources': receipts",
    ],
    [
      {
        catalog: {
          providers: { baseImages: { schedule: { frequency: 'often' } } },
        },
      },
      "'catalog.providers.baseImages.schedule' is no valid schedule",
    ],
  ])('names the setting that is wrong', (data, message) => {
    expect(() => readModuleConfig(new ConfigReader(data))).toThrow(message);
  });
});
