// Writes src/schema/generated/openapi.ts from src/schema/openapi.yaml: run `yarn generate` after every change of the latter.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const schema = new URL('../src/schema/', import.meta.url);
const document = parse(readFileSync(new URL('openapi.yaml', schema), 'utf8'));

mkdirSync(fileURLToPath(new URL('generated/', schema)), { recursive: true });
writeFileSync(
  new URL('generated/openapi.ts', schema),
  `// Generated from ../openapi.yaml by scripts/generate-openapi.mjs: do not edit.\nexport const openApiDocument = ${JSON.stringify(
    document,
    undefined,
    2,
  )} as const;\n`,
);
