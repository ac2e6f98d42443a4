import { TextRule } from './DeclarationValue';

/** Name of the file at the root of a monorepo that declares its base images. @public */
export const DECLARATION_FILE = 'base-images.yaml';

export const IMAGE_NAME: TextRule = {
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  expected: 'letters and digits with - . _ between them, at most 63',
  help: 'Choose a name such as receipt-label.',
};

/** An image reference without variables (OCI distribution specification; Docker "image reference"), or a name. */
export const IMAGE_REFERENCE: TextRule = {
  pattern:
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?\/)?[A-Za-z0-9._-]{1,128}(?:\/[a-z0-9._-]{1,128}){0,15}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/,
  expected:
    'an image such as public.ecr.aws/lambda/python:3.12, or the name of another image of this file',
  help: 'Write the image with its tag; variables are not known here.',
};

export const PYTHON_VERSION: TextRule = {
  pattern: /^3\.[0-9]{1,2}$/,
  expected: "a Python version such as '3.12'",
  help: "Write major and minor version in quotes: '3.12'.",
};

/** The platforms that Lambda runs (AWS Lambda Developer Guide, "Selecting and configuring an instruction set architecture"). */
export const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;

export const PACKAGE: TextRule = {
  pattern:
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,200}[A-Za-z0-9])?[ \t]{0,9}(?:\[[A-Za-z0-9._, \t-]{0,1000}\])?$/,
  expected: 'a package of this monorepo, with extras where they are meant',
  help: 'Write receipt-label or receipt-label[full]; versions come from the working tree.',
};

export const SETUP_INSTRUCTION: TextRule = {
  pattern: /^(?:ARG|RUN|COPY)[ \t](?:[^\n]*\\\n){0,200}[^\n]*[^\\\n]\n?$/,
  expected: 'one ARG, RUN or COPY instruction',
  help: 'Write each instruction as an item of its own; what holds at run time goes to env.',
};

export const VARIABLE_NAME: TextRule = {
  pattern: /^[A-Za-z_][A-Za-z0-9_]{0,254}$/,
  expected: 'a name of letters, digits and _',
  help: 'Rename the variable.',
};

export const ANY_NAME: TextRule = {
  pattern: /^[^\s]{1,255}$/,
  expected: 'a name without spaces',
};

export const PATH: TextRule = {
  pattern: /^(?!\/)(?!(?:[\s\S]*\/)?\.\.(?:\/|$))[^\\\0\n]{1,4096}$/,
  expected: 'a path from the root of the monorepo, without ..',
  help: 'Write it with / and without a leading /, such as receipt_label/constraints.txt.',
};

export const GLOB: TextRule = {
  ...PATH,
  expected: 'a pattern for folders, from the root of the monorepo',
  help: 'Write a pattern such as tests/fixtures or **/templates.',
};

export const URL_WITHOUT_CREDENTIALS: TextRule = {
  pattern: /^https?:\/\/[^\s@/]{1,255}(?:\/[^\s]{0,2000})?$/,
  expected: 'an http(s) URL without user name and password',
  help: 'Give credentials as a BuildKit secret, named in secrets.',
};

export const SECRET_ID: TextRule = {
  pattern: /^[A-Za-z0-9_.-]{1,128}$/,
  expected: 'the id of a BuildKit secret',
  help: 'Write an id such as pip-conf.',
};

export const MAX_AGE: TextRule = {
  pattern: /^[1-9][0-9]{0,3}[hdw]$/,
  expected: 'an age in hours, days or weeks',
  help: 'Write 12h, 30d or 4w.',
};

export const STAGE: TextRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
  expected: 'the name of a stage',
};

/** Name of a function, or a pattern for names. */
export const FUNCTION: TextRule = {
  pattern: /^[^\s]{1,170}$/,
  expected: 'the name of a function, or a pattern such as my-lambda-*',
};
