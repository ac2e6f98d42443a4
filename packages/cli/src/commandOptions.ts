import { Argument, Option } from 'commander';

/** The folder that a command reads. */
export function folderArgument(): Argument {
  return new Argument('[folder]', 'folder of the monorepo').default('.');
}

/** The formats that a command can print. */
export function formatOption(...further: string[]): Option {
  return new Option('--format <format>', 'how to print the result')
    .choices(['text', 'json', ...further])
    .default('text');
}

/** Names or requirements between commas; commas between the brackets of extras do not count. */
export function parseList(text: string, before: string[] = []): string[] {
  const items = text
    .split(/,(?![^[]*\])/)
    .map(item => item.trim())
    .filter(item => item !== '');
  return [...before, ...items];
}
