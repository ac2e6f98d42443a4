import {
  DockerfileFlag,
  DockerfileInstruction,
  DockerfileModel,
  DockerfileProblem,
  DockerfileStage,
} from './DockerfileModel';
import { LogicalText } from './LogicalText';
import { readDirectives } from './readDirectives';
import { SplitInstruction, splitInstructions } from './splitInstructions';
import { endOfWord } from './splitWords';

const KEYWORDS = new Set(
  (
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ' +
    'ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'
  ).split(' '),
);
const UNTRIGGERED = new Set(['FROM', 'MAINTAINER', 'ONBUILD']);
const JSON_KEYWORDS = new Set(
  'ADD CMD COPY ENTRYPOINT RUN SHELL VOLUME'.split(' '),
);

/**
 * Parses a Dockerfile (Dockerfile reference; BuildKit's parser). Never throws: what cannot be read becomes a problem with
 * its line, and the rest is parsed nevertheless.
 *
 * @public
 */
export function parseDockerfile(text: string): DockerfileModel {
  const directives = readDirectives(text);
  const escape = directives.escape === '`' ? '`' : '\\';
  const model: DockerfileModel = {
    text,
    escape,
    directives,
    instructions: [],
    globalArguments: [],
    stages: [],
    problems: [],
  };
  for (const split of splitInstructions(text, escape)) {
    addInstruction(model, split);
  }
  if (model.stages.length === 0) {
    model.problems.push({
      line: 1,
      message: 'The Dockerfile has no FROM instruction.',
      help: 'Begin it with FROM and the image to build on.',
    });
  }
  model.problems.sort((a, b) => a.line - b.line);
  return model;
}

function addInstruction(model: DockerfileModel, split: SplitInstruction) {
  const instruction = readInstruction(split, model);
  const line = instruction.range.startLine;
  if (split.unterminated !== undefined) {
    model.problems.push({
      line,
      message: `The here-document ${split.unterminated} never ends.`,
      help: `Put a line that holds only ${split.unterminated} after its content.`,
    });
  }
  if (!KEYWORDS.has(instruction.keyword)) {
    model.problems.push({
      line,
      message: `There is no instruction ${instruction.keyword.slice(0, 40)}.`,
      help: 'Correct its name, or end the line before it with a backslash if it belongs to that one.',
    });
    return;
  }
  model.instructions.push(instruction);
  if (instruction.keyword === 'FROM') {
    addStage(model, instruction);
  } else if (model.stages.length > 0) {
    model.stages[model.stages.length - 1].instructions.push(instruction);
  } else if (instruction.keyword === 'ARG') {
    model.globalArguments.push(instruction);
  } else {
    model.problems.push({
      line,
      message: `${instruction.keyword} stands before the first FROM.`,
      help: 'Move it below FROM: only ARG may stand before it.',
    });
  }
}

/**
 * The instruction that ONBUILD keeps for the stages that stand on its own, at the place of the whole; undefined where it may keep none
 * of that kind (Dockerfile reference, "ONBUILD").
 */
export function readTrigger(
  onbuild: DockerfileInstruction,
  model: DockerfileModel,
): DockerfileInstruction | undefined {
  const { arguments: text, range, heredocs } = onbuild;
  const trigger = readInstruction({ text, range, heredocs }, model);
  return KEYWORDS.has(trigger.keyword) && !UNTRIGGERED.has(trigger.keyword)
    ? trigger
    : undefined;
}

function addStage(model: DockerfileModel, from: DockerfileInstruction) {
  const words = from.arguments.value.trim().split(/\s+/);
  const named = words.length === 3 && words[1].toLowerCase() === 'as';
  if (words[0] === '' || (words.length !== 1 && !named)) {
    const problem: DockerfileProblem = {
      line: from.range.startLine,
      message: 'FROM needs one image, or an image, AS and a name.',
      help: 'Write it as FROM image, or as FROM image AS stage.',
    };
    model.problems.push(problem);
  }
  const stage: DockerfileStage = {
    index: model.stages.length,
    name: named ? words[2].toLowerCase() : undefined,
    image: words[0],
    platform: from.flags.find(flag => flag.name === 'platform')?.value,
    from,
    instructions: [],
  };
  model.stages.push(stage);
}

function readInstruction(
  {
    text,
    range,
    heredocs,
  }: Pick<SplitInstruction, 'text' | 'range' | 'heredocs'>,
  { escape, text: source }: DockerfileModel,
): DockerfileInstruction {
  const keyword = /^\S*/.exec(text.value)![0];
  const { flags, end } = readFlags(text.value, keyword.length, escape);
  const upper = keyword.toUpperCase();
  const rest = trimmed(text.slice(end));
  return {
    keyword: upper,
    range,
    text: source.slice(range.start, range.end),
    flags,
    arguments: rest,
    json: JSON_KEYWORDS.has(upper) ? readJsonForm(rest.value) : undefined,
    heredocs,
  };
}

function readFlags(text: string, start: number, escape: string) {
  const flags: DockerfileFlag[] = [];
  let end = start;
  for (;;) {
    const begin = end + /^\s*/.exec(text.slice(end))![0].length;
    if (!text.startsWith('--', begin)) {
      return { flags, end: begin };
    }
    end = endOfWord(text, begin, escape);
    const flag = text.slice(begin + 2, end).replace(/["']/g, '');
    if (flag === '') {
      return { flags, end };
    }
    const [name] = flag.split('=', 1);
    flags.push({ name, value: flag.slice(name.length + 1) });
  }
}

function trimmed(text: LogicalText): LogicalText {
  const { value } = text;
  const start = value.length - value.trimStart().length;
  return text.slice(start, Math.max(start, value.trimEnd().length));
}

/** The exec form; like BuildKit, anything else than a JSON array of strings is taken as the shell form. */
function readJsonForm(text: string): string[] | undefined {
  if (!text.startsWith('[')) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(item => typeof item === 'string')
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
