import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import baseImagesPlugin from '@base-images/backstage-plugin-base-images';
import scaffolderModuleBaseImages from '@base-images/backstage-plugin-scaffolder-module-base-images';
import { navModule } from './modules/nav';

const app = createApp({
  features: [
    catalogPlugin,
    catalogGraphPlugin,
    scaffolderPlugin,
    notificationsPlugin,
    baseImagesPlugin,
    scaffolderModuleBaseImages,
    navModule,
  ],
});

export default app.createRoot();
