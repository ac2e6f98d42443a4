import { createExternalRouteRef } from '@backstage/frontend-plugin-api';

/** The form of a template; there is none where the portal has no scaffolder. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
