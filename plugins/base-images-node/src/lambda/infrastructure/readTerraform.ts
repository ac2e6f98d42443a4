import { posix } from 'node:path';
import { unlinked, unreadable } from './diagnostics';
import { parseHcl } from './hcl/parseHcl';
import { toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { collectModule, isDockerBuild } from './terraform/collectModule';
import { linkFunctions } from './terraform/linkFunctions';
import { TerraformFolder, TerraformModule } from './terraform/TerraformModule';
import { TerraformRoot } from './terraform/TerraformRoot';

const MAX_MODULES = 500;
const MAX_MODULE_DEPTH = 6;

/** Whether a text may be Terraform code with container functions. */
export function mayBeTerraform(text: string): boolean {
  return /docker[-_]?build|docker_image|IMAGE_LAMBDA_FUNCTION|package_type|image_uri|docker\s+(?:buildx\s+)?build/.test(
    text,
  );
}

/**
 * The container functions of Terraform code, over all `.tf` files of a tree: `aws_lambda_function` of package type `Image` (and
 * modules with the same arguments), linked to `docker_image` of kreuzwerker/docker, to the `docker-build` module of
 * terraform-aws-modules/lambda, to `docker build` in a provisioner, or to the metadata that AWS SAM reads from `null_resource`.
 */
export function readTerraform(files: readonly InfrastructureFile[]): Findings {
  const byPath = new Map(files.map(file => [file.path, file]));
  const folders = new Map<string, TerraformFolder>();
  const findings: Findings[] = [];
  for (const file of files) {
    const parsed = parseHcl(file.text);
    if ('problem' in parsed) {
      findings.push({
        declarations: [],
        diagnostics: mayBeTerraform(file.text)
          ? [
              unreadable(
                file.path,
                parsed.line,
                `The Terraform file cannot be read: ${parsed.problem}`,
                'Correct its syntax.',
              ),
            ]
          : [],
      });
      continue;
    }
    const path = posix.dirname(file.path);
    const folder = folders.get(path) ?? { path, blocks: [] };
    folders.set(path, folder);
    for (const block of parsed.body.blocks) {
      folder.blocks.push({ block, file: file.path });
    }
  }
  const budget = { steps: 1_000_000 };
  const visited = { modules: 0 };
  for (const folder of rootFolders(folders)) {
    const root: TerraformRoot = {
      images: [],
      functions: [],
      blocks: new Map(),
    };
    const visit = (module: TerraformModule, depth: number) => {
      visited.modules += 1;
      // Children first: their outputs may be what this module's functions run.
      for (const called of module.blocks('module')) {
        const child =
          depth < MAX_MODULE_DEPTH && visited.modules < MAX_MODULES
            ? !isDockerBuild(called) && module.addChild(called, folders)
            : undefined;
        if (child) {
          visit(child, depth + 1);
        }
      }
      collectModule(module, root);
    };
    visit(new TerraformModule('', folder, folder.path, new Map(), budget), 0);
    linkFunctions(root);
    findings.push(...declare(root, byPath));
  }
  return joinFindings(findings);
}

/** Folders that no other folder uses as a module; all of them where everything is used by something. */
function rootFolders(
  folders: ReadonlyMap<string, TerraformFolder>,
): TerraformFolder[] {
  const used = new Set<TerraformFolder>();
  for (const folder of folders.values()) {
    const module = new TerraformModule('', folder, folder.path, new Map(), {
      steps: 10_000,
    });
    for (const called of module.blocks('module')) {
      const child = !isDockerBuild(called) && module.addChild(called, folders);
      if (child && child.folder !== folder) {
        used.add(child.folder);
      }
    }
  }
  return [...folders.values()].filter(folder => !used.has(folder));
}

function declare(
  root: TerraformRoot,
  files: ReadonlyMap<string, InfrastructureFile>,
): Findings[] {
  return [
    ...root.images.flatMap(found => {
      const file = files.get(found.file);
      return file
        ? [
            toFindings(file, {
              ...found.written,
              kind: found.isFunction ? 'function' : 'image',
              functions: found.functions,
            }),
          ]
        : [];
    }),
    {
      declarations: [],
      diagnostics: root.functions
        .filter(lambda => !lambda.isLinked)
        .map(lambda => unlinked(lambda.file, lambda.line, lambda.names[0])),
    },
  ];
}
