import {
  Confidence,
  DiagnosticSeverity,
} from '@base-images/backstage-plugin-base-images-common';

/** A diagnostic whose file is the Dockerfile. */
export interface Finding {
  code: string;
  severity: DiagnosticSeverity;
  line: number;
  message: string;
  help: string;
}

const RANKS: Confidence[] = ['exact', 'over', 'unknown'];

/** Collects what an analysis finds, and how far it can be trusted. */
export class AnalysisLog {
  readonly findings: Finding[] = [];
  /** How many local paths that are installed, or read or run for it, were not found: signs of another build context. */
  unresolved = 0;
  #confidence: Confidence = 'exact';
  #doubt: { line: number; reason: string } | undefined;

  get confidence(): Confidence {
    return this.#confidence;
  }

  /** What lowered the confidence to where it is: the first line that did. */
  get doubt(): { line: number; reason: string } | undefined {
    return this.#doubt;
  }

  lower(confidence: Confidence, line: number, reason: string) {
    const order = RANKS.indexOf(confidence) - RANKS.indexOf(this.#confidence);
    const earlier = this.#doubt && line < this.#doubt.line;
    if (order > 0 || (order === 0 && confidence !== 'exact' && earlier)) {
      this.#confidence = confidence;
      this.#doubt = { line, reason };
    }
  }

  find(finding: Finding) {
    const known = this.findings.some(
      other =>
        other.code === finding.code &&
        other.line === finding.line &&
        other.message === finding.message,
    );
    if (!known && this.findings.length < 1_000) {
      this.findings.push(finding);
    }
  }
}
