import { posix } from 'node:path';
import { toAbsolute } from '../treePath';
import { textValue, Value } from './Value';

/** What the names stand for that say where a program is, such as `__file__` (Python) and `import.meta.dirname` (JavaScript). */
export function programPlace(name: string, path: string): Value | undefined {
  switch (name) {
    case '__file__':
    case '__filename':
    case 'import.meta.filename':
    case 'import.meta.url':
      return textValue(toAbsolute(path), true);
    case '__dirname':
    case 'import.meta.dirname':
      return textValue(toAbsolute(posix.dirname(path)), true);
    default:
      return undefined;
  }
}
