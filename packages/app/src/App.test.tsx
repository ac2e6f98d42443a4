import { render, screen } from '@testing-library/react';
import app from './App';

describe('App', () => {
  it('starts, and lets a guest sign in', async () => {
    process.env = Object.assign({}, process.env, {
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Portal', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ],
    });

    render(app);

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeVisible();
  }, 30_000);
});
