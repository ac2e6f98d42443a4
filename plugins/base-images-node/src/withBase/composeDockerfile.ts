import { DockerfileStage } from '../docker/DockerfileModel';
import { stageChain } from '../docker/reachableStages';
import { readAssignments } from '../docker/readAssignments';
import { ChainStep } from './ChainStep';
import { BASE_ARGUMENT } from '../lambda/isDockerfilePath';
import { ON_BASE, PREPARED } from './checkHeader';
import { TracedDockerfile } from './RewriteInput';
import { lineEnd, lineStart, TextEdits } from './TextEdits';

/** After which instruction the chain is cut; position -1 is right after the first FROM. */
export interface Cut {
  position: number;
  /** Number of its stage. */
  stage: number;
}

/**
 * Writes the three stages: the original up to the cut, the same on the base image without what it holds, and the rest on
 * whichever of them the build argument chooses.
 */
export function composeDockerfile(
  traced: TracedDockerfile,
  steps: readonly ChainStep[],
  cut: Cut,
  edits: TextEdits,
  baseImage: string,
): string {
  const { model, stages, target } = traced;
  const { text } = model;
  const lineBreak = /\r?\n/.exec(text)?.[0] ?? '\n';
  const stage = model.stages[cut.stage];
  const at = steps.find(({ position }) => position === cut.position);
  const from = lineStart(text, stage.from.range.start);
  const body = lineEnd(text, stage.from.range.end);
  const end = at ? lineEnd(text, at.instruction.range.end) : body;
  const top = lineStart(text, model.instructions[0].range.start);

  const chain = stageChain(stages, target).map(({ index }) => index);
  const until = chain.indexOf(cut.stage);
  const onBase = chain.slice(0, until + 1).map(index => {
    const begin = lineEnd(text, model.stages[index].from.range.end);
    const next = model.stages[index + 1]?.from.range.start;
    const last = next === undefined ? text.length : lineStart(text, next);
    return edits.slice(begin, index === cut.stage ? end : last);
  });
  const first = model.stages[chain[0]];
  const parts = [
    text.slice(0, top),
    `# On the base image ${baseImage}, or without it when this is empty.${lineBreak}`,
    `ARG ${BASE_ARGUMENT}${lineBreak}`,
    text.slice(top, from),
    `FROM ${platform(stage)}${stage.image} AS ${PREPARED}${lineBreak}`,
    withBreak(text.slice(body, end), lineBreak),
    blank(text.slice(body, end), lineBreak),
    `FROM ${platform(first)}\${${BASE_ARGUMENT}:-${first.image}} AS ${PREPARED}${ON_BASE}${lineBreak}`,
    withBreak(onBase.join(''), lineBreak),
    blank(onBase.join(''), lineBreak),
    `FROM ${PREPARED}\${${BASE_ARGUMENT}:+${ON_BASE}}${stageName(stage)}${lineBreak}`,
    ...againDeclared(traced, steps, cut).map(line => `${line}${lineBreak}`),
    text.slice(end),
  ];
  const result = parts.join('');
  return text.endsWith('\n') || end < text.length
    ? result
    : result.slice(0, -lineBreak.length);
}

function platform({ from }: DockerfileStage): string {
  return from.flags.map(({ name, value }) => `--${name}=${value} `).join('');
}

/** The name of a stage as it is written. */
function stageName({ from, name }: DockerfileStage): string {
  const written = from.arguments.value.trim().split(/\s+/)[2];
  return name === undefined ? '' : ` AS ${written}`;
}

function withBreak(text: string, lineBreak: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}${lineBreak}`;
}

/** An empty line, where there is none yet. */
function blank(text: string, lineBreak: string): string {
  return /(?:^|\n)\r?\n$/.test(text) ? '' : lineBreak;
}

/** The ARG instructions before the cut that what follows it in the same stage may use. */
function againDeclared(
  { model }: TracedDockerfile,
  steps: readonly ChainStep[],
  { position, stage }: Cut,
): string[] {
  const own = steps.filter(step => step.stage === stage);
  const after = own.filter(step => step.position > position);
  const runs = after.some(({ instruction }) => instruction.keyword === 'RUN');
  const text = after.map(({ instruction }) => instruction.text).join('\n');
  return own
    .filter(
      step =>
        step.position <= position &&
        step.instruction.keyword === 'ARG' &&
        (runs ||
          readAssignments(step.instruction, model.escape).some(({ name }) =>
            text.includes(name),
          )),
    )
    .map(({ instruction }) => instruction.text);
}
