import { Command, parse } from 'unbash';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { LogicalText } from '../docker/LogicalText';
import { RunStep } from '../docker/ResolvedStage';

/** A part of the script of a RUN that can be taken out by itself, as offsets in the Dockerfile. */
export interface RunSegment {
  start: number;
  end: number;
  /** What ran in it, in order. */
  observed: readonly ObservedCommand[];
  /** Its words in their order, where it is one plain command: name, then arguments. */
  words: readonly { start: number; end: number }[] | undefined;
}

/** The script of a RUN, taken apart. */
export interface SegmentedRun {
  step: RunStep;
  /** `and`: parts of one list joined by `&&`. `lines`: lines of a here-document. `whole`: only all of it can go. */
  form: 'and' | 'lines' | 'whole';
  segments: readonly RunSegment[];
  /** Whether a failing line ends the script. */
  stopsOnError: boolean;
}

interface Span {
  pos: number;
  end: number;
  command: Command | undefined;
}

/** Takes a RUN apart as far as that is safe. */
export function segmentRun(
  step: RunStep,
  observed: readonly ObservedCommand[],
): SegmentedRun {
  const { range } = step.instruction;
  const own = observed.filter(
    ({ command }) =>
      command.range.start >= range.start && command.range.end <= range.end,
  );
  const whole: SegmentedRun = {
    step,
    form: 'whole',
    segments: [
      { start: range.start, end: range.end, observed: own, words: undefined },
    ],
    stopsOnError: false,
  };
  if (!step.script) {
    return whole;
  }
  const { value } = step.script;
  const script = parse(value);
  if (script.errors?.length || script.commands.some(item => item.background)) {
    return whole;
  }
  const [first] = script.commands;
  const spans =
    script.commands.length === 1 ? andSpans(first.command) : undefined;
  const isHeredoc =
    step.instruction.heredocs.length === 1 &&
    /^\d*<<-?\S+$/.test(step.instruction.arguments.value);
  if (!spans && !(isHeredoc && areWholeLines(value, script.commands))) {
    return whole;
  }
  const segments = (spans ?? script.commands.map(toSpan)).map(span =>
    toSegment(span, step.script!, own),
  );
  const found = new Set(segments.flatMap(segment => segment.observed));
  return found.size === own.length
    ? {
        step,
        form: spans ? 'and' : 'lines',
        segments,
        stopsOnError: /^\s*set\s+-[a-z]*e/.test(value),
      }
    : whole;
}

/** The parts of `a && b && c`, or a single command. */
function andSpans(node: ReturnType<typeof parse>['commands'][0]['command']) {
  if (node.type !== 'AndOr') {
    return [toSpan({ pos: node.pos, end: node.end, command: node })];
  }
  return node.operators.every(operator => operator === '&&')
    ? node.commands.map(command =>
        toSpan({ pos: command.pos, end: command.end, command }),
      )
    : undefined;
}

function toSpan(item: {
  pos: number;
  end: number;
  command: { type: string; pos: number; end: number };
}): Span {
  const { pos, end, command } = item;
  return {
    pos,
    end,
    command: isCommand(command) ? command : undefined,
  };
}

function isCommand(node: { type: string }): node is Command {
  return node.type === 'Command';
}

function toSegment(
  { pos, end, command }: Span,
  script: LogicalText,
  observed: readonly ObservedCommand[],
): RunSegment {
  const place = (from: number, to: number) => ({
    start: script.sourceOffset(from),
    end: script.sourceOffset(Math.max(to - 1, from)) + 1,
  });
  const whole = place(pos, end);
  const inside = observed.filter(
    item =>
      item.command.range.start >= whole.start &&
      item.command.range.end <= whole.end,
  );
  const [only] = inside;
  const words = command?.name ? [command.name, ...command.args] : [];
  const isPlain =
    inside.length === 1 && only.command.words.length === words.length;
  return {
    ...whole,
    observed: inside,
    words: isPlain ? words.map(word => place(word.pos, word.end)) : undefined,
  };
}

/** Whether no two statements share a line. */
function areWholeLines(
  text: string,
  statements: readonly { pos: number; end: number }[],
): boolean {
  return statements.every(({ pos, end }, index) => {
    const next = statements[index + 1]?.pos ?? text.length;
    const before = text.slice(statements[index - 1]?.end ?? 0, pos);
    const after = text.slice(end, next);
    return (
      (index === 0 || before.includes('\n')) &&
      !/[;&|]/.test(after.trim()[0] ?? '')
    );
  });
}
