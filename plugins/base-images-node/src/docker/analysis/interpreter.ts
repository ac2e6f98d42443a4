import { baseName } from '../paths';

const SHELL = /^(?:ba|da|a|z|k)?sh$/;

/** The name of the program that the `#!` of a script names; undefined where there is none. */
export function interpreterOf(text: string): string | undefined {
  const shebang = /^#!\s*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(text);
  if (!shebang) {
    return undefined;
  }
  const program = baseName(shebang[1]);
  return program === 'env' ? baseName(shebang[2] ?? '') : program;
}

/** Whether a program is a shell by its name. */
export function isShell(program: string): boolean {
  return SHELL.test(baseName(program));
}

export function isBash(program: string | undefined): boolean {
  return program !== undefined && baseName(program) === 'bash';
}
