import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@base-images/backstage-plugin-catalog-backend-module-base-images'),
);
backend.add(import('@base-images/backstage-plugin-base-images-backend'));
backend.add(
  import('@base-images/backstage-plugin-base-images-backend-module-aws'),
);

backend.add(import('@backstage/plugin-notifications-backend'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(
  import('@base-images/backstage-plugin-scaffolder-backend-module-base-images'),
);

backend.start();
