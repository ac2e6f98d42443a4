import { normalizeName } from '../../python/normalizeName';
import { joinImagePath } from '../paths';
import { shellPath } from '../shell/shellPath';
import { ShellState } from '../shell/ShellState';

/** Whether one of some folders, as written, has a wheel of a package: one that was built in the image, or one of its name. */
export function hasWheel(
  name: string,
  folders: readonly string[],
  state: ShellState,
): boolean {
  return folders.some(written => {
    const folder = shellPath(state, written);
    return (
      folder !== undefined &&
      state.disk.files.list(folder).some(file => {
        const entry = state.disk.files.lookup(joinImagePath(folder, file));
        return entry?.kind === 'wheel'
          ? entry.package === name
          : file.endsWith('.whl') && normalizeName(file.split('-')[0]) === name;
      })
    );
  });
}
