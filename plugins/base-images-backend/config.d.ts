import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  baseImages?: {
    /** What owners are told through the notifications of Backstage, where the portal has them. */
    notifications?: {
      /** Whether anybody is told anything; true when left out. */
      enabled?: boolean;

      /** How long an image must stay stale before its owners are told; 15 minutes when left out. */
      staleAfter?: HumanDuration | string;
    };

    /** The Python monorepos that are watched, by their id: lower-case letters and digits, separated by '-', '_' or '.'. */
    sources?: {
      [sourceId: string]: {
        /**
         * The monorepo: a URL that a URL reader of the backend knows, such as
         * https://github.com/acme/receipts/tree/main, or a folder of the machine that the backend runs on, absolute or
         * from the root of the Backstage project.
         *
         * @visibility backend
         */
        target: string;

        /** When to scan. Every 30 minutes, with a time-out of 10 minutes, when left out. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

        /** Entity ref of the owner of whatever CODEOWNERS does not give to one of `owners`. */
        defaultOwner: string;

        /** Owners as CODEOWNERS names them (`@acme/payments`, `@user`, an e-mail address), with their entity refs. */
        owners?: { [codeOwner: string]: string };

        /** Namespace of the entities; `default` when left out. */
        namespace?: string;

        /** Put before the name of every entity; nothing when left out. */
        namePrefix?: string;

        /** Names a Lambda by the folder of its Dockerfile (`short`, the default) or by its whole path (`path`). */
        names?: 'short' | 'path';

        /** Name of the System entity that stands for the monorepo; the id when left out. */
        system?: string;

        /** Lifecycle of entities that no classifier gives one; `production` when left out. */
        lifecycle?: string;

        /** Where its images live and are built, by the id of the environment. */
        environments?: {
          [environmentId: string]: {
            /**
             * AWS account: 12 digits, in quotes.
             *
             * @visibility backend
             */
            account: string;

            /** AWS region, such as eu-central-1. */
            region: string;

            /** Put before the names of repositories, with a slash at its end; the id of the source when left out. */
            repositoryPrefix?: string;

            /** CodeBuild project for each platform, such as `linux/arm64`. */
            projects: { [platform: string]: string };

            /** S3 bucket with versions that takes build contexts. */
            bucket: string;

            /** Patterns (`*`) of the functions that may be read. */
            functions?: string[];

            /** Patterns (`*`) of the functions that a rebuild may deploy new images to; none when left out. */
            deploy?: string[];

            /** Whether rebuilds begin by hand only (`manual`, the default), or as soon as something is stale (`auto`). */
            rebuild?: 'manual' | 'auto';

            /** Most builds at once; 4 when left out. */
            concurrency?: number;

            /** Most builds that begin within 24 hours; 200 when left out. */
            buildsPerDay?: number;

            /** Minutes that a build may take; 60 when left out. */
            timeoutMinutes?: number;

            /** Minutes that a build may wait in the queue of CodeBuild; 60 when left out. */
            queuedTimeoutMinutes?: number;

            /**
             * Hosts of registries on which external images may be looked up; docker.io, ghcr.io, public.ecr.aws and quay.io
             * when left out. Also what may be read in the registry of the account outside of `repositoryPrefix`: a whole name such as
             * `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shared/python`, or the beginning of names with a slash at its end.
             */
            registries?: string[];

            /** Whether owners are told about this environment; true when left out. */
            notifications?: boolean;
          };
        };

        /**
         * Where entities that people write for packages, Lambdas and base images of the monorepo may come from, besides the
         * monorepo itself and the files that `catalog.locations` names: addresses of files and folders, such as
         * https://github.com/acme/ or https://github.com/acme/portal/tree/main, and whole locations of other providers, such as
         * my-provider:acme. An address without a branch trusts all branches.
         */
        trustedLocations?: string[];

        /** `spec.type` of the entities. */
        types?: {
          /** Of packages; `python-package` when left out. */
          package?: string;
          /** Of Lambdas; `lambda` when left out. */
          lambda?: string;
          /** Of base images; `container-image` when left out. */
          baseImage?: string;
        };
      };
    };
  };
}
