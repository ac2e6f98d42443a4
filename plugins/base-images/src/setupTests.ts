import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The first card of a test file is loaded lazily, which takes longer than the usual second on a busy machine.
configure({ asyncUtilTimeout: 4000 });

// So does a test that goes through many states of a large page.
jest.setTimeout(30_000);
