import { styleText } from 'node:util';

/** How a text looks on a terminal. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green';

/** Where a command writes: its output to standard output alone, messages to standard error. */
export interface Terminal {
  print(output: string): void;
  message(text: string): void;
  /** A text of the output in a style, where standard output shows colours. */
  style(style: Style, text: string): string;
  /** Whether somebody looks at standard output right away. */
  readonly isInteractive: boolean;
}

/** The terminal of this process. */
export function processTerminal(
  process: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env'>,
): Terminal {
  const colours = process.stdout.isTTY && !process.env.NO_COLOR;
  return {
    print: output => process.stdout.write(output),
    message: text => process.stderr.write(`${printable(text)}\n`),
    style: (style, text) =>
      colours ? styleText(style, text, { validateStream: false }) : text,
    isInteractive: process.stdout.isTTY === true,
  };
}

/** A text from a repository without characters by which it could steer a terminal. */
export function printable(text: string): string {
  return text.replace(
    /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
