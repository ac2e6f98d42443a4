import { BaseImageDeclaration } from '../declaration/BaseImageDeclaration';
import { AnalysedLambda } from '../lambda/AnalysedLambda';
import { LambdaDeclaration } from '../lambda/LambdaDeclaration';

/** What an image is made of, besides packages and what it stands on. @public */
export interface ImageInputs {
  /** Paths of the files that it reads. */
  files: readonly string[];
  /** Paths of the files that declare it. */
  declaredIn: readonly string[];
  /** What is declared of it, as text that is equal when the declarations are. */
  declaration: string;
}

/** What the images of a monorepo are made of; a `Monorepo` keeps only the hashes of it. @public */
export interface ScanInputs {
  /** By the id of the Lambda. */
  lambdas: ReadonlyMap<string, ImageInputs>;
  /** By the name of the base image. */
  baseImages: ReadonlyMap<string, ImageInputs>;
}

/** Collects {@link ScanInputs} from the parts of a scan. */
export function toScanInputs(
  lambdas: readonly AnalysedLambda[],
  lambdaDeclarations: readonly LambdaDeclaration[],
  baseImages: readonly BaseImageDeclaration[],
): ScanInputs {
  const declaredIn = new Map<string, string[]>();
  for (const { dockerfile, file } of lambdaDeclarations) {
    const files = declaredIn.get(dockerfile) ?? [];
    files.push(file);
    declaredIn.set(dockerfile, files);
  }
  return {
    lambdas: new Map(
      lambdas.map(({ id, dockerfile, files, buildArgs }) => [
        id,
        {
          files: [dockerfile, ...files],
          declaredIn: declaredIn.get(dockerfile) ?? [],
          declaration: JSON.stringify(Object.entries(buildArgs).sort()),
        },
      ]),
    ),
    baseImages: new Map(
      baseImages.map(image => [
        image.name,
        {
          files: [image.constraints, ...image.requirements].flatMap(
            file => file?.path ?? [],
          ),
          declaredIn: [image.file],
          declaration: toText(image),
        },
      ]),
    ),
  };
}

/** Everything that decides what the image holds; not where it is declared, nor when it is built. */
function toText(image: BaseImageDeclaration): string {
  return JSON.stringify([
    image.from?.text,
    image.python,
    image.platforms,
    image.packages.map(({ text }) => text),
    image.include,
    image.setup,
    Object.entries(image.env).sort(),
    Object.entries(image.args).sort(),
    image.constraints?.path,
    image.requirements.map(({ path }) => path),
    image.installer,
    image.index.url,
    image.index.extraUrls,
  ]);
}
