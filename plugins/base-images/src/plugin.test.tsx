import {
  EntityCoverage,
  EntityFreshness,
} from '@base-images/backstage-plugin-base-images-common';
import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  baseImageCoverage,
  entityFreshness,
  entityOf,
  environmentFreshness,
  lambdaCoverage,
  packageCoverage,
} from './__testUtils__';
import baseImagesPlugin, { baseImagesApiRef } from '.';

function renderEntityPage(
  entity: ReturnType<typeof entityOf>,
  coverage: EntityCoverage,
  freshness: EntityFreshness = entityFreshness(),
) {
  const getEntityCoverage = jest.fn(async () => coverage);
  renderTestApp({
    extensions: [createTestEntityPage({ entity })],
    features: [baseImagesPlugin],
    apis: [
      [
        baseImagesApiRef,
        { getEntityCoverage, getEntityFreshness: async () => freshness },
      ],
    ],
  });
  return getEntityCoverage;
}

describe('baseImagesPlugin', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('asks the backend for the entity', async () => {
    server.use(
      http.get(
        '*/api/base-images/entities/component/default/shown/coverage',
        () => HttpResponse.json(lambdaCoverage()),
      ),
      http.get(
        '*/api/base-images/entities/component/default/shown/freshness',
        () => HttpResponse.json(entityFreshness()),
      ),
    );
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: entityOf('lambda', 'shown') }),
      ],
      features: [baseImagesPlugin],
    });

    expect(
      await screen.findByRole('meter', { name: /receipt-label/ }),
    ).toHaveAttribute('aria-valuenow', '67');
  });

  it.each([
    ['lambda', 'Base image coverage', lambdaCoverage()],
    ['package', 'Base images and Lambdas', packageCoverage()],
    ['base-image', 'Base image', baseImageCoverage()],
  ] as const)(
    'shows only the card that fits on the page of a %s',
    async (kind, title, coverage) => {
      const getEntityCoverage = renderEntityPage(
        entityOf(kind, 'shown'),
        coverage,
      );

      expect(await screen.findByText(/^Scanned/)).toBeVisible();
      expect(
        screen
          .getAllByRole('heading', { level: 3 })
          .map(heading => heading.textContent),
      ).toEqual([title]);
      expect(getEntityCoverage).toHaveBeenCalledTimes(1);
    },
  );

  it.each([
    ['lambda', lambdaCoverage()],
    ['package', packageCoverage()],
    ['base-image', baseImageCoverage()],
  ] as const)(
    'shows how fresh the images are on the page of a %s whose source has environments',
    async (kind, coverage) => {
      renderEntityPage(
        entityOf(kind, 'shown'),
        coverage,
        entityFreshness(environmentFreshness({ images: [] })),
      );

      expect(
        await screen.findByRole('heading', { level: 4, name: 'production' }),
      ).toBeVisible();
      expect(
        screen.getByRole('heading', { level: 3, name: 'Freshness' }),
      ).toBeVisible();
    },
  );

  it('shows nothing on the page of any other entity', async () => {
    const entity = entityOf('lambda', 'other');
    entity.metadata.annotations = {};
    const getEntityCoverage = renderEntityPage(entity, lambdaCoverage());

    expect(await screen.findByTestId('empty-entity-page')).toBeVisible();
    expect(getEntityCoverage).not.toHaveBeenCalled();
  });
});
