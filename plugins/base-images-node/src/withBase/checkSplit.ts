import { DockerfileInstruction } from '../docker/DockerfileModel';
import { readAssignments } from '../docker/readAssignments';
import { ChainStep } from './ChainStep';
import { Refusals } from './Refusals';
import { TracedDockerfile } from './RewriteInput';

/** Refuses what would not mean the same once a stage is split in two after an instruction. */
export function checkSplit(
  { model }: TracedDockerfile,
  steps: readonly ChainStep[],
  cut: { position: number; stage: number },
  refusals: Refusals,
) {
  const before = steps.filter(({ position }) => position <= cut.position);
  const after = steps.filter(
    ({ position, stage }) => position > cut.position && stage === cut.stage,
  );
  for (const { instruction } of steps) {
    if (instruction.keyword === 'ONBUILD') {
      refusals.add(
        instruction.range.startLine,
        'ONBUILD would run in between, when the stage is split.',
        'Write the instruction into the stages that need it.',
      );
    }
  }
  const command = before.find(
    ({ instruction }) => instruction.keyword === 'CMD',
  );
  const entrypoint = after.find(
    ({ instruction }) => instruction.keyword === 'ENTRYPOINT',
  );
  if (command && entrypoint) {
    refusals.add(
      entrypoint.instruction.range.startLine,
      `ENTRYPOINT would take back the CMD of line ${command.instruction.range.startLine}, when the stage is split.`,
      'Write CMD after ENTRYPOINT.',
    );
  }
  checkArguments(before, model.escape, refusals);
  checkNumbers(model.instructions, cut.stage, refusals);
}

/** An ARG is declared again after the split, where its default must give the same. */
function checkArguments(
  before: readonly ChainStep[],
  escape: string,
  refusals: Refusals,
) {
  const assigned = (step: ChainStep) =>
    ['ARG', 'ENV'].includes(step.instruction.keyword)
      ? readAssignments(step.instruction, escape)
      : [];
  before.forEach((step, index) => {
    if (step.instruction.keyword !== 'ARG') {
      return;
    }
    for (const { name, value } of assigned(step)) {
      const used = [...(value ?? '').matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(
        match => match[1],
      );
      const later = before.slice(index + 1).flatMap(assigned);
      if (later.some(other => used.includes(other.name))) {
        refusals.add(
          step.instruction.range.startLine,
          `The default of ${name} depends on what is set anew after it.`,
          'Give it a default without variables.',
        );
      }
    }
  });
}

/** Stages after the split have other numbers. */
function checkNumbers(
  instructions: readonly DockerfileInstruction[],
  stage: number,
  refusals: Refusals,
) {
  for (const { flags, range } of instructions) {
    const numbered = flags.some(({ name, value }) => {
      const from =
        name === 'mount' ? /(?:^|,)from=([^,]*)/.exec(value)?.[1] : value;
      return (
        (name === 'from' || name === 'mount') &&
        from !== undefined &&
        /^\d+$/.test(from) &&
        Number(from) >= stage
      );
    });
    if (numbered) {
      refusals.add(
        range.startLine,
        'A stage is named here by its number, which changes.',
        'Name the stage with AS, and use its name here.',
      );
    }
  }
}
