module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Scripts of this folder talk to the terminal, and read the engine's sources, of which only some are exported.
    'no-console': 'off',
    '@backstage/no-relative-monorepo-imports': 'off',
  },
});
