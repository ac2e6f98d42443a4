import { Refusals } from './Refusals';
import { PlannedRun, RewritePlan } from './RewritePlan';
import { RunSegment } from './RunSegment';
import { lineEnd, lineStart, TextEdits } from './TextEdits';

/** Takes out of a RUN what goes, or refuses where that is not safe. */
export function editRun(
  run: PlannedRun,
  plan: RewritePlan,
  text: string,
  edits: TextEdits,
  refusals: Refusals,
) {
  const { range } = run.step.instruction;
  if (plan.goesWholly(run)) {
    edits.removeLines(range.start, range.end);
    return;
  }
  const removed = plan.removedSegments(run);
  for (const segment of run.segments) {
    for (const item of segment.observed) {
      const install = run.plans.get(item);
      const isMixed =
        install?.outcome === 'covered' && !removed.includes(segment);
      if (isMixed) {
        refusals.add(
          item.command.range.startLine,
          'This installation cannot be taken out of the commands around it safely.',
          'Install the packages in a RUN of their own, or join the commands with && only.',
        );
      }
      if (install?.outcome === 'partial') {
        for (const word of install.words) {
          removeWord(segment.words!, word, text, edits);
        }
      }
    }
  }
  const last = run.segments.at(-1)!;
  if (run.form === 'lines' && removed.includes(last) && !run.stopsOnError) {
    refusals.add(
      range.startLine,
      'Without its last line the script would end as the line before it does.',
      'Begin the script with set -e.',
    );
  }
  if (run.form === 'lines') {
    removed.forEach(({ start, end }) => edits.removeLines(start, end));
    return;
  }
  let first = 0;
  run.segments.forEach((segment, index) => {
    if (!removed.includes(segment)) {
      first = index + 1;
    } else if (!removed.includes(run.segments[index + 1])) {
      removeCommands(run.segments, first, index, text, edits);
    }
  });
}

/** Neighbours in a list go with one of the operators around them: with the one that stands on their lines. */
function removeCommands(
  segments: readonly RunSegment[],
  first: number,
  last: number,
  text: string,
  edits: TextEdits,
) {
  const before = segments[Math.max(first - 1, 0)];
  const next = segments[last + 1] as RunSegment | undefined;
  const { start } = segments[first];
  const { end } = segments[last];
  const endsLine =
    first > 0 && /&&[^\n]*\n/.test(text.slice(before.end, start));
  if (next && (first === 0 || endsLine)) {
    edits.remove(start, next.start);
  } else if (first > 0) {
    edits.remove(before.end, end);
  }
}

/** A word goes with its line where it stands there alone, else with the blanks before it, but for comments in between. */
function removeWord(
  words: readonly { start: number; end: number }[],
  index: number,
  text: string,
  edits: TextEdits,
) {
  const { start, end } = words[index];
  const before = text.slice(lineStart(text, start), start);
  const after = text.slice(end, lineEnd(text, end));
  if (/^[ \t]*$/.test(before) && /^[ \t]*[\\`][ \t]*\r?\n$/.test(after)) {
    edits.removeLines(start, end);
    return;
  }
  const between = text.slice(words[index - 1].end, start);
  const isBlank = /^[\s\\`]*$/.test(between);
  edits.remove(isBlank ? words[index - 1].end : start, end);
}
