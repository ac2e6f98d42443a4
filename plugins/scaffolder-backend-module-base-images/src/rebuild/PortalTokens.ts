import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';

/** Tokens for the Base Images backend. */
export class PortalTokens {
  static create(options: { auth: AuthService }): PortalTokens {
    return new PortalTokens(options.auth);
  }

  private constructor(private readonly auth: AuthService) {}

  /** Acts as the user who runs a template. It ends when the user's own token does. */
  async ofUser(credentials: BackstageCredentials): Promise<string> {
    const { token } = await this.auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'base-images',
    });
    return token;
  }

  /** Acts as the scaffolder. */
  async ofPlugin(): Promise<string> {
    return this.ofUser(await this.auth.getOwnServiceCredentials());
  }
}
