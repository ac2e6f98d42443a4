import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_PACKAGE,
  DefaultBaseImagesClient,
} from '@base-images/backstage-plugin-base-images-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import { z } from 'zod';
import { baseImagesApiRef } from './api';
import { templateRouteRef } from './routes';

const baseImagesApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: baseImagesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => DefaultBaseImagesClient.create(deps),
    }),
});

/** Templates that a card links to, where the user may read one of them: refs of entities, the preferred one first. */
const moveTemplates = z
  .array(z.string())
  .default([
    'template:default/move-lambda-to-base-image',
    'template:default/move-lambda-to-base-image-files',
  ]);
const declareTemplates = z
  .array(z.string())
  .default([
    'template:default/declare-base-image',
    'template:default/declare-base-image-files',
  ]);

const lambdaCard = EntityCardBlueprint.makeWithOverrides({
  name: 'lambda',
  configSchema: { moveTemplates, declareTemplates },
  factory: (make, { config }) =>
    make({
      type: 'content',
      filter: {
        [`metadata.annotations.${ANNOTATION_LAMBDA}`]: { $exists: true },
      },
      loader: () =>
        import('./components/LambdaCard').then(m => (
          <m.LambdaCard
            moveTemplates={config.moveTemplates}
            declareTemplates={config.declareTemplates}
          />
        )),
    }),
});

const packageCard = EntityCardBlueprint.makeWithOverrides({
  name: 'package',
  configSchema: { declareTemplates },
  factory: (make, { config }) =>
    make({
      type: 'content',
      filter: {
        [`metadata.annotations.${ANNOTATION_PACKAGE}`]: { $exists: true },
      },
      loader: () =>
        import('./components/PackageCard').then(m => (
          <m.PackageCard declareTemplates={config.declareTemplates} />
        )),
    }),
});

const baseImageCard = EntityCardBlueprint.makeWithOverrides({
  name: 'base-image',
  configSchema: { declareTemplates },
  factory: (make, { config }) =>
    make({
      type: 'content',
      filter: {
        [`metadata.annotations.${ANNOTATION_IMAGE}`]: { $exists: true },
      },
      loader: () =>
        import('./components/BaseImageCard').then(m => (
          <m.BaseImageCard declareTemplates={config.declareTemplates} />
        )),
    }),
});

const freshnessCard = EntityCardBlueprint.make({
  name: 'freshness',
  params: {
    type: 'content',
    filter: {
      $any: [
        { [`metadata.annotations.${ANNOTATION_LAMBDA}`]: { $exists: true } },
        { [`metadata.annotations.${ANNOTATION_PACKAGE}`]: { $exists: true } },
        { [`metadata.annotations.${ANNOTATION_IMAGE}`]: { $exists: true } },
      ],
    },
    loader: () =>
      import('./components/FreshnessCard').then(m => <m.FreshnessCard />),
  },
});

/**
 * The Base Images plugin for the new frontend system.
 *
 * @public
 */
export const baseImagesPlugin = createFrontendPlugin({
  pluginId: 'base-images',
  title: 'Base Images',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    baseImagesApi,
    lambdaCard,
    packageCard,
    baseImageCard,
    freshnessCard,
  ],
});
