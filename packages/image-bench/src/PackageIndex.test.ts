import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackageIndex } from './PackageIndex';

describe('PackageIndex', () => {
  let folder: string;
  let index: PackageIndex;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'package-index-'));
    writeFileSync(join(folder, 'Text_Unidecode-1.3-py3-none-any.whl'), 'wheel');
    writeFileSync(join(folder, 'secret.txt'), 'no wheel');
    index = await PackageIndex.start([folder]);
  });

  afterEach(() => {
    index.stop();
    rmSync(folder, { recursive: true });
  });

  it('lists and gives the wheels of a distribution, and tells what it was asked for', async () => {
    const page = await fetch(`${index.url}/text-unidecode/`);
    const [, link] = /href="([^"]+)"/.exec(await page.text())!;
    const wheel = await fetch(new URL(link, index.url));
    expect(await wheel.text()).toBe('wheel');
    expect((await fetch(`${index.url}/dynamo/`)).status).toBe(404);
    expect([...index.asked]).toEqual(['text-unidecode', 'dynamo']);
  });

  it('gives nothing but wheels', async () => {
    for (const path of ['secret.txt', '..%2Fsecret.txt', '%2Fetc%2Fpasswd']) {
      const url = new URL(`/files/${path}`, index.url);
      expect((await fetch(url)).status).toBe(404);
    }
  });
});
