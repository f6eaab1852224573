import js from '@eslint/js';
import globals from 'globals';

const PAGE = 'src/main/resources/META-INF/resources/**/*.js';
const MARKUP = ['innerHTML', 'outerHTML', 'insertAdjacentHTML'];

export default [
  { ignores: ['bench/', 'target/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: 'error',
      eqeqeq: 'error',
      'no-implicit-coercion': 'error',
      'no-shadow': 'error',
      'no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: [PAGE],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-console': 'error',
      // Only lit-html makes markup, as it escapes what it is given
      'no-restricted-properties': ['error', ...MARKUP.map((property) => ({ property }))],
    },
  },
  { ignores: [PAGE], languageOptions: { globals: globals.node } },
];
