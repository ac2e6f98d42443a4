import {
  DockerfileInstruction,
  DockerfileModel,
  DockerfileStage,
} from './DockerfileModel';
import { expandWord, Expansion, VariableValue } from './expandWord';
import { LogicalText } from './LogicalText';
import { readTrigger } from './parseDockerfile';
import { resolveImagePath } from './paths';
import { readAssignments } from './readAssignments';
import {
  BindMount,
  BuildOptions,
  ResolvedStage,
  StageSource,
  StageStep,
} from './ResolvedStage';
import { findNamed, namedContext, own } from './stageNames';
import { VariableScope } from './VariableScope';

export interface StageResolverOptions {
  model: DockerfileModel;
  options: BuildOptions;
  scope: VariableScope;
  globals: ReadonlyMap<string, VariableValue>;
  platform: ReadonlyMap<string, VariableValue>;
  workdir: string;
  startCommand: string;
  shell: readonly string[] | undefined;
}

/** Goes through the instructions of one stage and expands their words, each in the scope that holds at its place. */
export class StageResolver {
  #workdir: string;
  #user = 'root';
  #shell: readonly string[] | undefined;
  #entrypoint: string | undefined;
  #command: string | undefined;
  readonly #steps: StageStep[] = [];

  constructor(private readonly given: StageResolverOptions) {
    this.#workdir = given.workdir;
    this.#shell = given.shell;
  }

  /** @param parent - The stage of the same Dockerfile that it stands on, whose triggers run first: in its own children alone. */
  resolve(
    stage: DockerfileStage,
    parent: DockerfileStage | undefined,
  ): Pick<ResolvedStage, 'steps' | 'workdir' | 'shell' | 'startCommand'> {
    for (const instruction of parent?.instructions ?? []) {
      const trigger =
        instruction.keyword === 'ONBUILD'
          ? readTrigger(instruction, this.given.model)
          : undefined;
      if (trigger) {
        this.#read(trigger);
      }
    }
    for (const instruction of stage.instructions) {
      this.#read(instruction);
    }
    const started = [this.#entrypoint, this.#command]
      .filter(text => text !== undefined)
      .join(' ');
    return {
      steps: this.#steps,
      workdir: this.#workdir,
      shell: this.#shell,
      startCommand: started || this.given.startCommand,
    };
  }

  #read(instruction: DockerfileInstruction) {
    switch (instruction.keyword) {
      case 'ARG':
        return this.#readArguments(instruction);
      case 'ENV':
        return this.#readEnvironment(instruction);
      case 'WORKDIR':
        return this.#readWorkdir(instruction);
      case 'COPY':
      case 'ADD':
        return this.#readCopy(instruction);
      case 'RUN':
        return this.#readRun(instruction);
      case 'USER':
        this.#user = this.#expand(instruction.arguments.value).value;
        return undefined;
      case 'SHELL':
        this.#shell = instruction.json ?? this.#shell;
        return undefined;
      case 'ENTRYPOINT':
        this.#entrypoint = startText(instruction);
        return undefined;
      case 'CMD':
        this.#command = startText(instruction);
        return undefined;
      default:
        return undefined;
    }
  }

