import { printable, Terminal } from './Terminal';

/** A file of a repository cannot steer a terminal; elsewhere it keeps every byte. */
export function forTerminal(text: string, terminal: Terminal): string {
  return terminal.isInteractive ? printable(text.replace(/\r\n/g, '\n')) : text;
}
