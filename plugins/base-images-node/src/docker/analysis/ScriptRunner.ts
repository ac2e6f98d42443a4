import { ShellCommand, ShellStatus } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { showText } from '../shell/showText';
import { forkState, ShellState } from '../shell/ShellState';
import type { ShellWalker } from '../shell/ShellWalker';
import { interpreterOf, isBash, isShell } from './interpreter';
import { downloadsKnownScript, mentionsInstaller } from './knownScripts';
import type { RunAnalysis } from './RunAnalysis';

const TASK_FILES = [
  'Makefile',
  'makefile',
  'GNUmakefile',
  'justfile',
  'Taskfile.yml',
  'Taskfile.yaml',
];
/** Where managers of packages that are not followed keep what they install. */
const MANAGER_FILES = [
  'Pipfile',
  'environment.yml',
  'environment.yaml',
  'pixi.toml',
  'pyproject.toml',
];
/** A path that is required: `path = "../x"`, `-e ./x`, `- ../x`. */
const REQUIRED_PATH = /\bpath\s*=|^\s*-\s*(?:(?:-e|--editable)\s+)?\.{1,2}\//m;

/** Follows one command that runs scripts. */
export class ScriptRunner {
  constructor(
    private readonly command: ShellCommand,
    private readonly state: ShellState,
    private readonly walker: ShellWalker,
    private readonly analysis: RunAnalysis,
  ) {}

  walk(text: string, state: ShellState): Promise<ShellStatus> {
    const { range, conditional } = this.command;
    return this.walker.nested(range).walk(text, state, conditional);
  }

  /** `sh -c TEXT`, `sh FILE`, and `sh` with a script on its input. */
  async runShell(
    program: string,
    words: readonly string[],
  ): Promise<ShellStatus> {
    const state = {
      ...forkState(this.state),
      isBash: isBash(program),
    };
    const flag = words.findIndex(word => /^-[a-z]*c[a-z]*$/.test(word));
    if (flag >= 0) {
      state.parameters = words.slice(flag + 3);
      return this.walk(words[flag + 1] ?? '', state);
    }
    const file = words.findIndex(
      (word, index) =>
        !/^[-+]/.test(word) && !/^[-+]o$/.test(words[index - 1] ?? ''),
    );
    if (file >= 0) {
      state.parameters = words.slice(file + 1);
      return this.runFile(words[file], state);
    }
    const { input, upstream } = this.command;
    if (input !== undefined) {
      return this.walk(input, state);
    }
    return upstream.length > 0 ? this.#runPiped(upstream[0], state) : 'success';
  }

  async #runPiped(
    source: ShellCommand,
    state: ShellState,
  ): Promise<ShellStatus> {
    if (source.input !== undefined) {
      return this.walk(source.input, state);
    }
    if (/^(?:echo|printf)$/.test(source.words[0] ?? '')) {
      return this.walk(source.words.slice(1).join(' '), state);
    }
    if (!downloadsKnownScript(source.words.join(' '))) {
      this.#doubt('a script that is downloaded is run');
    }
    return 'success';
  }

  async runSource(word: string): Promise<ShellStatus> {
    const activated = /^(.*)\/bin\/activate$/.exec(word);
    if (activated) {
      const folder = shellPath(this.state, activated[1] || '/');
      if (folder !== undefined) {
        this.state.variables.set('VIRTUAL_ENV', folder);
      }
      return 'success';
    }
    const text = await this.#read(word);
    // What a tool left in its own folder, such as `$HOME/.cargo/env`, sets variables.
    return text === undefined ? 'success' : this.walk(text, this.state);
  }

  /** A script that is run by its own name. */
  async runProgram(word: string, state: ShellState): Promise<ShellStatus> {
    const program = interpreterOf((await this.#read(word)) ?? '') ?? '';
    return this.runFile(word, { ...state, isBash: isBash(program) });
  }

  async runFile(word: string, state: ShellState): Promise<ShellStatus> {
    const text = await this.#read(word);
    if (text === undefined) {
      const reason = `what ${showText(word)} runs is not known`;
      if (this.#isThere(word)) {
        this.#doubt(reason);
      } else {
        this.analysis.doubtAbsent(this.command.range.startLine, reason);
      }
      return 'unknown';
    }
    if (isShellScript(word, text)) {
      return this.walk(text, { ...state, script: word });
    }
    if (mentionsInstaller(text)) {
      this.#doubt(`${showText(word)} may install packages`);
    }
    return 'success';
  }

  runForEach(program: string, words: readonly string[]): ShellStatus {
    if (mentionsInstaller(words.join(' '))) {
      this.#doubt(`${program} is given what to install`);
    }
    return 'success';
  }

  /** pipenv, conda and the like: only whether they may install packages of the repository is told. */
  async runManager(
    program: string,
    words: readonly string[],
  ): Promise<ShellStatus> {
    if (words.some(word => /^(?:install|sync|update|create)$/.test(word))) {
      const named = words.filter(word => /\.(?:ya?ml|toml)$/.test(word));
      for (const file of [...named, ...MANAGER_FILES]) {
        if (REQUIRED_PATH.test((await this.#read(file)) ?? '')) {
          this.#doubt(`${program} may install what ${showText(file)} names`);
        }
      }
    }
    return 'success';
  }

  async runTask(words: readonly string[]): Promise<ShellStatus> {
    const folder = words[0] === '-C' ? words[1] : '.';
    let isFound = false;
    for (const file of TASK_FILES) {
      const text = await this.#read(`${folder}/${file}`);
      isFound ||= text !== undefined;
      if (mentionsInstaller(text ?? '')) {
        this.#doubt(`${file} may install packages`);
      }
    }
    const path = shellPath(this.state, folder);
    if (!isFound && path && this.state.disk.files.origins(path).length > 0) {
      const { startLine } = this.command.range;
      this.analysis.doubtAbsent(
        startLine,
        `${showText(folder)} holds no tasks`,
      );
    }
    return 'success';
  }

  async #read(word: string): Promise<string | undefined> {
    const path = shellPath(this.state, word);
    return path === undefined
      ? undefined
      : this.analysis.readText(path, this.state);
  }

  #isThere(word: string): boolean {
    const path = shellPath(this.state, word);
    return (
      path !== undefined && this.state.disk.files.lookup(path) !== undefined
    );
  }

  #doubt(reason: string) {
    this.analysis.doubt('unknown', this.command.range.startLine, reason);
  }
}

function isShellScript(path: string, text: string): boolean {
  const program = interpreterOf(text);
  return program === undefined
    ? !/\.(?:py|pl|rb|js|ts)$/.test(path) && !text.includes('\0')
    : isShell(program);
}
