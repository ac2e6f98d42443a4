import { randomBytes } from 'node:crypto';
import { SimulatorState } from '../state';

/** Temporary credentials, as AssumeRole gives them out. */
export function startSession(
  state: SimulatorState,
  session: { account: string; expiresAt: number; principal: string },
): { accessKeyId: string; token: string } {
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  const token = randomBytes(32).toString('base64');
  state.sessions[accessKeyId] = { ...session, token };
  return { accessKeyId, token };
}
