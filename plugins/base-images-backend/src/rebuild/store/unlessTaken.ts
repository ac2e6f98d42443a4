import { isUniqueViolation } from './isUniqueViolation';

/** False when the database refuses a row because another one has its place. */
export async function unlessTaken(write: Promise<boolean>): Promise<boolean> {
  try {
    return await write;
  } catch (error) {
    if (isUniqueViolation(error)) {
      return false;
    }
    throw error;
  }
}
