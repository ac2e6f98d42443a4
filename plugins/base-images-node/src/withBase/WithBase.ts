import {
  KeptPart,
  RewriteRefusal,
  RewrittenPart,
} from '@base-images/backstage-plugin-base-images-common';

export type { KeptPart, RewriteRefusal, RewrittenPart };

/** What a rewrite gives: a Dockerfile, or why there is none, by line. @public */
export type WithBase =
  | {
      dockerfile: string;
      /** What is left out when the image stands on a base image, in the order of the file. */
      removed: RewrittenPart[];
      /** Installs and copies of packages of the base image that stay nevertheless, in the order of the file. */
      kept: KeptPart[];
    }
  | { refused: RewriteRefusal[] };
