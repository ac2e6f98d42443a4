import { AnalysedLambda } from '../lambda/AnalysedLambda';
import { Results } from './Results';
import { TouchedFiles } from './TouchedFiles';

/** The hash of a Lambda's image, with what it was made from. */
export interface LambdaHash {
  lambda: AnalysedLambda;
  hash: string;
}

/** Hashes of Lambdas, those of an earlier scan as far as none of their files has changed. */
export class LambdaHashes {
  constructor(
    private readonly all: Results<LambdaHash>,
    private readonly touched: TouchedFiles,
  ) {}

  /** What the next scan may use. */
  get results(): ReadonlyMap<string, LambdaHash> {
    return this.all.kept;
  }

  recall(lambda: AnalysedLambda, make: () => string): string {
    const { id, dockerfile, files } = lambda;
    const known = this.all.earlier(id);
    const holds =
      known?.lambda === lambda &&
      !this.touched.has(dockerfile) &&
      !this.touched.isAmong(files);
    const hash = holds ? known.hash : make();
    this.all.keep(id, { lambda, hash });
    return hash;
  }
}
