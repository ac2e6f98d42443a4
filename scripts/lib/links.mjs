import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const NOT_OURS = ['node_modules', 'dist', 'dist-types', 'test-results'];

/** Every Markdown file of ours below a folder. */
export function markdownFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      const skipped =
        NOT_OURS.includes(entry.name) ||
        /^\.(git|tools|yarn|venv)$/.test(entry.name);
      return skipped ? [] : markdownFiles(file);
    }
    return entry.name.endsWith('.md') ? [file] : [];
  });
}

/** Relative links and images of a Markdown file that lead nowhere. */
export function brokenLinks(file) {
  const text = readFileSync(file, 'utf8').replace(
    /```[\s\S]*?```|`[^`\n]*`/g,
    '',
  );
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target.replace(/#.*$/, ''))
    .filter(target => target !== '' && !/^[a-z]+:/.test(target))
    .filter(target => !existsSync(path.resolve(path.dirname(file), target)));
}