  #expand(word: string): Expansion {
    return expandWord(word, this.given.scope.lookup, this.given.model.escape);
  }

  #readArguments(instruction: DockerfileInstruction) {
    const { model, options, scope, globals, platform } = this.given;
    for (const { name, value } of readAssignments(instruction, model.escape)) {
      const given = own(options.buildArgs, name);
      if (given !== undefined) {
        scope.setArgument(name, { value: given, unset: [] });
      } else if (value !== undefined) {
        scope.setArgument(name, this.#expand(value));
      } else {
        scope.setArgument(name, globals.get(name) ?? platform.get(name));
      }
    }
  }

  #readEnvironment(instruction: DockerfileInstruction) {
    const { model, scope } = this.given;
    // All values of one instruction are expanded before any of them is set.
    readAssignments(instruction, model.escape)
      .map(({ name, value }) => ({ name, value: this.#expand(value ?? '') }))
      .forEach(({ name, value }) => scope.setEnvironment(name, value));
  }

  #readWorkdir(instruction: DockerfileInstruction) {
    const { value } = this.#expand(instruction.arguments.value);
    this.#workdir = resolveImagePath(this.#workdir, value);
    this.#steps.push({ kind: 'workdir', path: this.#workdir });
  }

  #readCopy(instruction: DockerfileInstruction) {
    const words =
      instruction.json ??
      instruction.arguments.value.split(/\s+/).filter(Boolean);
    if (words.length < 2) {
      return;
    }
    const expanded = words.map(word => this.#expand(word));
    const destination = expanded.pop()!;
    const { value } = destination;
    this.#steps.push({
      kind: 'copy',
      instruction,
      isAdd: instruction.keyword === 'ADD',
      from: this.#source(flag(instruction, 'from')),
      // What stands for a here-document is no path.
      sources: expanded.filter(
        (_, index) =>
          !(instruction.heredocs.length > 0 && words[index].includes('<<')),
      ),
      destination: {
        value: resolveImagePath(this.#workdir, value),
        unset: destination.unset,
      },
      intoFolder: /(?:^|\/)\.{0,2}$/.test(value),
      exclude: flags(instruction, 'exclude').map(
        pattern => this.#expand(pattern).value,
      ),
      parents: instruction.flags.some(
        ({ name, value: text }) => name === 'parents' && text !== 'false',
      ),
      heredocs: instruction.heredocs,
    });
  }

  #readRun(instruction: DockerfileInstruction) {
    this.#steps.push({
      kind: 'run',
      instruction,
      script: instruction.json ? undefined : scriptOf(instruction),
      command: instruction.json,
      shell: this.#shell,
      mounts: flags(instruction, 'mount').flatMap(text =>
        this.#readMount(text),
      ),
      variables: this.given.scope.snapshot(),
      workdir: this.#workdir,
      user: this.#user,
    });
  }

  #readMount(text: string): BindMount[] {
    const values = new Map(
      text.split(',').map(pair => {
        const [key] = pair.split('=', 1);
        return [key.trim().toLowerCase(), pair.slice(key.length + 1)] as const;
      }),
    );
    const get = (...keys: string[]) =>
      keys.map(key => values.get(key)).find(value => value !== undefined);
    const target = get('target', 'dst', 'destination');
    if ((get('type') ?? 'bind') !== 'bind' || target === undefined) {
      return [];
    }
    const mount: BindMount = {
      from: this.#source(get('from')),
      source: this.#expand(get('source', 'src') ?? '/'),
      target: resolveImagePath(this.#workdir, this.#expand(target).value),
    };
    return [mount];
  }

  #source(written: string | undefined): StageSource {
    if (written === undefined) {
      return { kind: 'context' };
    }
    const { model, options } = this.given;
    const image = this.#expand(written);
    const context = own(options.buildContexts, image.value);
    if (context !== undefined) {
      return namedContext(context);
    }
    const numbered = /^\d+$/.test(image.value)
      ? model.stages[Number(image.value)]
      : undefined;
    const stage = findNamed(model.stages, image.value) ?? numbered;
    return stage
      ? { kind: 'stage', index: stage.index }
      : { kind: 'image', image };
  }
}

function flags(instruction: DockerfileInstruction, name: string): string[] {
  return instruction.flags
    .filter(item => item.name === name)
    .map(item => item.value);
}

function flag(
  instruction: DockerfileInstruction,
  name: string,
): string | undefined {
  return flags(instruction, name).at(-1);
}

function startText(instruction: DockerfileInstruction): string {
  return instruction.json?.join(' ') ?? instruction.arguments.value;
}

/**
 * The script of a shell-form RUN. Like BuildKit: a here-document that stands alone is the script itself; otherwise the shell
 * gets the line and the here-documents after it.
 */
function scriptOf(instruction: DockerfileInstruction): LogicalText {
  const { heredocs, arguments: line, range } = instruction;
  if (heredocs.length === 1 && /^\d*<<-?\S+$/.test(line.value)) {
    return heredocs[0].content;
  }
  return LogicalText.join([
    line,
    ...heredocs.flatMap(({ content, name }) => [
      LogicalText.of('\n', range.start),
      content,
      LogicalText.of(name, range.end),
    ]),
  ]);
}
