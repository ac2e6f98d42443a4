import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';

/** A setting that is an object; without it an empty one. */
export function readObject(
  value: JsonValue | undefined,
  key: string,
): JsonObject {
  if (value === undefined || value === null) {
    return {};
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new InputError(
      `'${key}' must be an object, not ${JSON.stringify(value)}`,
    );
  }
  return value;
}

/** A setting that is a text, or its default. */
export function readOptionalString(
  value: JsonValue | undefined,
  key: string,
  defaultValue: string,
): string {
  return value === undefined
    ? defaultValue
    : readString(value, key, `a text, such as ${defaultValue}`);
}

/**
 * A setting that is a text.
 *
 * @param what - what to write, for the error.
 */
export function readString(
  value: JsonValue | undefined,
  key: string,
  what: string,
): string {
  if (value === undefined || value === null) {
    throw new InputError(`'${key}' is missing: write ${what}`);
  }
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError(
      `'${key}' must be ${what}, not ${JSON.stringify(value)}`,
    );
  }
  return value;
}

/** A setting that is a list of texts; without it an empty one. */
export function readTexts(value: JsonValue | undefined, key: string): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new InputError(
      `'${key}' must be a list of texts, not ${JSON.stringify(value)}`,
    );
  }
  return value.map((item, index) =>
    readString(item, `${key}[${index}]`, 'a text'),
  );
}

/** A setting that is a whole number, or its default. */
export function readInteger(
  value: JsonValue | undefined,
  key: string,
  limits: { defaultValue: number; minimum: number; maximum: number },
): number {
  const { defaultValue, minimum, maximum } = limits;
  const number = value ?? defaultValue;
  if (
    typeof number !== 'number' ||
    !Number.isInteger(number) ||
    number < minimum ||
    number > maximum
  ) {
    throw new InputError(
      `'${key}' must be a whole number from ${minimum} to ${maximum}, not ${JSON.stringify(value)}`,
    );
  }
  return number;
}
