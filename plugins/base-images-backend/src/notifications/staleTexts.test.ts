import { FreshnessReason } from '@base-images/backstage-plugin-base-images-common';
import { ENVIRONMENT } from '../rebuild/__testUtils__/exampleRebuild';
import { assessedImage } from './__testUtils__/NotifiedWorld';
import { staleTexts } from './staleTexts';

function stale(name: string, reasons: Partial<FreshnessReason>[]) {
  return {
    ...assessedImage(name, 'stale'),
    reasons: reasons.map(reason => ({
      kind: 'package' as const,
      subject: '',
      from: null,
      to: null,
      ...reason,
    })),
  };
}

describe('staleTexts', () => {
  it('names the first few images of an owner with their reasons, the new ones first', () => {
    const due = [
      stale('due', [
        { subject: '[x](https://evil.test)' },
        { kind: 'dockerfile' },
        { kind: 'age' },
      ]),
    ];
    const told = [
      stale('a', [{ kind: 'parent', subject: 'https://evil.test/x' }]),
      stale('b', [{ kind: 'dependency', subject: '<b>' }]),
      stale('c', [{ kind: 'files', subject: 'data:text' }]),
      stale('d', [{ kind: 'requirements' }]),
      stale('e', []),
      stale('of-others', []),
    ];
    const named = (name: string, owners: string[]) => ({
      name,
      link: `/catalog/default/resource/${name}`,
      owners,
    });
    const images = new Map(
      [...due, ...told].map(({ node: { id, target } }) => [
        id,
        named(target.name, [
          target.name === 'of-others' ? 'group:default/b' : 'group:default/a',
        ]),
      ]),
    );
    expect(staleTexts(ENVIRONMENT, { due, told }, images)).toEqual([
      {
        recipient: 'group:default/a',
        about: 'receipts/production/stale',
        topic: 'stale',
        severity: 'normal',
        title: '6 images are stale: receipts in production',
        description:
          'due (package x-https-evil-test changed, and 2 more), a (what it stands on changed), b (its dependencies changed), c (its files changed), d (its packages changed) and 1 more.',
        link: '/catalog/default/resource/due',
      },
    ]);
  });
});
