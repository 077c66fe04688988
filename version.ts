/** The version in `package.json`, which the manifest takes as well. */
export { version as VERSION } from './package.json';
