import { createHash } from 'node:crypto';
import { layerChain, standsOnChain } from './layerChain';

const [A, B, C] = ['a', 'b', 'c'].map(letter => `sha256:${letter.repeat(64)}`);

describe('layerChain', () => {
  it('is that of the OCI image specification', () => {
    const hash = (text: string) =>
      `sha256:${createHash('sha256').update(text).digest('hex')}`;
    expect(layerChain([])).toBeNull();
    expect(layerChain([A])).toBe(A);
    expect(layerChain([A, B])).toBe(hash(`${A} ${B}`));
    expect(layerChain([A, B, C])).toBe(hash(`${hash(`${A} ${B}`)} ${C}`));
  });

  it.each<[string, string[], string[], boolean]>([
    ['more layers', [A, B], [A, B, C], true],
    ['the same layers', [A, B], [A, B], true],
    ['fewer layers', [A, B], [A], false],
    ['another order', [A, B], [B, A, C], false],
    ['another layer below', [A, B], [C, B], false],
    ['them above others', [B], [A, B], false],
  ])('tells what stands on an image: %s', (_, base, layers, expected) => {
    expect(standsOnChain(layers, layerChain(base)!)).toBe(expected);
  });
});
