import { mockServices } from '@backstage/backend-test-utils';
import { ChangeLogger } from './ChangeLogger';

describe('ChangeLogger', () => {
  it('logs a problem when it appears, and again only after it went', () => {
    const logger = mockServices.logger.mock();
    const changes = ChangeLogger.create({ logger });
    const a = { message: 'a is wrong', help: 'Mend a' };
    const b = { message: 'b waits', help: 'Wait', level: 'info' as const };

    changes.report('one', [a, b]);
    changes.report('one', [a, b]);
    changes.report('two', [a]);
    expect(logger.warn.mock.calls).toEqual([
      ['a is wrong. Mend a.'],
      ['a is wrong. Mend a.'],
    ]);
    expect(logger.info.mock.calls).toEqual([['b waits. Wait.']]);

    changes.report('one', []);
    changes.report('one', [a]);
    expect(logger.warn).toHaveBeenCalledTimes(3);
  });

  it('does not flood the log', () => {
    const logger = mockServices.logger.mock();
    ChangeLogger.create({ logger }).report(
      'one',
      Array.from({ length: 1_000 }, (_, index) => ({
        message: `${index} is wrong`,
        help: 'Mend it',
      })),
    );
    expect(logger.warn).toHaveBeenCalledTimes(26);
    expect(logger.warn).toHaveBeenLastCalledWith(
      '975 more problems of this kind are not written out.',
    );
  });
});
