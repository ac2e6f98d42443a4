import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse } from 'yaml';
import { openApiDocument } from './generated/openapi';

const document = parse(readFileSync(`${__dirname}/openapi.yaml`, 'utf8'));

describe('openapi.yaml', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(
      structuredClone(document),
    );
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('is what was generated: run `yarn generate` after a change', () => {
    expect(openApiDocument).toEqual(document);
  });

  it('requires every field of answers, but for the cursor', () => {
    const optional = Object.entries<{
      additionalProperties?: boolean;
      properties: object;
      required?: string[];
    }>(document.components.schemas)
      .filter(
        ([name, schema]) =>
          schema.additionalProperties === false && !name.endsWith('Request'),
      )
      .flatMap(([name, { properties, required = [] }]) =>
        Object.keys(properties)
          .filter(property => !required.includes(property))
          .map(property => `${name}.${property}`),
      );
    expect(optional).toEqual(['PageInfo.nextCursor']);
  });
});
