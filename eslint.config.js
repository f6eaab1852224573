import js from '@eslint/js';
import globals from 'globals';

const PAGE = 'src/main/resources/META-INF/resources/**/*.js';
const TESTS = 'src/test/js/**/*.mjs';

export default [
  // Left out: a folder of its own in the benchmarks, and what the build makes
  { ignores: ['bench/', 'target/', '**/target/'] },
  js.configs.recommended,
  {
    files: [PAGE],
    languageOptions: { globals: globals.browser },
    rules: {
      // Text becomes markup nowhere but in the templates of lit-html
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property })),
      ],
    },
  },
  { files: [TESTS, 'eslint.config.js'], languageOptions: { globals: globals.node } },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: 'error',
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
      'no-implicit-coercion': 'error',
      'no-shadow': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
];
