import { scan } from '.';

jest.mock('@backstage/catalog-model', () => {
  throw new Error(
    'The model of the catalog takes longer to load than the engine',
  );
});

it('loads without the packages of the catalog', () => {
  expect(scan).toBeInstanceOf(Function);
});
