export interface Config {
  baseImages?: {
    /** How the environments of all sources are reached. Credentials are those of `aws` in the configuration. */
    aws?: {
      /**
       * Address of all AWS services instead of their own, for a simulator.
       *
       * @visibility backend
       */
      endpoint?: string;

      /**
       * Mirrors that are asked instead of a registry, by the host of the registry: such as
       * { 'public.ecr.aws': 'https://mirror.acme.example' }.
       *
       * @visibility backend
       */
      registryMirrors?: { [host: string]: string };
    };
  };
}
