import { ImageFiles } from '../ImageFiles';
import { CopyStep } from '../ResolvedStage';
import { AnalysisLog } from './AnalysisLog';
import { CopyOperation } from './CopyOperation';
import { SourceFiles } from './SourceFiles';

/** What a COPY or ADD did. */
export interface CopyResult {
  files: ImageFiles;
  /** Which paths of another stage are where in this one. */
  mappings: { from: string; to: string }[];
}

/** Puts what COPY or ADD copies into an image (Dockerfile reference, "COPY"). */
export function applyCopy(
  step: CopyStep,
  before: ImageFiles,
  sources: SourceFiles,
  log: AnalysisLog,
): CopyResult {
  const copy = new CopyOperation(step, before, sources, log);
  step.heredocs.forEach(({ name, content }) =>
    copy.put({ kind: 'text', text: content }, name),
  );
  step.sources.forEach(source => copy.add(source));
  return copy;
}
