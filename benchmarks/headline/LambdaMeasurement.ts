import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BASE_ARGUMENT,
  WITH_BASE_SUFFIX,
} from '../../plugins/base-images-node/src/lambda/isDockerfilePath';
import { WorkshopMonorepo } from '../images/WorkshopMonorepo';
import { BuildCost, FreshMachine } from './FreshMachine';
import { Edit, HeadlineLambda } from './Scenario';

/** The costs of one round. */
export interface RoundCosts {
  original: BuildCost;
  withBase: BuildCost;
  /** Of building and pushing the base image anew, where the edit changes it: once for all Lambdas that stand on it. */
  baseSeconds: number;
  basePushedBytes: number;
}

/** Builds one Lambda after edits, as it is and on its base image. */
export class LambdaMeasurement {
  #round = 0;
  #base: { hash: string; tag: string } | undefined;

  constructor(
    private readonly machine: FreshMachine,
    private readonly repository: WorkshopMonorepo,
    private readonly lambda: HeadlineLambda,
  ) {}

  /** Changes a file and measures both ways. */
  async measure(edit: Edit | 'nothing'): Promise<RoundCosts> {
    this.#edit(edit);
    const { dockerfile } = this.lambda;
    const state = await this.repository.read();
    const lambda = state.lambda(dockerfile);
    const baseImage = state.baseImage(lambda, undefined);
    const rewritten = baseImage && (await state.rewrite(lambda, baseImage));
    const parent = lambda.parent;
    if (!rewritten || 'refused' in rewritten || parent === null) {
      throw new Error(`${dockerfile} cannot stand on a base image`);
    }
    const { context } = lambda;
    const name = dockerfile.replaceAll(/[^a-z]+/gi, '-').toLowerCase();
    const original = await this.machine.build(
      state,
      { dockerfile, context, target: null, tag: `localhost/${name}:original` },
      parent,
    );
    let base = { seconds: 0, pushedBytes: 0 };
    if (this.#base?.hash !== baseImage.sourceHash) {
      await this.machine.startWith(parent);
      this.repository.forgetBases();
      const began = performance.now();
      const tag = await state.buildBase(baseImage);
      const { pushedBytes } = await this.machine.push(tag);
      base = { seconds: (performance.now() - began) / 1000, pushedBytes };
      this.#base = { hash: baseImage.sourceHash, tag };
    }
    const { tag: baseTag } = this.#base!;
    const withBase = await this.machine.build(
      state,
      {
        dockerfile: `${dockerfile}${WITH_BASE_SUFFIX}`,
        dockerfileText: rewritten.dockerfile,
        context,
        target: null,
        tag: `localhost/${name}:with-base`,
        args: { [BASE_ARGUMENT]: baseTag },
      },
      baseTag,
    );
    return {
      original,
      withBase,
      baseSeconds: base.seconds,
      basePushedBytes: base.pushedBytes,
    };
  }

  #edit(edit: Edit | 'nothing') {
    this.#round++;
    const { handler, module, bump } = this.lambda;
    const change = `\n# Edit ${this.#round}\n`;
    if (edit === 'handler' || edit === 'package') {
      const file = edit === 'handler' ? handler : module;
      appendFileSync(join(this.repository.folder, file), change);
    } else if (edit === 'third-party') {
      const [one, other] = bump.versions;
      const text = readFileSync(
        join(this.repository.folder, bump.manifest),
        'utf8',
      );
      this.repository.write(
        bump.manifest,
        text.includes(`"${one}"`)
          ? text.replace(`"${one}"`, `"${other}"`)
          : text.replace(`"${other}"`, `"${one}"`),
      );
    }
  }
}
