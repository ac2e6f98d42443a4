import { BASE_IMAGE_FIELDS } from '@base-images/backstage-plugin-base-images-common/model';
import { setupProblem } from '../baseDockerfile/setupSources';
import { normalizeName } from '../python/normalizeName';
import {
  BaseImageDeclaration,
  DeclaredIndex,
  DeclaredPackage,
  DeclaredPath,
} from './BaseImageDeclaration';
import { DeclarationValue } from './DeclarationValue';
import {
  IMAGE_NAME,
  IMAGE_REFERENCE,
  MAX_AGE,
  PACKAGE,
  PATH,
  PLATFORMS,
  PYTHON_VERSION,
  SECRET_ID,
  SETUP_INSTRUCTION,
  URL_WITHOUT_CREDENTIALS,
  VARIABLE_NAME,
} from './declarationRules';
import { normalizePath } from './normalizePath';

/** Reads one entry of `images`; undefined without a name, which everything else hangs on. */
export function readImage(
  value: DeclarationValue,
  file: string,
): BaseImageDeclaration | undefined {
  const fields = value.fields(BASE_IMAGE_FIELDS);
  if (!fields) {
    return undefined;
  }
  for (const required of ['name', 'from']) {
    if (!fields.has(required)) {
      value.fail(`has no ${required}`, `Add ${required}:.`);
    }
  }
  const packages = readPackages(fields.get('packages'));
  const requirements = readPaths(fields.get('requirements'));
  if (!fields.has('packages') && !fields.has('requirements')) {
    value.fail(
      'has neither packages nor requirements',
      'List the packages that it holds, such as packages: [receipt-label].',
    );
  }
  const from = fields.get('from');
  const fromText = from?.text(IMAGE_REFERENCE);
  const image = {
    file,
    line: value.place.line ?? 1,
    from: from && fromText ? { text: fromText, ...from.place } : undefined,
    python: fields.get('python')?.text(PYTHON_VERSION),
    platforms: readPlatforms(fields.get('platforms')),
    packages,
    include:
      fields.get('include')?.choice(['packages', 'dependencies'] as const) ??
      'packages',
    setup: readSetup(fields.get('setup')),
    env: fields.get('env')?.texts(VARIABLE_NAME) ?? {},
    args: fields.get('args')?.texts(VARIABLE_NAME) ?? {},
    constraints: readPath(fields.get('constraints')),
    requirements,
    installer: fields.get('installer')?.choice(['pip', 'uv'] as const) ?? 'pip',
    index: readIndex(fields.get('index')),
    maxAge: fields.get('maxAge')?.text(MAX_AGE),
  };
  const name = fields.get('name')?.text(IMAGE_NAME);
  return name === undefined
    ? undefined
    : { name: normalizeName(name), ...image };
}

function readPackages(value: DeclarationValue | undefined): DeclaredPackage[] {
  return (value?.items() ?? []).flatMap(item => {
    const text = item.text(PACKAGE);
    if (text === undefined) {
      return [];
    }
    const [name, extras = ''] = text.replace(']', '').split('[');
    const normalized = extras
      .split(',')
      .map(extra => normalizeName(extra.trim()))
      .filter(extra => extra !== '');
    return {
      text,
      package: normalizeName(name.trim()),
      extras: [...new Set(normalized)].sort(),
      ...item.place,
    };
  });
}

function readSetup(value: DeclarationValue | undefined): string[] {
  return (value?.items() ?? []).flatMap(item => {
    const step = item.text(SETUP_INSTRUCTION);
    const problem = step === undefined ? undefined : setupProblem(step);
    if (problem) {
      item.fail(
        `is no instruction: ${problem.replace(/\.$/, '')}`,
        'Write one ARG, RUN or COPY instruction, and put longer scripts into files.',
      );
    }
    return step === undefined || problem ? [] : step;
  });
}

function readPlatforms(value: DeclarationValue | undefined): string[] {
  const platforms = (value?.items() ?? [])
    .map(item => item.choice(PLATFORMS))
    .filter(platform => platform !== undefined);
  return [...new Set<string>(platforms)].sort();
}

function readPaths(value: DeclarationValue | undefined): DeclaredPath[] {
  return (value?.items() ?? [])
    .map(readPath)
    .filter(path => path !== undefined);
}

function readPath(
  value: DeclarationValue | undefined,
): DeclaredPath | undefined {
  const text = value?.text(PATH);
  return value && text !== undefined
    ? { path: normalizePath(text), ...value.place }
    : undefined;
}

function readIndex(value: DeclarationValue | undefined): DeclaredIndex {
  const fields = value?.fields(['url', 'extraUrls', 'secrets']);
  return {
    url: fields?.get('url')?.text(URL_WITHOUT_CREDENTIALS),
    extraUrls:
      fields?.get('extraUrls')?.textItems(URL_WITHOUT_CREDENTIALS) ?? [],
    secrets: fields?.get('secrets')?.textItems(SECRET_ID) ?? [],
  };
}
