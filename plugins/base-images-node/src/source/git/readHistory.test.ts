import { execFileSync } from 'node:child_process';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readHistory } from './readHistory';

const directory = createMockDirectory();

function git(...args: string[]) {
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args],
    { cwd: directory.path, stdio: 'pipe' },
  );
}

describe('readHistory', () => {
  it('tells what each commit changed, a merge as one', async () => {
    directory.setContent({ 'sub/a b.txt': '1', 'other.txt': '1' });
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    git('checkout', '--quiet', '-b', 'side');
    for (const name of ['é.txt', 'c.txt']) {
      directory.addContent({ [`sub/${name}`]: '1' });
      git('add', '.');
      git('commit', '--quiet', '-m', name);
    }
    git('checkout', '--quiet', 'main');
    directory.addContent({ 'other.txt': '2' });
    git('commit', '--quiet', '-am', 'other');
    git('merge', '--quiet', '--no-edit', 'side');
    git('rm', '--quiet', 'sub/a b.txt');
    git('commit', '--quiet', '-m', 'remove');

    expect(await readHistory(directory.path, 10)).toEqual([
      ['sub/a b.txt'],
      ['sub/c.txt', 'sub/é.txt'],
      ['other.txt'],
    ]);
    expect(await readHistory(directory.resolve('sub'), 10)).toEqual([
      ['a b.txt'],
      ['c.txt', 'é.txt'],
    ]);
    expect(await readHistory(directory.path, 1)).toEqual([['sub/a b.txt']]);
  });

  it('is empty where there is no history', async () => {
    directory.setContent({ 'a.txt': '1' });
    expect(await readHistory(directory.path, 10)).toEqual([]);
  });
});
